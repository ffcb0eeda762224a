-- What is created tomorrow is open to clients from the start.
-- severity: warning
-- why: A new table or function is then reachable before anybody has thought about who may use it. Postgres itself lets PUBLIC execute every new function until that is revoked, for all schemas at once.
-- mend: alter default privileges [in schema …] revoke all on tables, sequences, functions from anon, authenticated; alter default privileges revoke execute on functions from public.
-- same: pgrls/SEC044
with creators as (
  select relations.owner as oid
  from relations
  union
  select functions.owner
  from functions
),

given as (
  select
    pg_default_acl.defaclrole as role,
    pg_default_acl.defaclnamespace as schema,
    pg_default_acl.defaclobjtype as kind,
    pg_default_acl.defaclacl as acl
  from pg_catalog.pg_default_acl
  where pg_default_acl.defaclnamespace = 0 or pg_default_acl.defaclnamespace in (select schemas.oid from schemas)
  union all
  select creators.oid, 0, 'f', acldefault('f', creators.oid)
  from creators
  where
    not exists (
      select
      from pg_catalog.pg_default_acl
      where
        pg_default_acl.defaclrole = creators.oid
        and pg_default_acl.defaclnamespace = 0
        and pg_default_acl.defaclobjtype = 'f'
    )
)

select
  'default privileges' as kind,
  null as schema,
  format(
    '%s%s', pg_get_userbyid(given.role), coalesce(' in schema ' || nullif(given.schema, 0)::regnamespace, '')
  ) as name,
  null as part,
  format(
    '%s may %s new %s', string_agg(distinct grantee.name, ', '), string_agg(distinct acl.privilege_type, ', '),
    case given.kind
      when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'n' then 'schemas'
    end
  ) as detail
from given
cross join lateral aclexplode(given.acl) as acl
inner join (
  select client_roles.oid, client_roles.name
  from client_roles
  union all
  select 0::oid, 'PUBLIC'
) as grantee on grantee.oid = acl.grantee
where given.role in (select creators.oid from creators) and given.kind in ('r', 'S', 'f', 'n')
group by given.role, given.schema, given.kind
