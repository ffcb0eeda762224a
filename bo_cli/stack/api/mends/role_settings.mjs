// Who asks, told to the database in one statement: the role, its own settings (statement_timeout,
// as PostgREST applies them), the claims and the request. Then the project's pre-request function,
// as PostgREST's db-pre-request: it fills settings that policies read.
import { sql } from "kysely";
import { currentRequest } from "../http/request_context.mjs";

const ROLES = ["anon", "authenticated", "service_role"];
const PRE_REQUEST = "private.begin_request()";

export const roleSettings = {
  name: "role-settings",

  install({ services }) {
    for (const { connection } of services) {
      const roles = remember(() => readRoles(connection));
      connection.forget = roles.forget;
      const withContext = connection.withContext.bind(connection);
      // Read before the request takes its connection: inside, it would need a second one, and as many
      // requests as the pool has connections would wait for each other for ever.
      connection.withContext = async (...args) => {
        await roles.fresh();
        return withContext(...args);
      };
      connection.applyJwtSessionContext = (db, vars) => enterRequest(db, vars, roles.known());
      // lite sets the request's settings for RPCs only; enterRequest has set them for all.
      connection.applyRpcRequestGucs = async () => {};
    }
  },

  async check({ asRole }) {
    const seen = await asRole("anon", sql`select current_user as role,
      current_setting('statement_timeout') as timeout,
      current_setting('request.jwt.claims')::jsonb ->> 'role' as claimed`);
    const expected = { role: "anon", timeout: "3s", claimed: "anon" };
    return JSON.stringify(seen) === JSON.stringify(expected) ? null : `as anon: ${JSON.stringify(seen)}`;
  },
};

async function enterRequest(db, vars, { settings, preRequest }) {
  const role = vars.auth?.role || "anon";
  const values = { ...settings[role], ...claimSettings(vars, role), ...requestSettings(), role };
  const calls = Object.entries(values).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
  await sql`select ${sql.join(calls)}`.execute(db);
  if (preRequest && vars.storage === undefined) await sql.raw(`select ${PRE_REQUEST}`).execute(db);
}

function claimSettings({ auth, storage }, role) {
  return {
    "request.jwt.claims": JSON.stringify(auth?.jwt ?? { role }),
    "request.jwt.claim.sub": String(auth?.uid ?? ""),
    "request.jwt.claim.role": role,
    "storage.operation": storage?.operation ?? "",
  };
}

function requestSettings() {
  const request = currentRequest();
  return {
    "response.status": "",
    "response.headers": "",
    "request.method": request?.method ?? "",
    "request.path": request?.path ?? "",
    "request.headers": JSON.stringify(request?.headers ?? {}),
  };
}

/** The roles' settings, and whether the project has a pre-request function. */
async function readRoles(connection) {
  const { rows } = await sql`
    select rolname, coalesce(rolconfig, '{}') as config,
      -- Not to_regprocedure(): the connection's own role may not look into schema private.
      exists (
        select from pg_catalog.pg_proc
        where pronamespace = to_regnamespace('private') and proname = 'begin_request'
      ) as pre_request
    from pg_catalog.pg_roles where rolname = any(${ROLES})`.execute(connection.kysely);
  return {
    settings: Object.fromEntries(rows.map((row) => [row.rolname, settingsOf(row.config)])),
    preRequest: rows.some((row) => row.pre_request),
  };
}

// PostgREST leaves search_path alone: the connection's own holds for every role.
function settingsOf(config) {
  const pairs = config.map((entry) => entry.split(/=(.*)/s, 2));
  return Object.fromEntries(pairs.filter(([name]) => name !== "search_path"));
}

/** Reads at the first fresh(), and at the first one after forget(); known() is what was read last. */
function remember(read) {
  let known;
  let reading = null;
  return {
    known: () => known,
    fresh() {
      reading ??= read().then((value) => (known = value), (error) => {
        reading = null; // not kept: the next request tries again
        throw error;
      });
      return reading;
    },
    forget() {
      reading = null;
    },
  };
}
