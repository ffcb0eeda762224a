// Second factors through supabase-js: from enrolment to aal2 and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeAt } from "../auth/totp.mjs";
import { claimsOf, newEmail, signedIn, visitor } from "./project.mjs";

const now = (secret) => codeAt(secret, Date.now());

async function withFactor() {
  const person = await signedIn();
  const { data, error } = await person.client.auth.mfa.enroll({ factorType: "totp", friendlyName: "phone" });
  assert.equal(error, null);
  return { ...person, factorId: data.id, secret: data.totp.secret, uri: data.totp.uri };
}

test("codes are those of RFC 6238", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // the RFC's key, "12345678901234567890"
  assert.equal(codeAt(secret, 59_000), "287082");
  assert.equal(codeAt(secret, 1_111_111_109_000), "081804");
  assert.equal(codeAt(secret, 20_000_000_000_000), "353130");
});

test("a verified factor raises the session to aal2", async () => {
  const { client, factorId, secret, uri, email } = await withFactor();
  assert.match(uri, /^otpauth:\/\/totp\//);
  assert.ok(uri.includes(encodeURIComponent(email)));
  const { data, error } = await client.auth.mfa.challengeAndVerify({ factorId, code: now(secret) });
  assert.equal(error, null);
  const claims = claimsOf(data.access_token);
  assert.deepEqual([claims.aal, claims.amr.map(({ method }) => method)], ["aal2", ["totp", "password"]]);
  const level = await client.auth.mfa.getAuthenticatorAssuranceLevel();
  assert.deepEqual([level.data.currentLevel, level.data.nextLevel], ["aal2", "aal2"]);
  const refreshed = await client.auth.refreshSession();
  assert.equal(claimsOf(refreshed.data.session.access_token).aal, "aal2");
});

test("a new sign-in starts at aal1 and is asked for the factor", async () => {
  const { client, factorId, secret, email, password } = await withFactor();
  await client.auth.mfa.challengeAndVerify({ factorId, code: now(secret) });
  const other = visitor();
  await other.auth.signInWithPassword({ email, password });
  const level = await other.auth.mfa.getAuthenticatorAssuranceLevel();
  assert.deepEqual([level.data.currentLevel, level.data.nextLevel], ["aal1", "aal2"]);
  const second = await other.auth.mfa.enroll({ factorType: "totp", friendlyName: "other" });
  assert.equal(second.error.code, "insufficient_aal");
  const removal = await other.auth.mfa.unenroll({ factorId });
  assert.equal(removal.error.code, "insufficient_aal");
});

test("with a factor, password and address are changed at aal2 only", async () => {
  const { client, factorId, secret, email, password } = await withFactor();
  await client.auth.mfa.challengeAndVerify({ factorId, code: now(secret) });
  const other = visitor();
  await other.auth.signInWithPassword({ email, password });
  for (const change of [{ password: "second-password" }, { email: newEmail() }]) {
    const { error } = await other.auth.updateUser(change);
    assert.deepEqual([error?.status, error?.code], [401, "insufficient_aal"]);
  }
  assert.equal((await other.auth.updateUser({ data: { name: "Eve" }, email })).error, null);
  assert.equal((await client.auth.updateUser({ password: "second-password" })).error, null);
  assert.equal((await visitor().auth.signInWithPassword({ email, password: "second-password" })).error, null);
});

test("wrong codes, foreign challenges and foreign factors are refused", async () => {
  const { client, factorId, secret } = await withFactor();
  const { data: challenge } = await client.auth.mfa.challenge({ factorId });
  const wrong = String((Number(now(secret)) + 1) % 1_000_000).padStart(6, "0");
  const bad = await client.auth.mfa.verify({ factorId, challengeId: challenge.id, code: wrong });
  assert.equal(bad.error.code, "mfa_verification_failed");
  const stranger = await signedIn();
  const foreign = await stranger.client.auth.mfa.challenge({ factorId });
  assert.deepEqual([foreign.error.status, foreign.error.code], [404, "mfa_factor_not_found"]);
  const other = await withFactor();
  const mixed = await other.client.auth.mfa.verify({
    factorId: other.factorId, challengeId: challenge.id, code: now(other.secret),
  });
  assert.equal(mixed.error.code, "mfa_factor_not_found");
});

test("factors are listed, and gone when removed", async () => {
  const { client, factorId, secret } = await withFactor();
  await client.auth.mfa.challengeAndVerify({ factorId, code: now(secret) });
  const { data: listed } = await client.auth.mfa.listFactors();
  assert.deepEqual(listed.totp.map(({ id, status }) => [id, status]), [[factorId, "verified"]]);
  assert.equal((await client.auth.mfa.unenroll({ factorId })).error, null);
  const refreshed = await client.auth.refreshSession();
  assert.equal(claimsOf(refreshed.data.session.access_token).aal, "aal1");
});
