-- A security definer function does not pin its search path.
-- severity: error
-- why: Names without a schema are looked up where the caller says: an object of the same name, put first, runs with the rights of the owner. A path with a schema in which clients may create is no better.
-- mend: alter function … set search_path = ''; and write every name in it with its schema.
-- same: advisors/function_search_path_mutable
-- agrees: pgrls/SEC015 pgrls/SEC014
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  coalesce('its path has ' || open_schema.name || ', where clients may create', 'no search_path is set') as detail
from functions
left join lateral (
  select substr(setting, 13) as path
  from unnest(functions.config) as setting
  where setting like 'search_path=%'
) as pinned on true
left join lateral (
  select pg_namespace.nspname::text as name
  from regexp_split_to_table(pinned.path, '\s*,\s*') as part (name)
  inner join pg_catalog.pg_namespace on pg_namespace.nspname = btrim(part.name, '"')
  inner join client_roles on has_schema_privilege(client_roles.oid, pg_namespace.oid, 'create')
  limit 1
) as open_schema on true
where functions.is_definer and (pinned.path is null or open_schema.name is not null)
