// The project's own functions that Auth calls, as a hosted project configures them: they run as
// supabase_auth_admin and must be granted to it. A hook that does not exist is not called.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AuthFailure, json } from "../http/replies.mjs";

const TIMEOUT = "2s"; // as hosted
const REQUIRED_CLAIMS = ["aud", "exp", "iat", "sub", "email", "phone", "role", "aal", "session_id", "is_anonymous"];

/** A hook said no: {code, msg} with the status it chose. */
class HookRefusal extends AuthFailure {
  constructor({ http_code: status = 500, message }) {
    super(status, "unexpected_failure", message);
    this.response = json({ code: status, msg: message }, status);
  }
}

/**
 * Call public.custom_access_token_hook.
 * @returns the claims to sign
 * @throws AuthFailure what the hook answered, or 500 when it failed or dropped a required claim
 */
export async function customClaims({ connection, config }, { userId, claims, method }) {
  const event = { user_id: userId, claims, authentication_method: method };
  const answer = await callHook(connection, config.hooks.accessToken, event);
  if (answer === undefined) return claims;
  const missing = REQUIRED_CLAIMS.filter((name) => answer.claims?.[name] === undefined);
  if (missing.length === 0) return answer.claims;
  const list = missing.map((name) => `- (root): ${name} is required`).join("\n");
  throw new AuthFailure(500, "unexpected_failure",
    `output claims do not conform to the expected schema: \n${list}`);
}

/**
 * Call public.before_user_created_hook.
 * @param user {id, email, app_metadata, user_metadata}, not in the database yet
 * @throws AuthFailure when the hook refuses, or 500 when it fails
 */
export async function beforeUserCreated({ connection, config }, user) {
  await callHook(connection, config.hooks.beforeUserCreated, {
    metadata: {
      uuid: randomUUID(), time: new Date().toISOString(), name: "before-user-created", ip_address: "127.0.0.1",
    },
    user: {
      aud: "authenticated", role: "", phone: "", identities: [], is_anonymous: false,
      created_at: "0001-01-01T00:00:00Z", updated_at: "0001-01-01T00:00:00Z", ...user,
    },
  });
}

/** The hook's answer; undefined when the project has no such function. */
async function callHook(connection, name, event) {
  if (name === null || !(await exists(connection, name))) return undefined;
  const answer = await connection.runInTransaction(async (db) => {
    await sql`select set_config('statement_timeout', ${TIMEOUT}, true)`.execute(db);
    const call = sql`select ${sql.raw(name)}(${JSON.stringify(event)}::jsonb) as answer`;
    return (await call.execute(db)).rows[0].answer ?? {};
  }).catch((error) => {
    console.error(error);
    const uri = `pg-functions://postgres/${name.replace(".", "/")}`;
    throw new AuthFailure(500, "unexpected_failure", `Error running hook URI: ${uri}`);
  });
  if (answer.error?.message) throw new HookRefusal(answer.error);
  return answer;
}

async function exists(connection, name) {
  const { rows } = await sql`select to_regprocedure(${`${name}(jsonb)`}) is not null as known`
    .execute(connection.kysely);
  return rows[0].known;
}
