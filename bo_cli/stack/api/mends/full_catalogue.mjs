// lite reads tables and columns from information_schema, which hides what the connected role may not
// use: for `authenticator` everything. PostgREST reads the catalogue whole, so that a missing grant
// is 42501 and not "no such table". The two reads are answered from pg_catalog instead.
import { sql } from "kysely";

const TABLES = `(
  select n.nspname as table_schema, c.relname as table_name,
    case c.relkind when 'f' then 'FOREIGN TABLE' else 'BASE TABLE' end as table_type
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f'))`;

const COLUMNS = `(
  select n.nspname as table_schema, c.relname as table_name, a.attname as column_name,
    a.attnum as ordinal_position,
    case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as column_default,
    case when base.typelem <> 0 and base.typlen = -1 then 'ARRAY'
      when base_schema.nspname = 'pg_catalog' then pg_catalog.format_type(base.oid, null)
      else 'USER-DEFINED' end as data_type,
    case when a.attnotnull or (t.typtype = 'd' and t.typnotnull) then 'NO' else 'YES' end as is_nullable,
    case when base.oid in (1042, 1043) and a.atttypmod > 4 then a.atttypmod - 4 end
      as character_maximum_length,
    case when base.oid = 1700 and a.atttypmod > 4 then ((a.atttypmod - 4) >> 16) & 65535 end
      as numeric_precision,
    case when base.oid = 1700 and a.atttypmod > 4 then (a.atttypmod - 4) & 65535 end as numeric_scale,
    case when a.attidentity = '' then 'NO' else 'YES' end as is_identity,
    collation_.collname as collation_name, base.typname as udt_name, base_schema.nspname as udt_schema,
    case when a.attgenerated = '' then 'NEVER' else 'ALWAYS' end as is_generated
  from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'v', 'p', 'f')
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_type t on t.oid = a.atttypid
    join pg_catalog.pg_type base on base.oid = case t.typtype when 'd' then t.typbasetype else t.oid end
    join pg_catalog.pg_namespace base_schema on base_schema.oid = base.typnamespace
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    left join pg_catalog.pg_collation collation_
      on collation_.oid = a.attcollation and collation_.collname <> 'default'
  where a.attnum > 0 and not a.attisdropped)`;

const REPLACED = { "information_schema.tables": TABLES, "information_schema.columns": COLUMNS };

/** A Kysely plugin: swaps the two views in raw statements. */
const unfiltered = {
  transformQuery({ node }) {
    if (node.kind !== "RawNode") return node;
    const replace = (text) => text.replace(/information_schema\.(tables|columns)\b/g, (view) => REPLACED[view]);
    return { ...node, sqlFragments: node.sqlFragments.map(replace) };
  },
  transformResult: async ({ result }) => result,
};

export const fullCatalogue = {
  name: "full-catalogue",

  install({ services }) {
    for (const { connection } of services) readWholeCatalogue(connection);
  },

  async check({ stack }) {
    const { tables, columns } = await stack.rest.connection.introspect({ useCache: true });
    const table = tables.some((each) => each.schema === "auth" && each.name === "users");
    const column = columns.some((each) => each.schema === "auth" && each.table === "users" && each.name === "id");
    return table && column ? null : "tables that the role may not read are missing from the schema";
  },
};

function readWholeCatalogue(connection) {
  const introspect = connection.introspect.bind(connection);
  const cached = connection.readCachedIntrospection.bind(connection);
  let reading = null;

  connection.introspect = async (options) => {
    const known = await cached(options);
    if (known) return known;
    // Requests that arrive together share one reading.
    reading ??= read(connection, introspect, options).finally(() => (reading = null));
    return reading;
  };
}

async function read(connection, introspect, options) {
  await sql`select 1`.execute(connection.kysely); // lite would turn a lost database into an empty schema
  const { kysely } = connection;
  connection.kysely = kysely.withPlugin(unfiltered);
  try {
    const schema = await introspect(options);
    if (!schema.functions) throw new Error("the database's schema could not be read");
    return schema;
  } finally {
    connection.kysely = kysely;
  }
}
