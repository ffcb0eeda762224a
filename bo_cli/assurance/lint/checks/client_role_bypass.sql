-- A role of the clients can pass row security by.
-- severity: error
-- why: Whoever is, or may become, a superuser, a role with BYPASSRLS, the owner of the tables, or a member of pg_read_all_data or pg_write_all_data, needs no policy.
-- mend: alter role … nobypassrls; revoke that membership from anon and authenticated.
-- agrees: pgrls/SEC016 pgrls/SEC029 pgrls/SEC048
with recursive reached as (
  select client_roles.name, client_roles.oid
  from client_roles
  union
  select reached.name, pg_auth_members.roleid
  from reached
  inner join pg_catalog.pg_auth_members on pg_auth_members.member = reached.oid
)

select
  'role' as kind,
  null as schema,
  reached.name,
  null as part,
  case
    when reached.name = pg_roles.rolname then 'passes row security by itself'
    else format('is a member of %s', pg_roles.rolname)
  end as detail
from reached
inner join pg_catalog.pg_roles on pg_roles.oid = reached.oid
where
  pg_roles.rolsuper
  or pg_roles.rolbypassrls
  or pg_roles.rolname in ('pg_read_all_data', 'pg_write_all_data')
  or exists (select from relations where relations.owner = pg_roles.oid)
