-- The API serves a schema that is named as if it should not.
-- severity: error
-- why: Helpers and rollups that were written for the inside become endpoints.
-- mend: take it out of the exposed schemas (pgrst.db_schemas, or the project's API settings).
select
  'schema' as kind,
  null as schema,
  schemas.name,
  null as part,
  'is among the exposed schemas' as detail
from schemas
where schemas.is_exposed and schemas.name ~ '^_|private|internal|hidden|secret'
