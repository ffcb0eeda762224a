// Bodies reach the database as they were sent: lite encodes JSON twice (arguments of functions and
// JSON strings in columns), rounds large numbers, and cannot write arrays of booleans or of NULLs.
import { arrayText, plainText } from "../array_text.mjs";
import { asParameter, parseExact } from "../exact_json.mjs";
import { currentRequest } from "../http/request_context.mjs";

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const exactArguments = {
  name: "jsonb-arguments",

  install({ rest: { connection } }) {
    const resolve = connection.onPostgrestAST.bind(connection);
    connection.onPostgrestAST = async (ast, vars) => {
      if (ast.type === "rpc") await encodeArguments(connection, ast);
      else if (ast.values && ast.from) await encodeRows(connection, ast);
      return resolve(ast, vars);
    };
  },

  async check({ rest }) {
    const sent = '{"text":"a","list":[1,null],"big":9007199254740993}';
    const object = await rest("/rest/v1/rpc/echo_text", { text: `{"value":${sent}}` });
    if (object.body !== sent) return `a jsonb argument arrived as ${JSON.stringify(object.body)}`;
    const string = await rest("/rest/v1/rpc/echo_text", { body: { value: "a" } });
    return string.body === '"a"' ? null : `a JSON string arrived as ${JSON.stringify(string.body)}`;
  },
};

async function encodeArguments(connection, ast) {
  if (!isObject(ast.args)) return;
  const posted = ast.httpMethod === "POST";
  if (posted) ast.args = exactBody(ast.args);
  const types = await argumentTypes(connection, ast);
  if (types.size === 0) return; // one unnamed argument takes the body whole
  for (const [name, value] of Object.entries(ast.args))
    // In an address everything is text already, and means what Postgres reads in it.
    if (posted) ast.args[name] = encode(value, types.get(name));
}

async function encodeRows(connection, ast) {
  const types = await columnTypes(connection, ast);
  const rows = [exactBody(ast.values)].flat();
  const encoded = rows.map((row) => (isObject(row) ? encodeRow(row, types) : row));
  ast.values = Array.isArray(ast.values) ? encoded : encoded[0];
}

function encodeRow(row, types) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => {
    const encoded = encode(value, types.get(name));
    return [name, encoded === value && !isJson(types.get(name)) ? value : final(encoded)];
  }));
}

/** Text that lite must not decode again on its way: node-postgres asks such an object for its text. */
const final = (text) => (text === null || text === undefined ? text : { toPostgres: () => text });

const isJson = (type) => type === "json" || type === "jsonb";

/** A value as the parameter of a statement, for a column or argument of the given type. */
function encode(value, type = "") {
  if (value === null || value === undefined) return value;
  if (isJson(type)) return JSON.stringify(value);
  if (Array.isArray(value) && isArrayType(type)) return arrayText(value, plainText);
  return asParameter(value);
}

const isArrayType = (type) => type.startsWith("_") || type.endsWith("[]");

/** The request's JSON body again, now with every digit; what lite parsed when it is not JSON. */
function exactBody(parsed) {
  const text = currentRequest()?.body;
  if (!text || !/^\s*[[{]/.test(text)) return parsed;
  try {
    return parseExact(text);
  } catch {
    return parsed; // a form or CSV that begins like JSON
  }
}

async function argumentTypes(connection, ast) {
  const { functions = [] } = await connection.introspect({ useCache: true });
  const given = Object.keys(ast.args);
  const candidates = functions.filter((each) =>
    each.name === ast.function && each.schema === (ast.schema ?? "public") &&
    given.every((name) => each.arg_names.includes(name)));
  return new Map(candidates.flatMap((each) => each.arg_names.map((name, at) => [name, each.arg_types[at]])));
}

async function columnTypes(connection, ast) {
  const { columns } = await connection.introspect({ useCache: true });
  const own = columns.filter((each) => each.table === ast.from && each.schema === (ast.schema ?? "public"));
  return new Map(own.map((each) => [each.name, each.pg_type ?? each.type]));
}
