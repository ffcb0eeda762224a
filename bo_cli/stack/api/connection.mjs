// One lite connection for each role: REST, Auth and Storage share no rights (see README.md).
//
// lite brings postgres.js, which breaks the whole process when a connection is lost inside a
// transaction, and waits for ever when every connection does. node-postgres takes its place.
import { PostgresConnection } from "@supabase/lite/postgres";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { parseArray } from "./array_text.mjs";

const NAME_ARRAY = 1003; // oid of name[]

/**
 * @param {string} url Postgres address with the role to connect as
 * @param {{name: string, max: number}} options application_name and pool size
 * @returns lite's connection, with `parsers`: type oid -> how its text becomes a value
 */
export function connect(url, { name, max }) {
  const connection = new PostgresConnection({ url });
  // lite aggregates names when it reads the schema; node-postgres does not know arrays of names.
  const parsers = new Map([[NAME_ARRAY, (text) => parseArray(text, String)]]);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5000,
    options: "-c timezone=UTC", // times are printed in UTC, wherever the server runs
    types: { getTypeParser: (oid, format) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format) },
  });
  // A lost connection is the business of the request that uses it, which fails; the pool drops it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  connection.kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });
  connection.parsers = parsers;
  connection.close = () => pool.end();
  return connection;
}

const LOST = /^(ECONN|EPIPE|ETIMEDOUT|57P0|08)/;
const LOST_WORDS = /connection (terminated|ended)|not queryable|timeout exceeded when trying to connect/i;

/** Whether an error says that the database went away, rather than that it refused something. */
export const isConnectionLoss = (error) =>
  LOST.test(error?.code ?? "") || LOST_WORDS.test(error?.message ?? "");
