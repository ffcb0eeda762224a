-- A table has two permissive policies for the same command and role.
-- severity: warning
-- why: They are joined by OR: the second one widens the first, however strict that is, and both run for each row.
-- mend: write one policy a command and role, with both conditions in it.
-- same: advisors/multiple_permissive_policies pgrls/HYG003
with roles as (
  select policies.*, pg_roles.rolname::text as role
  from policies
  inner join pg_catalog.pg_roles
    on pg_roles.rolname in ('anon', 'authenticated')
    and (policies.role_ids = '{0}' or pg_roles.oid = any(policies.role_ids))
  where policies.is_permissive
),

doubled as (
  select
    roles.schema,
    roles.table_name,
    commands.name as command,
    string_agg(distinct roles.name, ', ' order by roles.name) as names
  from roles
  inner join unnest('{select,insert,update,delete}'::text[]) as commands (name)
    on roles.command in (commands.name, 'all')
  group by roles.schema, roles.table_name, commands.name, roles.role
  having count(*) > 1
)

select
  'table' as kind,
  doubled.schema,
  doubled.table_name as name,
  null as part,
  format('%s: %s', string_agg(distinct doubled.command, ', '), doubled.names) as detail
from doubled
group by doubled.schema, doubled.table_name, doubled.names
