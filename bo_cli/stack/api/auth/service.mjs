// What the auth handlers share: the settings and the connection of supabase_auth_admin.

/** @returns {{config: object, connection: object, db: () => import("kysely").Kysely<any>}} */
export function authContext({ config, auth }) {
  // Asked for anew each time: the contract check puts a transaction in its place.
  return { config, connection: auth.connection, db: () => auth.connection.kysely };
}
