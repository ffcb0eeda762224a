// lite neither asks the before_user_created hook nor stops banned users. Both are put where lite
// writes: a user row, a session, a refresh token. Nor does it ask for the second factor before it
// changes a password or an address.
import { sql } from "kysely";
import { bodyOf, partsOf, requirePerson } from "../auth/access.mjs";
import { hookUser } from "../auth/admin_users.mjs";
import { beforeUserCreated } from "../auth/hooks.mjs";
import { authContext } from "../auth/service.mjs";
import { factorsOf } from "../auth/users.mjs";
import { AuthFailure, authError } from "../http/replies.mjs";
import { CHECK_PASSWORD } from "../probe.mjs";

export const accountRules = {
  name: "account-rules",

  install(stack) {
    const auth = authContext(stack);
    stack.auth.middlewares.push(async (context, next) => {
      const refused = guard(auth, context.get("authService").repo);
      await next();
      // lite would make a 500 of an error that is not its own.
      if (refused.failure) context.res = refused.failure.response;
    });
    stack.auth.wrap((next) => async (request) => (await refusePerson(auth, request)) ?? next(request));
  },

  async check({ auth, authDb, signIn }) {
    const email = "mend.banned@check.invalid";
    await signIn(email);
    await sql`update auth.users set banned_until = now() + interval '1 hour' where email = ${email}`.execute(authDb);
    const again = { body: { email, password: CHECK_PASSWORD } };
    const { status, body } = await auth("/auth/v1/token?grant_type=password", again);
    if (body.error_code !== "user_banned") return `a banned user signing in gave ${status}`;
    await sql`update auth.users set recovery_token = 'contract', recovery_sent_at = now()
      where email = ${email}`.execute(authDb);
    const followed = await auth("/auth/v1/verify", { body: { type: "recovery", token_hash: "contract" } });
    return followed.body.error_code === "user_banned" ? null : `a banned user's link gave ${followed.status}`;
  },
};

/** Wraps the writes of one request. @returns {{failure: AuthFailure | null}} filled when one is refused */
function guard(auth, repo) {
  const refused = { failure: null };
  watch(repo);
  return refused;

  function watch(writer) {
    const notBanned = ({ user_id: userId }) => requireNotBanned(writer.db, userId);
    before(writer, "createUser", (record) => beforeUserCreated(auth, hookUser({
      id: record.id, email: record.email, appMetadata: record.raw_app_meta_data,
      userMetadata: record.raw_user_meta_data,
    })));
    before(writer, "createSession", notBanned);
    before(writer, "createRefreshToken", notBanned);
    // The links of mails are redeemed inside a transaction, through a repository of its own.
    const transaction = writer.transaction.bind(writer);
    writer.transaction = (work) => transaction((inner) => work(watch(inner)));
    return writer;
  }

  function before(writer, name, rule) {
    const write = writer[name].bind(writer);
    writer[name] = async (record) => {
      await rule(record).catch((error) => {
        if (error instanceof AuthFailure) refused.failure = error;
        throw error;
      });
      return write(record);
    };
  }
}

async function requireNotBanned(db, userId) {
  const { rows: [user] } = await sql`select banned_until > now() as banned from auth.users
    where id = ${userId}::uuid`.execute(db);
  if (user?.banned) throw new AuthFailure(400, "user_banned", "User is banned");
}

/** What lite would let a signed-in person do although it is banned, or lacks the second factor. */
async function refusePerson(auth, request) {
  if (partsOf(request)[0] !== "user" || request.method === "OPTIONS") return null;
  try {
    const claims = await requirePerson(request, auth);
    return request.method === "PUT" ? await refuseWeakChange(auth, claims, request.clone()) : null;
  } catch (error) {
    if (!(error instanceof AuthFailure)) throw error;
    return error.message === "User is banned" ? error.response : null; // lite answers the rest itself
  }
}

async function refuseWeakChange({ db }, { sub, aal, email }, request) {
  const body = await bodyOf(request);
  const isWeighty = body.password || (body.email && body.email !== email);
  if (!isWeighty || aal === "aal2") return null;
  const factors = await factorsOf(db(), sub);
  if (!factors.some(({ status }) => status === "verified")) return null;
  return authError(401, "insufficient_aal",
    "AAL2 session is required to update email or password when MFA is enabled.");
}
