// Values as PostgREST shows them: what Postgres' own conversion to JSON prints. lite prints
// timestamps that supabase-py refuses, rounds large numbers and shows NaN as null.
import { sql } from "kysely";
import { parseArray } from "../array_text.mjs";
import { exactNumber, parseExact } from "../exact_json.mjs";

const asIs = (text) => text;
const isoTime = (text) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

const BOOLEAN = 16;

/** Type oid -> how its text becomes a value. */
const PARSERS = new Map([
  ...[20, 21, 23, 26, 700, 701, 1700].map((oid) => [oid, exactNumber]),
  ...[114, 3802].map((oid) => [oid, parseExact]),
  ...[1114, 1184].map((oid) => [oid, isoTime]),
  ...[17, 600, 718, 1082, 1083, 1186, 1266].map((oid) => [oid, asIs]), // node-postgres makes objects of these
]);

// What contract.sql's values_of_types() must look like, to the digit.
const EXPECTED = '[{"at":"2026-01-02T03:04:05.6+00:00","local":"2026-01-02T03:04:05",' +
  '"words":["a",null,"NULL"],"flags":[true,null],"big":9007199254740993,"exact":1.10,' +
  '"inside":{"n":9007199254740993},"nan":"NaN"}]';

export const jsonValues = {
  name: "json-values",

  install({ services }) {
    for (const { connection } of services) {
      for (const [oid, parse] of PARSERS) connection.parsers.set(oid, parse);
      const introspect = connection.introspect.bind(connection);
      connection.introspect = async (options) => {
        const known = connection.introspection;
        const schema = await introspect(options);
        if (schema !== known) await learnArrayTypes(connection);
        return schema;
      };
    }
  },

  async check({ rest }) {
    const { text } = await rest("/rest/v1/rpc/values_of_types", { body: {} });
    return text === EXPECTED ? null : `values arrive as ${text}`;
  },
};

/** Array types have no fixed oids where their elements are enums or domains of the project. */
async function learnArrayTypes({ kysely, parsers }) {
  const { rows } = await sql`
    select a.oid::int4 as array_type, a.typelem::int4 as element, e.typdelim as separator
    from pg_catalog.pg_type a join pg_catalog.pg_type e on e.oid = a.typelem
    where a.typcategory = 'A' and e.typarray = a.oid`.execute(kysely);
  for (const { array_type: type, element, separator } of rows)
    parsers.set(type, (text) => parseArray(text, elementParser(parsers, element), separator));
}

const elementParser = (parsers, oid) => parsers.get(oid) ?? (oid === BOOLEAN ? (text) => text === "t" : asIs);
