// An upsert whose rows hold nothing but the key: lite updates the first key column, which needs the
// right to update it. PostgREST does nothing on the conflict.

export const upsertKeysOnly = {
  name: "upsert-keys-only",

  install({ rest: { connection } }) {
    const resolve = connection.onPostgrestAST.bind(connection);
    connection.onPostgrestAST = async (ast, vars) => {
      if (ast.type === "upsert" && !ast.ignoreDuplicates && (await holdsOnlyKeys(connection, ast)))
        ast.ignoreDuplicates = true;
      return resolve(ast, vars);
    };
  },

  async check({ rest }) {
    const upsert = { headers: { prefer: "resolution=merge-duplicates,return=minimal" }, body: { id: 1 } };
    await rest("/rest/v1/pairs?on_conflict=id", upsert);
    const { status, body } = await rest("/rest/v1/pairs?on_conflict=id", upsert);
    return status < 300 ? null : `an upsert of keys gave ${status} ${JSON.stringify(body)}`;
  },
};

async function holdsOnlyKeys(connection, ast) {
  const [first] = [ast.values].flat();
  if (!first) return false;
  const keys = ast.onConflict?.length ? ast.onConflict : await primaryKey(connection, ast);
  return keys.length > 0 && Object.keys(first).every((column) => keys.includes(column));
}

async function primaryKey(connection, ast) {
  const { primary_keys: keys } = await connection.introspect({ useCache: true });
  const own = keys.find((each) => each.table === ast.from && each.schema === (ast.schema ?? "public"));
  return own?.columns ?? [];
}
