// Invitations and links: what `inviteUserByEmail` and `generateLink` do.
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AuthFailure } from "../http/replies.mjs";
import { hookUser } from "./admin_users.mjs";
import { beforeUserCreated } from "./hooks.mjs";
import {
  findIdByEmail, findUser, insertUser, passwordHash, requireEmail, requireFreeEmail, requirePassword,
} from "./users.mjs";

/** Type of link -> the columns that lite looks the token up in. */
const COLUMNS = {
  signup: ["confirmation_token", "confirmation_sent_at"],
  invite: ["confirmation_token", "confirmation_sent_at"],
  magiclink: ["recovery_token", "recovery_sent_at"],
  recovery: ["recovery_token", "recovery_sent_at"],
  email_change_new: ["email_change_token_new", "email_change_sent_at"],
};

/** POST /invite: make the user and mail the link. @returns the user */
export async function invite(auth, mail, body, redirectTo) {
  const link = await generateLink(auth, { ...body, type: "invite", redirect_to: redirectTo });
  await mail.send({
    to: link.email,
    subject: "You have been invited",
    text: `You have been invited. Accept with this link: ${link.action_link}`,
    html: `<p>You have been invited. <a href="${link.action_link.replace(/&/g, "&amp;")}">Accept the invite</a></p>`,
  });
  return findUser(auth.db(), link.id);
}

/**
 * POST /admin/generate_link.
 * @param body type, email; new_email for email_change_new; password and data for signup; redirect_to
 * @returns the user with action_link, email_otp, hashed_token, verification_type, redirect_to
 * @throws AuthFailure 400 unknown type, 404 user_not_found, 422 email_exists
 */
export async function generateLink(auth, body) {
  const email = requireEmail(body.email);
  if (!(body.type in COLUMNS))
    throw new AuthFailure(400, "validation_failed", `Invalid email action link type requested: ${body.type}`);
  const newEmail = body.type === "email_change_new" ? await freeEmail(auth, body.new_email) : null;
  const { userId, type } = await userFor(auth, email, body);
  const otp = String(randomInt(10 ** 6)).padStart(6, "0");
  const token = hashToken(newEmail ?? email, otp);
  await storeToken(auth, userId, type, token, newEmail);
  const redirectTo = body.redirect_to || auth.config.siteUrl;
  const query = new URLSearchParams({ token, type: verificationType(type), redirect_to: redirectTo });
  return {
    ...(await findUser(auth.db(), userId)),
    action_link: `${auth.config.publicUrl}/auth/v1/verify?${query}`,
    email_otp: otp,
    hashed_token: token,
    verification_type: verificationType(type),
    redirect_to: redirectTo,
  };
}

const verificationType = (type) => (type.startsWith("email_change") ? "email_change" : type);

// The form in which lite stores and finds a one-time code.
function hashToken(email, otp) {
  return createHash("sha256").update(email.toLowerCase() + otp).digest("hex");
}

async function freeEmail({ db }, text) {
  const email = requireEmail(text);
  await requireFreeEmail(db(), email);
  return email;
}

/** The user that the link is for, made where the type makes users. */
async function userFor(auth, email, { type, password, data }) {
  const userId = await findIdByEmail(auth.db(), email);
  if (userId && (type === "invite" || type === "signup")) await requireUnconfirmed(auth, userId);
  if (userId) return { userId, type };
  if (type === "recovery" || type === "email_change_new")
    throw new AuthFailure(404, "user_not_found", "User with this email not found");
  if (type === "signup" && !password)
    throw new AuthFailure(400, "validation_failed", "Signup requires a valid password");
  const made = type === "magiclink" ? "signup" : type; // as hosted: a first magic link signs up
  return { userId: await makeUser(auth, email, { type: made, password, data }), type: made };
}

async function requireUnconfirmed({ db }, userId) {
  const user = await findUser(db(), userId);
  if (user.email_confirmed_at)
    throw new AuthFailure(422, "email_exists", "A user with this email address has already been registered");
}

async function makeUser(auth, email, { type, password, data }) {
  if (password) requirePassword(password);
  const hash = await passwordHash(password ?? randomBytes(32).toString("hex"));
  const user = { id: randomUUID(), email, hash, userMetadata: data, invited: type === "invite" };
  await beforeUserCreated(auth, hookUser(user));
  await auth.connection.runInTransaction((db) => insertUser(db, user));
  return user.id;
}

async function storeToken({ db }, userId, type, token, newEmail) {
  const [column, sentAt] = COLUMNS[type];
  const change = newEmail === null ? sql`` : sql`, email_change = ${newEmail}`;
  await sql`update auth.users set ${sql.ref(column)} = ${token}, ${sql.ref(sentAt)} = now(),
      updated_at = now() ${change} where id = ${userId}::uuid`.execute(db());
}
