-- What the checks read: the parts of the catalogue that belong to the database's own schemas, as
-- temporary tables in the transaction of the lint. Parameters come as settings named bo_lint.*.

create temp table client_roles on commit drop as
select pg_roles.oid, pg_roles.rolname::text as name
from pg_catalog.pg_roles
where pg_roles.rolname in ('anon', 'authenticated');

create temp table schemas on commit drop as
select
  pg_namespace.oid,
  pg_namespace.nspname::text as name,
  pg_namespace.nspname = any(string_to_array(current_setting('bo_lint.schemas'), ',')) as is_exposed
from pg_catalog.pg_namespace
where
  pg_namespace.nspname !~ '^pg_'
  and pg_namespace.nspname <> all(string_to_array(current_setting('bo_lint.platform_schemas'), ','));
