// The admin's calls on users: list, get, create, update, delete, and their second factors.
import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AuthFailure, json } from "../http/replies.mjs";
import { requireUuid } from "./access.mjs";
import { banEnd } from "./duration.mjs";
import { beforeUserCreated } from "./hooks.mjs";
import {
  findIdByEmail, findUser, insertUser, passwordHash, readUsers, requireEmail, requireFreeEmail, requirePassword,
} from "./users.mjs";

const MOST_PER_PAGE = 1000;

/** @throws AuthFailure 404 user_not_found */
export async function requireUser({ db }, userId) {
  const user = await findUser(db(), requireUuid(userId, "user_id"));
  if (!user) throw new AuthFailure(404, "user_not_found", "User not found");
  return user;
}

export async function list({ db }, url) {
  const page = positive(url, "page", 1);
  const perPage = Math.min(positive(url, "per_page", 50), MOST_PER_PAGE);
  const { rows: [{ total }] } = await sql`select count(*)::int as total from auth.users`.execute(db());
  const window = sql`order by u.created_at desc, u.id limit ${perPage} offset ${(page - 1) * perPage}`;
  const users = await readUsers(db(), sql`true`, window);
  const last = Math.max(1, Math.ceil(total / perPage));
  const address = (number) => `<${url.pathname}?page=${number}&per_page=${perPage}>`;
  const links = page < last ? [`${address(page + 1)}; rel="next"`] : [];
  links.push(`${address(last)}; rel="last"`);
  const headers = { "x-total-count": String(total), link: links.join(", ") };
  return json({ users, aud: "authenticated" }, 200, headers);
}

function positive(url, name, fallback) {
  const text = url.searchParams.get(name);
  if (text === null || text === "") return fallback;
  if (!/^[1-9]\d*$/.test(text))
    throw new AuthFailure(400, "validation_failed", `Bad Pagination Parameters: ${name}=${text}`);
  return Number(text);
}

export async function create(auth, body) {
  const email = requireEmail(body.email);
  await requireFreeEmail(auth.db(), email);
  if (body.password) requirePassword(body.password);
  const user = {
    id: body.id ? requireUuid(body.id, "id") : randomUUID(),
    email,
    role: body.role,
    confirmed: body.email_confirm,
    appMetadata: body.app_metadata,
    userMetadata: { ...body.user_metadata, ...(body.email_confirm ? { email_verified: true } : {}) },
    bannedUntil: body.ban_duration ? banEnd(body.ban_duration) : null,
    hash: body.password_hash ?? (await passwordHash(body.password ?? randomBytes(32).toString("hex"))),
  };
  await beforeUserCreated(auth, hookUser(user));
  await auth.connection.runInTransaction((db) => insertUser(db, user));
  return findUser(auth.db(), user.id);
}

/** A user as the before_user_created hook sees it. */
export function hookUser({ id, email, appMetadata, userMetadata }) {
  return {
    id, email,
    app_metadata: { provider: "email", providers: ["email"], ...appMetadata },
    user_metadata: userMetadata ?? {},
  };
}

export async function update(auth, userId, body) {
  const changes = await changesOf(auth, userId, body);
  if (changes.length > 0)
    await auth.connection.runInTransaction(async (db) => {
      await sql`update auth.users set ${sql.join(changes)}, updated_at = now()
        where id = ${userId}::uuid`.execute(db);
      if (body.email) await renameIdentity(db, userId, body.email.toLowerCase());
    });
  return findUser(auth.db(), userId);
}

async function changesOf({ db }, userId, body) {
  const changes = [];
  if (body.email) {
    const owner = await findIdByEmail(db(), requireEmail(body.email));
    if (owner && owner !== userId) await requireFreeEmail(db(), body.email.toLowerCase());
    changes.push(sql`email = ${body.email.toLowerCase()}`);
  }
  if (body.password) {
    requirePassword(body.password);
    changes.push(sql`encrypted_password = ${await passwordHash(body.password)}`);
  }
  if (body.email_confirm) changes.push(sql`email_confirmed_at = coalesce(email_confirmed_at, now())`);
  if (body.role) changes.push(sql`role = ${body.role}`);
  if (body.ban_duration) changes.push(sql`banned_until = ${banEnd(body.ban_duration)}::timestamptz`);
  if (body.app_metadata) changes.push(merged("raw_app_meta_data", body.app_metadata));
  if (body.user_metadata) changes.push(merged("raw_user_meta_data", body.user_metadata));
  return changes;
}

/** New keys are added and replaced; a key that is set to null goes away. */
function merged(column, metadata) {
  const removed = Object.keys(metadata).filter((name) => metadata[name] === null);
  return sql`${sql.ref(column)} =
    (coalesce(${sql.ref(column)}, '{}') || ${JSON.stringify(metadata)}::jsonb) - ${removed}::text[]`;
}

async function renameIdentity(db, userId, email) {
  await sql`update auth.identities set updated_at = now(),
      identity_data = identity_data || jsonb_build_object('email', ${email}::text)
    where user_id = ${userId}::uuid and provider = 'email'`.execute(db);
}

export async function remove(auth, userId, { should_soft_delete: soft = false }) {
  await auth.connection.runInTransaction(async (db) => {
    await sql`delete from auth.refresh_tokens where user_id = ${userId}::uuid`.execute(db);
    if (soft) await blot(db, userId);
    else await sql`delete from auth.users where id = ${userId}::uuid`.execute(db);
  });
}

/** Soft delete: the row stays, for what refers to it; who it was and every way in are gone. */
async function blot(db, userId) {
  await sql`update auth.users set deleted_at = now(), updated_at = now(),
      email = encode(sha256((id || ':' || coalesce(email, ''))::bytea), 'base64'),
      phone = null, encrypted_password = null, raw_app_meta_data = '{}', raw_user_meta_data = '{}',
      confirmation_token = null, recovery_token = null, email_change = null,
      email_change_token_new = null, email_change_token_current = null, reauthentication_token = null
    where id = ${userId}::uuid and deleted_at is null`.execute(db);
  await sql`update auth.identities set identity_data = '{}', updated_at = now(),
      provider_id = encode(sha256((provider_id || ':' || id)::bytea), 'base64')
    where user_id = ${userId}::uuid`.execute(db);
  await sql`delete from auth.mfa_factors where user_id = ${userId}::uuid`.execute(db);
  await sql`delete from auth.sessions where user_id = ${userId}::uuid`.execute(db);
}
