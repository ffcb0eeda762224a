// Users as Auth shows them, and the rows behind them.
import { randomUUID } from "node:crypto";
import bcrypt from "bcryptjs";
import { sql } from "kysely";
import { AuthFailure } from "../http/replies.mjs";

const BCRYPT_COST = 10;
export const MINIMUM_PASSWORD = 6;

const dropNulls = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** Second factors of a user, without their secrets. */
export async function factorsOf(db, userId) {
  const { rows } = await sql`
    select id, friendly_name, factor_type, status, created_at, updated_at, last_challenged_at
    from auth.mfa_factors where user_id = ${userId}::uuid order by created_at, id`.execute(db);
  return rows.map(dropNulls);
}

/** The user's JSON, or undefined when there is none. */
export async function findUser(db, userId) {
  const [user] = await readUsers(db, sql`u.id = ${userId}::uuid`, sql``);
  return user;
}

/** @returns {Promise<object[]>} users that match, each with identities and factors */
export async function readUsers(db, condition, page) {
  const { rows } = await sql`
    select u.id, u.aud, u.role, coalesce(u.email, '') as email, coalesce(u.phone, '') as phone,
      u.email_confirmed_at, u.phone_confirmed_at, u.confirmed_at, u.invited_at, u.confirmation_sent_at,
      u.recovery_sent_at, nullif(u.email_change, '') as new_email, u.email_change_sent_at,
      u.last_sign_in_at, u.banned_until, u.deleted_at,
      coalesce(u.raw_app_meta_data, '{}') as app_metadata,
      coalesce(u.raw_user_meta_data, '{}') as user_metadata,
      (select coalesce(jsonb_agg(jsonb_build_object('identity_id', i.id, 'id', i.provider_id,
          'user_id', i.user_id, 'identity_data', i.identity_data, 'provider', i.provider,
          'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at,
          'updated_at', i.updated_at, 'email', i.email) order by i.created_at), '[]')
        from auth.identities as i where i.user_id = u.id) as identities,
      u.created_at, u.updated_at, u.is_anonymous
    from auth.users as u where ${condition} ${page}`.execute(db);
  return Promise.all(rows.map(async (row) => withFactors(db, dropNulls(row))));
}

/** The same user with `factors`, which is absent where there are none. */
export async function withFactors(db, user) {
  const factors = await factorsOf(db, user.id);
  return factors.length > 0 ? { ...user, factors } : user;
}

export const passwordHash = (password) => bcrypt.hash(password, BCRYPT_COST);

/** @throws AuthFailure 422 weak_password, 400 for what bcrypt would cut off */
export function requirePassword(password) {
  if (password.length < MINIMUM_PASSWORD) {
    const reasons = { weak_password: { reasons: ["length"] } };
    const message = `Password should be at least ${MINIMUM_PASSWORD} characters.`;
    throw new AuthFailure(422, "weak_password", message, reasons);
  }
  if (Buffer.byteLength(password) > 72)
    throw new AuthFailure(400, "validation_failed", "Password cannot be longer than 72 characters");
}

/** @throws AuthFailure 400 validation_failed @returns {string} lower case */
export function requireEmail(email) {
  if (typeof email !== "string" || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new AuthFailure(400, "validation_failed", "Unable to validate email address: invalid format");
  return email.toLowerCase();
}

/** @returns {Promise<string | undefined>} the id of the user with this address */
export async function findIdByEmail(db, email) {
  const { rows } = await sql`
    select id from auth.users where email = ${email} and not is_sso_user`.execute(db);
  return rows[0]?.id;
}

/** @throws AuthFailure 422 email_exists */
export async function requireFreeEmail(db, email) {
  if (await findIdByEmail(db, email))
    throw new AuthFailure(422, "email_exists", "A user with this email address has already been registered");
}

/**
 * Insert a user with an e-mail identity.
 * @param {object} user id, email, hash, confirmed, role, appMetadata, userMetadata, bannedUntil
 */
export async function insertUser(db, user) {
  const appMetadata = { provider: "email", providers: ["email"], ...user.appMetadata };
  const identity = { sub: user.id, email: user.email, email_verified: false, phone_verified: false };
  await sql`insert into auth.users (id, instance_id, aud, role, email, encrypted_password,
      email_confirmed_at, raw_app_meta_data, raw_user_meta_data, banned_until, invited_at)
    values (${user.id}::uuid, '00000000-0000-0000-0000-000000000000', 'authenticated',
      ${user.role || "authenticated"}, ${user.email}, ${user.hash},
      case when ${Boolean(user.confirmed)}::boolean then now() end, ${JSON.stringify(appMetadata)}::jsonb,
      ${JSON.stringify(user.userMetadata ?? {})}::jsonb, ${user.bannedUntil ?? null}::timestamptz,
      case when ${Boolean(user.invited)}::boolean then now() end)`.execute(db);
  await sql`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
    values (${randomUUID()}::uuid, 'email', ${user.id}, ${user.id}::uuid,
      ${JSON.stringify(identity)}::jsonb)`.execute(db);
}
