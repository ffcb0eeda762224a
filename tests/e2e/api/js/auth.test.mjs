// Signing up, in and out, refresh and recovery, through supabase-js.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { claimsOf, newEmail, signedIn, visitor } from "./project.mjs";

async function lastMail(to) {
  const lines = (await readFile(process.env.MAILBOX, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  return lines.filter((mail) => mail.to === to).at(-1);
}

test("a token carries every claim, and what the hook adds", async () => {
  const { session, user, email } = await signedIn();
  const claims = claimsOf(session.access_token);
  assert.equal(claims.iss, `${process.env.API_URL}/auth/v1`);
  assert.equal(claims.sub, user.id);
  assert.deepEqual([claims.aud, claims.role], ["authenticated", "authenticated"]);
  assert.deepEqual([claims.email, claims.phone], [email, ""]);
  assert.deepEqual([claims.aal, claims.amr.map(({ method }) => method)], ["aal1", ["password"]]);
  assert.deepEqual(claims.app_metadata, { provider: "email", providers: ["email"] });
  assert.equal(claims.is_anonymous, false);
  assert.equal(claims.exp - claims.iat, 3600);
  assert.equal(claims.by_hook, "password");
});

test("sign in, refresh, sign out", async () => {
  const { email, password } = await signedIn();
  const client = visitor();
  const { data } = await client.auth.signInWithPassword({ email, password });
  const first = data.session;
  const { data: next, error } = await client.auth.refreshSession();
  assert.equal(error, null);
  assert.notEqual(next.session.refresh_token, first.refresh_token);
  const [before, after] = [claimsOf(first.access_token), claimsOf(next.session.access_token)];
  assert.equal(after.session_id, before.session_id);
  assert.deepEqual(after.amr, before.amr, "a refresh is no new authentication");
  assert.equal(after.by_hook, "token_refresh");
  await client.auth.signOut();
  const { error: gone } = await visitor().auth.refreshSession({ refresh_token: next.session.refresh_token });
  assert.equal(gone.code, "refresh_token_not_found");
  const { error: ended } = await visitor().auth.getUser(next.session.access_token);
  assert.equal(ended.name, "AuthSessionMissingError");
});

test("wrong passwords and unknown addresses look alike", async () => {
  const { email } = await signedIn();
  for (const address of [email, newEmail()]) {
    const { error } = await visitor().auth.signInWithPassword({ email: address, password: "wrong-password" });
    assert.deepEqual([error.status, error.code], [400, "invalid_credentials"]);
  }
});

test("an address signs up once", async () => {
  const { email } = await signedIn();
  const { error } = await visitor().auth.signUp({ email, password: "other-password" });
  assert.equal(error.code, "user_already_exists");
});

test("the hooks may refuse a new user and a token", async () => {
  const blocked = await visitor().auth.signUp({ email: newEmail("blocked.test"), password: "some-password" });
  assert.deepEqual([blocked.error.status, blocked.error.message], [403, "by invitation"]);
  const refused = await visitor().auth.signUp({ email: "refused@test.invalid", password: "some-password" });
  assert.deepEqual([refused.error.status, refused.error.message], [403, "not today"]);
});

test("a forgotten password is replaced through the mail's code", async () => {
  const { email, password } = await signedIn();
  const client = visitor();
  await client.auth.resetPasswordForEmail(email);
  const token = (await lastMail(email)).text.match(/\b\d{6}\b/)[0];
  const { data, error } = await client.auth.verifyOtp({ email, token, type: "recovery" });
  assert.equal(error, null);
  assert.deepEqual(claimsOf(data.session.access_token).amr.map(({ method }) => method), ["otp"]);
  const changed = await client.auth.updateUser({ password: "second-password" });
  assert.equal(changed.error, null);
  assert.equal((await visitor().auth.signInWithPassword({ email, password })).error.code, "invalid_credentials");
  assert.equal((await visitor().auth.signInWithPassword({ email, password: "second-password" })).error, null);
  const again = await visitor().auth.verifyOtp({ email, token, type: "recovery" });
  assert.equal(again.error.code, "otp_expired");
});

test("the mail's link leads to a session", async () => {
  const { email } = await signedIn();
  await visitor().auth.resetPasswordForEmail(email);
  const link = (await lastMail(email)).text.match(/http\S+/)[0];
  assert.ok(link.startsWith(`${process.env.API_URL}/auth/v1/verify?`), link);
  const response = await fetch(link, { redirect: "manual" });
  const fragment = new URLSearchParams(response.headers.get("location").split("#")[1]);
  assert.equal(fragment.get("type"), "recovery");
  assert.equal(claimsOf(fragment.get("access_token")).email, email);
});
