// What the API reads from its environment. Everything is checked before anything is opened,
// so that a missing setting is one clear line and not a stack trace later.

/** A reason not to start that the person can act on; printed as one line, without a stack. */
export class StartError extends Error {}

const REQUIRED = ["DB_URL", "AUTH_DB_URL", "JWT_SECRET", "PUBLISHABLE_KEY", "SECRET_KEY"];

/**
 * @param {Record<string, string | undefined>} env
 * @returns the settings of the API:
 *   restUrl     Postgres address, role `authenticator` (may only SET anon, authenticated, service_role)
 *   authUrl     Postgres address, role `supabase_auth_admin` (owns schema auth)
 *   storageUrl  Postgres address, role `supabase_storage_admin` (owns schema storage), or null: no storage
 *   bodyLimit   largest accepted request body in bytes (storage uploads have their own limit)
 */
export function readConfig(env) {
  const missing = REQUIRED.filter((name) => !env[name]);
  if (missing.length > 0) throw new StartError(`missing settings: ${missing.join(", ")}`);
  if (Boolean(env.STORAGE_DIR) !== Boolean(env.STORAGE_DB_URL))
    throw new StartError("STORAGE_DIR and STORAGE_DB_URL are set together or not at all");
  const port = wholeNumber(env, "PORT", 0);
  if (port > 65535) throw new StartError(`PORT must be at most 65535, got ${port}`);
  return {
    port,
    publicUrl: `http://127.0.0.1:${port}`, // with port 0 the server puts the real one in its place
    restUrl: env.DB_URL,
    authUrl: env.AUTH_DB_URL,
    storageUrl: env.STORAGE_DB_URL ?? null,
    storageDir: env.STORAGE_DIR ?? null,
    jwtSecret: env.JWT_SECRET,
    jwtExpiry: wholeNumber(env, "JWT_EXPIRY", 3600),
    publishableKey: env.PUBLISHABLE_KEY,
    secretKey: env.SECRET_KEY,
    mailbox: env.MAILBOX ?? null,
    siteUrl: env.SITE_URL ?? "http://127.0.0.1:3000",
    maxRows: wholeNumber(env, "MAX_ROWS", 1000),
    poolSize: wholeNumber(env, "POOL_SIZE", 10),
    bodyLimit: wholeNumber(env, "BODY_LIMIT", 10 * 1024 * 1024),
    schemas: ["public"],
    hooks: {
      accessToken: "public.custom_access_token_hook",
      beforeUserCreated: "public.before_user_created_hook",
    },
  };
}

function wholeNumber(env, name, fallback) {
  const text = env[name];
  if (text === undefined || text === "") return fallback;
  if (!/^\d+$/.test(text)) throw new StartError(`${name} must be a whole number, got ${JSON.stringify(text)}`);
  return Number(text);
}
