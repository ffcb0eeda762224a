// What the contract check works with: requests to the services inside a transaction that is rolled
// back at the end, on temporary objects, so that nothing stays behind, whatever happens.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import bcrypt from "bcryptjs";
import { SignJWT } from "jose";
import { sql } from "kysely";
import { insertUser } from "./auth/users.mjs";

const FIXTURE = new URL("./contract.sql", import.meta.url);
const ROLLED_BACK = Symbol("rolled back");

/**
 * Run `work` with REST and Auth inside transactions; both are rolled back afterwards.
 * @param stack built by buildStack, not serving yet
 * @param {(probe: Probe) => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
export async function withProbe(stack, work) {
  return inside(stack.rest, { keep: false }, async (restDb) => {
    const schema = await createFixture(restDb);
    return exposing(stack, schema, () =>
      inside(stack.auth, { keep: true }, (authDb) =>
        inside(stack.storage, { keep: true }, (storageDb) =>
          work(probe(stack, { restDb, authDb, storageDb, schema })))));
  });
}

function probe(stack, { restDb, authDb, storageDb, schema }) {
  const { config } = stack;
  return {
    stack,
    authDb,
    storageDb,
    rest: (path, options) => ask(stack.rest, path, { key: config.secretKey, schema, ...options }),
    auth: (path, options) => ask(stack.auth, path, { key: config.publishableKey, ...options }),
    storage: (path, options) => ask(stack.storage, path, { key: config.secretKey, ...options }),
    mails: (work) => mailsDuring(stack, work),
    signIn: (email) => signIn(stack, authDb, email),
    sign: (claims) => sign(config, claims),
    grants: () => grantsOf(restDb),
    asRole: (role, statement) =>
      stack.rest.connection.withContext({ auth: { role, uid: null, jwt: null } }, async (db) =>
        (await statement.execute(db)).rows[0]),
  };
}

export const CHECK_PASSWORD = "check-check";
const LOWEST_COST = 4; // of bcrypt: a check should not take long

/** Make a user and sign in with a password. @returns {Promise<string>} the access token */
async function signIn(stack, db, email) {
  const hash = await bcrypt.hash(CHECK_PASSWORD, LOWEST_COST);
  await insertUser(db, { id: randomUUID(), email, hash, confirmed: true });
  const options = { key: stack.config.publishableKey, body: { email, password: CHECK_PASSWORD } };
  const answer = await ask(stack.auth, "/auth/v1/token?grant_type=password", options);
  if (!answer.body.access_token) throw new Error(`signing in gave ${answer.status} ${answer.text}`);
  return answer.body.access_token;
}

/** The mails that `work` sends; they do not reach the mailbox. */
async function mailsDuring({ auth }, work) {
  const driver = auth.app.drivers.email;
  const { deliver } = driver;
  const mails = [];
  driver.deliver = async (line) => mails.push(JSON.parse(line));
  try {
    await work();
  } finally {
    driver.deliver = deliver;
  }
  return mails;
}

/** One request through a service, without a network. */
async function ask(service, path, { method = "POST", key, schema, token, headers = {}, body, text }) {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const verb = content === undefined && method === "POST" ? "GET" : method;
  const response = await service.fetch(new Request(`http://127.0.0.1${path}`, {
    method: verb,
    body: content,
    headers: {
      apikey: key,
      ...(content === undefined ? {} : { "content-type": "application/json" }),
      ...(schema ? { "accept-profile": schema, "content-profile": schema } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
  }));
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: readable(answer), text: answer };
}

function readable(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Run `work` with the service's connection inside one transaction, rolled back at the end. */
async function inside(service, { keep }, work) {
  if (!service) return work(null);
  const { connection } = service;
  const { kysely } = connection;
  let result;
  const rollBack = async (transaction) => {
    connection.kysely = nested(transaction, keep);
    await connection.clearSchemaCache();
    result = await work(transaction);
    throw ROLLED_BACK;
  };
  try {
    await kysely.transaction().execute(rollBack);
  } catch (error) {
    if (error !== ROLLED_BACK) throw error;
  } finally {
    connection.kysely = kysely;
    await connection.clearSchemaCache();
  }
  return result;
}

/** The transaction, in which lite may begin its own: they become savepoints. */
function nested(transaction, keep) {
  const begin = () => ({
    async execute(work) {
      await sql`savepoint request`.execute(transaction);
      let done = false;
      try {
        const result = await work(transaction);
        done = true;
        return result;
      } finally {
        // Undoing the savepoint also undoes the role and the claims of the request.
        if (!done || !keep) await sql`rollback to savepoint request`.execute(transaction);
        await sql`release savepoint request`.execute(transaction);
        await sql`reset role`.execute(transaction);
      }
    },
  });
  return new Proxy(transaction, {
    get(target, name) {
      if (name === "transaction") return begin;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function createFixture(db) {
  await sql.raw(await readFile(FIXTURE, "utf8")).execute(db);
  const { rows } = await sql`select nspname from pg_catalog.pg_namespace
    where oid = pg_catalog.pg_my_temp_schema()`.execute(db);
  return rows[0].nspname;
}

/** The fixture's schema is exposed, and the project's own hooks are not called, while `work` runs. */
async function exposing({ config, rest }, schema, work) {
  const { schemas } = rest.app.config.api;
  const { hooks } = config;
  schemas.push(schema);
  config.hooks = { accessToken: null, beforeUserCreated: null };
  try {
    return await work();
  } finally {
    schemas.pop();
    config.hooks = hooks;
  }
}

async function grantsOf(db) {
  const { rows } = await sql`select md5(string_agg(acl, ',' order by acl)) as digest from (
      select 'c' || oid || relacl::text from pg_catalog.pg_class
      union all select 'n' || oid || nspacl::text from pg_catalog.pg_namespace
      union all select 'p' || oid || proacl::text from pg_catalog.pg_proc
      union all select 'd' || oid || defaclacl::text from pg_catalog.pg_default_acl
    ) as acls (acl)`.execute(db);
  return rows[0].digest;
}

async function sign({ jwtSecret }, claims) {
  const now = Math.floor(Date.now() / 1000);
  const { exp = 60, ...rest } = claims;
  return new SignJWT({ role: "service_role", iat: now - 3600, ...rest, exp: now + exp })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(jwtSecret));
}
