// Second factors: enrol, challenge, verify, remove (TOTP only).
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AuthFailure } from "../http/replies.mjs";
import { requireUuid } from "./access.mjs";
import { noteMethod, sessionAnswer } from "./tokens.mjs";
import { isCurrent, newSecret, otpAddress } from "./totp.mjs";
import { factorsOf } from "./users.mjs";

const CHALLENGE_SECONDS = 300;
const MOST_FACTORS = 10;

export async function enrol(auth, claims, body) {
  if (body.factor_type !== "totp")
    throw new AuthFailure(400, "validation_failed", "factor_type needs to be totp");
  const name = body.friendly_name ?? "";
  await requireRoomFor(auth, claims, name);
  const [id, secret] = [randomUUID(), newSecret()];
  const issuer = body.issuer || new URL(auth.config.siteUrl).host;
  await sql`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret)
    values (${id}::uuid, ${claims.sub}::uuid, ${name}, 'totp', 'unverified', ${secret})`.execute(auth.db());
  const uri = otpAddress({ secret, issuer, account: claims.email });
  return { id, type: "totp", friendly_name: name, totp: { qr_code: picture(secret), secret, uri } };
}

async function requireRoomFor({ db }, claims, name) {
  const factors = await factorsOf(db(), claims.sub);
  if (name !== "" && factors.some((factor) => factor.friendly_name === name))
    throw new AuthFailure(422, "mfa_factor_name_conflict",
      `A factor with the friendly name "${name}" for this user already exists`);
  if (factors.length >= MOST_FACTORS)
    throw new AuthFailure(422, "too_many_enrolled_mfa_factors",
      "Maximum number of verified factors reached, unenroll to continue");
  if (factors.some((factor) => factor.status === "verified") && claims.aal !== "aal2")
    throw new AuthFailure(403, "insufficient_aal", "AAL2 required to enroll a new factor");
}

// An image of the key to type in: this server draws no QR codes (docs/local-api.md).
function picture(secret) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="40">` +
    `<text x="10" y="25" font-family="monospace" font-size="15">${secret}</text></svg>`;
}

/** @throws AuthFailure 404 when the person has no such factor */
export async function findFactor({ db }, userId, factorId) {
  requireUuid(factorId, "factor_id");
  const { rows: [factor] } = await sql`select * from auth.mfa_factors
    where id = ${factorId}::uuid and user_id = ${userId}::uuid`.execute(db());
  if (!factor) throw new AuthFailure(404, "mfa_factor_not_found", "Factor not found");
  return factor;
}

export async function challenge({ db }, factor) {
  const id = randomUUID();
  await sql`insert into auth.mfa_challenges (id, factor_id, ip_address)
    values (${id}::uuid, ${factor.id}::uuid, '127.0.0.1')`.execute(db());
  return { id, type: factor.factor_type, expires_at: Math.floor(Date.now() / 1000) + CHALLENGE_SECONDS };
}

export async function verify(auth, claims, factor, body) {
  await requireChallenge(auth, factor, body.challenge_id);
  if (!isCurrent(factor.secret, body.code))
    throw new AuthFailure(422, "mfa_verification_failed", "Invalid TOTP code entered");
  await auth.connection.runInTransaction((db) => raiseSession(db, claims, factor, body.challenge_id));
  return sessionAnswer(auth, { userId: claims.sub, sessionId: claims.session_id, method: "totp" });
}

async function requireChallenge({ db }, factor, challengeId) {
  requireUuid(challengeId, "challenge_id");
  const { rows: [found] } = await sql`
    select created_at > now() - make_interval(secs => ${CHALLENGE_SECONDS}) as fresh
    from auth.mfa_challenges where id = ${challengeId}::uuid and factor_id = ${factor.id}::uuid
      and verified_at is null`.execute(db());
  if (!found)
    throw new AuthFailure(422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found");
  if (!found.fresh)
    throw new AuthFailure(422, "mfa_challenge_expired",
      `MFA challenge ${challengeId} has expired, verify against another challenge or create a new challenge.`);
}

/** The factor counts from now on, and this session is aal2; weaker sessions and half-made factors end. */
async function raiseSession(db, claims, factor, challengeId) {
  await sql`update auth.mfa_challenges set verified_at = now() where id = ${challengeId}::uuid`.execute(db);
  await sql`update auth.mfa_factors set status = 'verified', updated_at = now()
    where id = ${factor.id}::uuid`.execute(db);
  await sql`update auth.sessions set aal = 'aal2', factor_id = ${factor.id}::uuid, updated_at = now()
    where id = ${claims.session_id}::uuid`.execute(db);
  await noteMethod(db, claims.session_id, "totp");
  await sql`delete from auth.sessions where user_id = ${claims.sub}::uuid and aal = 'aal1'`.execute(db);
  await sql`delete from auth.mfa_factors where user_id = ${claims.sub}::uuid
    and status = 'unverified'`.execute(db);
}

export async function remove(auth, claims, factor) {
  if (factor.status === "verified" && claims.aal !== "aal2")
    throw new AuthFailure(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
  await auth.connection.runInTransaction(async (db) => {
    await sql`delete from auth.mfa_factors where id = ${factor.id}::uuid`.execute(db);
    await sql`update auth.sessions set aal = 'aal1', factor_id = null
      where factor_id = ${factor.id}::uuid`.execute(db);
  });
  return { id: factor.id };
}
