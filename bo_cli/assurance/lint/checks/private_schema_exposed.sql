-- The API serves a schema that nobody means it to.
-- severity: error
-- why: Helpers and rollups that were written for the inside become endpoints. It is named as if it should not be served, or the API is set to serve it and the intent file does not name it.
-- mend: take it out of the exposed schemas (pgrst.db_schemas, or the project's API settings).
with served as (
  select distinct trim(part) as name
  from pg_catalog.pg_db_role_setting
  inner join pg_catalog.pg_roles
    on pg_roles.oid = pg_db_role_setting.setrole and pg_roles.rolname = 'authenticator'
  cross join unnest(pg_db_role_setting.setconfig) as setting
  cross join regexp_split_to_table(split_part(setting, '=', 2), ',') as part
  where
    setting like 'pgrst.db\_schemas=%'
    and pg_db_role_setting.setdatabase in (
      0, (select pg_database.oid from pg_catalog.pg_database where pg_database.datname = current_database())
    )
)

select
  'schema' as kind,
  null as schema,
  schemas.name,
  null as part,
  case
    when schemas.is_exposed then 'is among the exposed schemas'
    else 'is among pgrst.db_schemas of authenticator'
  end as detail
from schemas
where
  (schemas.is_exposed and schemas.name ~ '^_|private|internal|hidden|secret')
  or (not schemas.is_exposed and schemas.name in (select served.name from served))
