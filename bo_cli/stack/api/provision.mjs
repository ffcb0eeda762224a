// Makes the tables of Auth and Storage in an empty platform database, as the roles that own them.
import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { StartError } from "./config.mjs";

const PLATFORM = new URL("../platform/", import.meta.url);
const STEPS = {
  auth: { files: ["auth.sql", "auth_mfa.sql", "auth_grants.sql"], table: "auth.refresh_tokens" },
  storage: { files: ["storage.sql"], table: "storage.objects" },
};

/** @param stack built by buildStack with storage; throws StartError when a table was not made */
export async function provision(stack) {
  if (!stack.storage) throw new StartError("provision needs STORAGE_DB_URL and STORAGE_DIR");
  // First all tables, then our files: making Storage's tables puts lite's JWT helpers into auth again.
  for (const [name, { table }] of Object.entries(STEPS)) {
    const { app, connection } = stack[name];
    await app.ensureSystemSchema(); // ignores errors: hence the look afterwards
    const { rows } = await sql`select to_regclass(${table}) as made`.execute(connection.kysely);
    if (!rows[0].made) throw new StartError(`${table} was not made; does the role own schema ${name}?`);
  }
  for (const [name, { files }] of Object.entries(STEPS))
    await stack[name].connection.runInTransaction(async (transaction) => {
      for (const file of files)
        await sql.raw(await readFile(new URL(file, PLATFORM), "utf8")).execute(transaction);
    });
}
