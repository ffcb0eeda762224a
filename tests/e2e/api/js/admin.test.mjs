// The admin's calls through supabase-js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { admin, claimsOf, newEmail, signedIn, visitor } from "./project.mjs";

test("create, get, update, list, delete", async () => {
  const email = newEmail();
  const { data: made, error } = await admin().auth.admin.createUser({
    email, password: "first-password", email_confirm: true, user_metadata: { name: "Eve" }, app_metadata: { team: 7 },
  });
  assert.equal(error, null);
  const { id } = made.user;
  assert.equal((await admin().auth.admin.getUserById(id)).data.user.email, email);
  const changed = await admin().auth.admin.updateUserById(id, {
    password: "second-password", app_metadata: { team: null, plan: "a" },
  });
  assert.deepEqual(changed.data.user.app_metadata, { provider: "email", providers: ["email"], plan: "a" });
  const { data: signed } = await visitor().auth.signInWithPassword({ email, password: "second-password" });
  assert.equal(claimsOf(signed.session.access_token).app_metadata.plan, "a");
  await signedIn();
  const { data: listed } = await admin().auth.admin.listUsers({ page: 1, perPage: 1 });
  assert.equal(listed.users.length, 1);
  assert.ok(listed.total > 1);
  assert.equal((await admin().auth.admin.deleteUser(id)).error, null);
  assert.equal((await admin().auth.admin.getUserById(id)).error.code, "user_not_found");
});

test("a banned user can neither sign in nor refresh nor read", async () => {
  const { client, email, password, user, session } = await signedIn();
  const { data } = await admin().auth.admin.updateUserById(user.id, { ban_duration: "1h30m" });
  const minutes = (new Date(data.user.banned_until) - Date.now()) / 60_000;
  assert.ok(Math.abs(minutes - 90) < 1, String(minutes));
  assert.equal((await visitor().auth.signInWithPassword({ email, password })).error.code, "user_banned");
  assert.equal((await visitor().auth.refreshSession(session)).error.code, "user_banned");
  assert.equal((await client.auth.getUser()).error.code, "user_banned");
  for (const type of ["magiclink", "recovery"]) {
    const { data: link } = await admin().auth.admin.generateLink({ type, email });
    const { error } = await visitor().auth.verifyOtp({ token_hash: link.properties.hashed_token, type });
    assert.equal(error?.code, "user_banned");
    const followed = await fetch(link.properties.action_link, { redirect: "manual" });
    assert.doesNotMatch(followed.headers.get("location") ?? "", /access_token/);
  }
  await admin().auth.admin.updateUserById(user.id, { ban_duration: "none" });
  assert.equal((await visitor().auth.signInWithPassword({ email, password })).error, null);
  const { error } = await admin().auth.admin.updateUserById(user.id, { ban_duration: "soon" });
  assert.equal(error.code, "validation_failed");
});

test("a soft delete keeps the row, frees the address and ends the sessions", async () => {
  const { email, password, user, session } = await signedIn();
  await admin().auth.admin.deleteUser(user.id, true);
  const { data } = await admin().auth.admin.getUserById(user.id);
  assert.ok(data.user.deleted_at);
  assert.notEqual(data.user.email, email);
  assert.equal((await visitor().auth.getUser(session.access_token)).error.name, "AuthSessionMissingError");
  assert.equal((await visitor().auth.signUp({ email, password })).error, null);
});

test("an invitation is accepted through its link", async () => {
  const email = newEmail();
  const { data, error } = await admin().auth.admin.inviteUserByEmail(email, { data: { name: "Guest" } });
  assert.equal(error, null);
  assert.ok(data.user.invited_at);
  const { data: link } = await admin().auth.admin.generateLink({ type: "invite", email });
  const accepted = await visitor().auth.verifyOtp({ token_hash: link.properties.hashed_token, type: "invite" });
  assert.equal(accepted.error, null);
  assert.ok(accepted.data.user.email_confirmed_at);
});

test("generated links sign in, by link and by code", async () => {
  const { email } = await signedIn();
  for (const type of ["magiclink", "recovery"]) {
    const { data } = await admin().auth.admin.generateLink({ type, email });
    const { properties } = data;
    assert.ok(properties.action_link.startsWith(`${process.env.API_URL}/auth/v1/verify?token=`));
    const { error } = await visitor().auth.verifyOtp({ email, token: properties.email_otp, type });
    assert.equal(error, null);
  }
  const { error } = await admin().auth.admin.generateLink({ type: "recovery", email: newEmail() });
  assert.equal(error.code, "user_not_found");
});

test("an admin removes a lost factor", async () => {
  const { client, user } = await signedIn();
  const { data: factor } = await client.auth.mfa.enroll({ factorType: "totp" });
  const { data } = await admin().auth.admin.mfa.listFactors({ userId: user.id });
  assert.deepEqual(data.factors.map(({ id }) => id), [factor.id]);
  await admin().auth.admin.mfa.deleteFactor({ userId: user.id, id: factor.id });
  const after = await admin().auth.admin.mfa.listFactors({ userId: user.id });
  assert.deepEqual(after.data.factors, []);
});

test("nobody else is an admin", async () => {
  const { session } = await signedIn();
  const list = (headers) => fetch(`${process.env.API_URL}/auth/v1/admin/users`, {
    headers: { apikey: process.env.PUBLISHABLE_KEY, ...headers },
  });
  assert.equal((await list({})).status, 401);
  const asPerson = await list({ authorization: `Bearer ${session.access_token}` });
  assert.deepEqual([asPerson.status, (await asPerson.json()).error_code], [403, "not_admin"]);
  assert.equal((await visitor().auth.admin.listUsers()).error.status, 401);
});

test("bad input is named", async () => {
  const create = (user) => admin().auth.admin.createUser(user);
  assert.equal((await create({ email: "nonsense", password: "long-enough" })).error.code, "validation_failed");
  assert.equal((await create({ email: newEmail(), password: "short" })).error.code, "weak_password");
  assert.equal((await create({ email: newEmail("blocked.test") })).error.message, "by invitation");
  const { email } = await signedIn();
  assert.equal((await create({ email })).error.code, "email_exists");
});
