// Who calls Auth: the key of the project, and the person or service behind a token.
import { errors, jwtVerify } from "jose";
import { sql } from "kysely";
import { AuthFailure, json } from "../http/replies.mjs";

/** The address below /auth/v1, in parts. */
export function partsOf(request) {
  return new URL(request.url).pathname.replace(/^\/auth\/v1\//, "").split("/");
}

/** The gateway's answer when the request carries no key of the project; null when it does. */
export function missingKey(request, { publishableKey, secretKey }) {
  const key = request.headers.get("apikey") ?? new URL(request.url).searchParams.get("apikey");
  if (key === publishableKey || key === secretKey) return null;
  const body = key
    ? { message: "Invalid API key", hint: "Double check your Supabase `apikey`" }
    : { message: "No API key found in request", hint: "No `apikey` request header or url param was found." };
  return json(body, 401);
}

function bearerOf(request) {
  return request.headers.get("authorization")?.match(/^Bearer\s+(.+)$/i)?.[1] ?? null;
}

async function verify(token, jwtSecret) {
  try {
    const key = new TextEncoder().encode(jwtSecret);
    return (await jwtVerify(token, key, { algorithms: ["HS256"] })).payload;
  } catch (error) {
    const reason = error instanceof errors.JWTExpired
      ? "token has invalid claims: token is expired"
      : "token signature is invalid: signature is invalid";
    throw new AuthFailure(403, "bad_jwt", `invalid JWT: unable to parse or verify signature, ${reason}`);
  }
}

/**
 * The claims of a person whose token, account and session are all good.
 * @throws AuthFailure 401 no_authorization; 403 bad_jwt, user_not_found, user_banned, session_not_found
 */
export async function requirePerson(request, { config, db }) {
  const token = bearerOf(request);
  if (!token || token.startsWith("sb_"))
    throw new AuthFailure(401, "no_authorization", "This endpoint requires a valid Bearer token");
  const claims = await verify(token, config.jwtSecret);
  const { rows: [known] } = await sql`
    select banned_until > now() as banned,
      exists (select from auth.sessions where id = ${claims.session_id ?? null}::uuid) as session
    from auth.users where id = ${claims.sub ?? null}::uuid`.execute(db());
  if (!known) throw new AuthFailure(403, "user_not_found", "User from sub claim in JWT does not exist");
  if (known.banned) throw new AuthFailure(403, "user_banned", "User is banned");
  if (!known.session)
    throw new AuthFailure(403, "session_not_found", "Session from session_id claim in JWT does not exist");
  return claims;
}

/** Lets the secret key pass, and a token of service_role. @throws AuthFailure 401, 403 */
export async function requireService(request, { config }) {
  const token = bearerOf(request);
  if (token === null || token.startsWith("sb_")) {
    if (request.headers.get("apikey") === config.secretKey) return;
    throw new AuthFailure(401, "no_authorization", "This endpoint requires a valid Bearer token");
  }
  const { role } = await verify(token, config.jwtSecret);
  if (role !== "service_role" && role !== "supabase_admin")
    throw new AuthFailure(403, "not_admin", "User not allowed");
}

/** The body as an object; empty when there is none. @throws AuthFailure 400 bad_json */
export async function bodyOf(request) {
  const text = await request.text();
  if (text === "") return {};
  try {
    const body = JSON.parse(text);
    if (body !== null && typeof body === "object" && !Array.isArray(body)) return body;
  } catch {
    // answered below, like anything else that is not an object
  }
  throw new AuthFailure(400, "bad_json", "Could not parse request body as JSON: it must be an object");
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws AuthFailure 404 validation_failed unless `id` is a uuid */
export function requireUuid(id, name) {
  if (!UUID.test(id ?? "")) throw new AuthFailure(404, "validation_failed", `${name} must be an UUID`);
  return id;
}
