// lite has no admin calls, invitations or generated links.
import { bodyOf, missingKey, partsOf, requireService } from "../auth/access.mjs";
import * as admin from "../auth/admin_users.mjs";
import { findFactor } from "../auth/factors.mjs";
import { generateLink, invite } from "../auth/links.mjs";
import { authContext } from "../auth/service.mjs";
import { factorsOf } from "../auth/users.mjs";
import { AuthFailure, authError, json } from "../http/replies.mjs";
import { sql } from "kysely";

export const adminUsers = {
  name: "admin-users",

  install(stack) {
    const auth = authContext(stack);
    stack.auth.wrap((next) => async (request) => {
      const parts = partsOf(request);
      const ours = parts[0] === "admin" || (parts[0] === "invite" && request.method === "POST");
      if (!ours || request.method === "OPTIONS") return next(request);
      const refused = missingKey(request, stack.config);
      if (refused) return refused;
      return answer(stack, auth, request, parts);
    });
  },

  async check({ auth, stack }) {
    const secret = { key: stack.config.secretKey };
    const email = "mend.admin@check.invalid";
    const made = await auth("/auth/v1/admin/users", { ...secret, body: { email, email_confirm: true } });
    if (made.status !== 200) return `creating a user gave ${made.status} ${made.text}`;
    const path = `/auth/v1/admin/users/${made.body.id}`;
    const banned = await auth(path, { ...secret, method: "PUT", body: { ban_duration: "1h" } });
    if (!banned.body.banned_until) return `a ban gave ${banned.status} ${banned.text}`;
    const { status } = await auth("/auth/v1/admin/users");
    return status === 401 ? null : `without the secret key: ${status}`;
  },
};

async function answer(stack, auth, request, parts) {
  try {
    await requireService(request, auth);
    const body = ["POST", "PUT", "DELETE"].includes(request.method) ? await bodyOf(request) : {};
    if (parts[0] === "invite") return await inviteUser(stack, auth, request, body);
    if (parts[1] === "generate_link" && request.method === "POST") return json(await generateLink(auth, body));
    if (parts[1] === "users") return await users(auth, request, parts.slice(2), body);
    return authError(404, "not_found", "404 page not found");
  } catch (error) {
    if (error instanceof AuthFailure) return error.response;
    throw error;
  }
}

async function inviteUser(stack, auth, request, body) {
  const redirectTo = new URL(request.url).searchParams.get("redirect_to");
  return json(await invite(auth, stack.auth.app.drivers.email, body, redirectTo));
}

async function users(auth, request, [userId, what, factorId], body) {
  const { method } = request;
  if (!userId && method === "GET") return admin.list(auth, new URL(request.url));
  if (!userId && method === "POST") return json(await admin.create(auth, body));
  const user = await admin.requireUser(auth, userId);
  if (what === "factors") return factors(auth, method, user, factorId);
  if (method === "GET") return json(user);
  if (method === "PUT") return json(await admin.update(auth, user.id, body));
  if (method === "DELETE") {
    await admin.remove(auth, user.id, body);
    return json(body.should_soft_delete ? {} : user);
  }
  return authError(405, "method_not_allowed", "Method not allowed");
}

async function factors(auth, method, user, factorId) {
  if (method === "GET" && !factorId) return json(await factorsOf(auth.db(), user.id));
  const factor = await findFactor(auth, user.id, factorId);
  if (method !== "DELETE") return authError(405, "method_not_allowed", "Method not allowed");
  await sql`delete from auth.mfa_factors where id = ${factor.id}::uuid`.execute(auth.db());
  return json({ id: factor.id });
}
