// A lost database is 503 and worth another try, as PostgREST says it; lite answers 500, or 404 from
// an empty schema.
import { authError, json, restError } from "../http/replies.mjs";
import { currentRequest, withRequest } from "../http/request_context.mjs";
import { reaches } from "../health.mjs";

const RETRY = { "retry-after": "1" };

export const databaseDown = {
  name: "database-down",

  install(stack) {
    for (const name of ["rest", "auth", "storage"])
      stack[name]?.wrap((next) => (request) => answer(name, stack[name], next, request));
    keepSchema(stack.rest);
  },

  async check({ stack }) {
    const { connection } = stack.rest;
    const { introspect } = connection;
    connection.introspect = () => Promise.reject(new Error("no database"));
    try {
      const headers = { apikey: stack.config.publishableKey };
      const { status } = await stack.rest.fetch(new Request("http://127.0.0.1/rest/v1/any", { headers }));
      return status === 503 ? null : `without a database: ${status}`;
    } finally {
      connection.introspect = introspect;
    }
  },
};

async function answer(name, { connection }, next, request) {
  const response = await next(request).catch((error) => {
    console.error(error);
    return null;
  });
  if (response !== null && response.status !== 500) return response;
  if (!(await reaches(connection))) return unavailable(name);
  return response ?? json({ message: "Internal server error" }, 500);
}

/**
 * lite reads the schema several times in a request, where nothing catches: a connection lost in the
 * midst would be a bare 500. Each request reads it once, here, and keeps it.
 */
function keepSchema({ connection, wrap }) {
  const introspect = connection.introspect.bind(connection);
  connection.introspect = async (options) =>
    (options?.useCache && currentRequest()?.schema) || introspect(options);
  wrap((next) => async (request) => {
    try {
      const schema = await connection.introspect({ useCache: true });
      return await withRequest({ schema }, () => next(request));
    } catch (error) {
      console.error(error);
      return unavailable("rest");
    }
  });
}

function unavailable(name) {
  const message = "Database connection error. Retrying the connection.";
  if (name === "rest") return restError(503, "PGRST001", message, { headers: RETRY });
  if (name === "auth") return authError(503, "unexpected_failure", message);
  return json({ statusCode: "503", error: "DatabaseUnavailable", message }, 503, RETRY);
}
