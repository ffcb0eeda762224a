-- Policies, with their conditions as Postgres writes them.
create temp table policies on commit drop as
select
  pg_policy.oid,
  pg_policy.polrelid as relation,
  pg_namespace.nspname::text as schema,
  pg_class.relname::text as table_name,
  pg_policy.polname::text as name,
  case pg_policy.polcmd
    when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all'
  end as command,
  pg_policy.polroles as role_ids,
  pg_policy.polpermissive as is_permissive,
  pg_policy.polroles && (array(select client_roles.oid from client_roles) || 0::oid) as is_for_clients,
  pg_get_expr(pg_policy.polqual, pg_policy.polrelid) as using_text,
  pg_get_expr(pg_policy.polwithcheck, pg_policy.polrelid) as check_text,
  concat_ws(
    ' ', pg_get_expr(pg_policy.polqual, pg_policy.polrelid),
    pg_get_expr(pg_policy.polwithcheck, pg_policy.polrelid)
  ) as text
from pg_catalog.pg_policy
inner join pg_catalog.pg_class on pg_class.oid = pg_policy.polrelid
inner join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
where
  pg_namespace.oid in (select schemas.oid from schemas)
  or pg_namespace.nspname in ('storage', 'realtime');
