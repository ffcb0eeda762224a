// The project that the environment describes, and people in it.
import { createClient } from "@supabase/supabase-js";

const { API_URL, PUBLISHABLE_KEY, SECRET_KEY } = process.env;
const memoryOnly = { auth: { persistSession: false, autoRefreshToken: false } };

export const visitor = () => createClient(API_URL, PUBLISHABLE_KEY, memoryOnly);
export const admin = () => createClient(API_URL, SECRET_KEY, memoryOnly);

let count = 0;
export const newEmail = (domain = "test.invalid") => `js${process.pid}-${(count += 1)}@${domain}`;

/** A new person, signed in. */
export async function signedIn() {
  const client = visitor();
  const [email, password] = [newEmail(), "first-password"];
  const { data, error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  return { client, email, password, user: data.user, session: data.session };
}

export const claimsOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
