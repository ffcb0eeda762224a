// The schema is read once, and again whenever the database says that it changed (NOTIFY pgrst, as for
// PostgREST) or the connection was lost: `bo db reset` puts another database in place.
import pg from "pg";

const RETRY_MS = 250;

/**
 * Listen as long as the process lives. Losing the connection is no error: it is opened again.
 * @param stack its connections forget what they know of the schema at each notice
 * @returns {Promise<void>} once the first connection listens
 */
export async function watchDatabase(stack) {
  const client = new pg.Client({ connectionString: stack.config.restUrl, application_name: "bo-listen" });
  client.on("notification", () => forgetSchema(stack));
  client.on("error", () => {}); // "end" follows
  client.on("end", () => {
    forgetSchema(stack); // whatever answers next may be another database
    setTimeout(retry, RETRY_MS, stack);
  });
  await client.connect();
  await client.query("listen pgrst");
  forgetSchema(stack);
}

function retry(stack) {
  // A failed attempt ends its client, which leads here again.
  watchDatabase(stack).catch(() => {});
}

function forgetSchema({ services }) {
  for (const { connection } of services) {
    connection.forget?.();
    connection.clearSchemaCache();
  }
}
