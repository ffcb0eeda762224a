// Access tokens with every claim of a hosted project, and sessions' methods (amr).
import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { sql } from "kysely";
import { customClaims } from "./hooks.mjs";
import { findUser } from "./users.mjs";

/** Note that the session was authenticated by `method` now. */
export async function noteMethod(db, sessionId, method) {
  await sql`insert into auth.mfa_amr_claims as known (id, session_id, authentication_method)
    values (${randomUUID()}::uuid, ${sessionId}::uuid, ${method})
    on conflict (session_id, authentication_method) do update set updated_at = now()`.execute(db);
}

/**
 * Sign an access token for a session.
 * @param {string} method how the person came here now: password, otp, totp, token_refresh ...
 * @throws AuthFailure when the custom access token hook refuses
 */
export async function signAccessToken(auth, { userId, sessionId, method }) {
  const standard = await standardClaims(auth, userId, sessionId);
  const claims = await customClaims(auth, { userId, claims: standard, method });
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(auth.config.jwtSecret));
}

async function standardClaims({ config, db }, userId, sessionId) {
  const { rows: [row] } = await sql`
    select u.aud, coalesce(u.email, '') as email, coalesce(u.phone, '') as phone, u.role,
      coalesce(u.raw_app_meta_data, '{}') as app_metadata,
      coalesce(u.raw_user_meta_data, '{}') as user_metadata, coalesce(s.aal, 'aal1') as aal,
      (select coalesce(jsonb_agg(jsonb_build_object('method', m.authentication_method,
          'timestamp', floor(extract(epoch from m.updated_at))::bigint) order by m.updated_at desc), '[]')
        from auth.mfa_amr_claims as m where m.session_id = s.id) as amr,
      u.is_anonymous
    from auth.users as u join auth.sessions as s on s.user_id = u.id
    where u.id = ${userId}::uuid and s.id = ${sessionId}::uuid`.execute(db());
  const now = Math.floor(Date.now() / 1000);
  const { amr, aal, is_anonymous: isAnonymous, aud, ...person } = row;
  return {
    iss: `${config.publicUrl}/auth/v1`, sub: userId, aud,
    exp: now + config.jwtExpiry, iat: now, ...person, aal, amr, session_id: sessionId,
    is_anonymous: isAnonymous,
  };
}

/** What a sign-in answers: tokens and user, with a new refresh token for the session. */
export async function sessionAnswer(auth, { userId, sessionId, method }) {
  const refreshToken = randomUUID();
  await sql`insert into auth.refresh_tokens (id, token, user_id, session_id)
    values (${randomUUID()}, ${refreshToken}, ${userId}::uuid, ${sessionId}::uuid)`.execute(auth.db());
  const { jwtExpiry } = auth.config;
  return {
    access_token: await signAccessToken(auth, { userId, sessionId, method }),
    token_type: "bearer",
    expires_in: jwtExpiry,
    expires_at: Math.floor(Date.now() / 1000) + jwtExpiry,
    refresh_token: refreshToken,
    user: await findUser(auth.db(), userId),
  };
}
