// GET /health: is the API up, and does it reach the database with each of its roles?
import { sql } from "kysely";
import { json } from "./http/replies.mjs";

const PATIENCE_MS = 2000;

/** 200 {"status":"ok"}, or 503 {"status":"down","reason":...} when a role cannot ask the database. */
export async function health(stack) {
  try {
    await Promise.all(stack.services.map((each) => ask(each.connection)));
    return json({ status: "ok" });
  } catch (error) {
    return json({ status: "down", reason: reasonOf(error) }, 503);
  }
}

/** Whether the database answers on this connection. */
export const reaches = (connection) => ask(connection).then(() => true, () => false);

async function ask(connection) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the database in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([sql`select 1`.execute(connection.kysely), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A connection error without the address, which holds the password. */
export function reasonOf(error) {
  if (error?.name === "AggregateError") return reasonOf(error.errors[0]);
  return error?.message || error?.code || String(error);
}
