-- The roles of the API are members of nothing and pass no policy by, the service's excepted.
select format('%s: is a member of %s', member.rolname, role.rolname) as finding
from pg_catalog.pg_auth_members as membership
inner join pg_catalog.pg_roles as member on member.oid = membership.member
inner join pg_catalog.pg_roles as role on role.oid = membership.roleid
where member.rolname in ('anon', 'authenticated', 'service_role')
union all
select format('%s: passes row level security by', pg_roles.rolname)
from pg_catalog.pg_roles
where pg_roles.rolname in ('anon', 'authenticated') and (pg_roles.rolbypassrls or pg_roles.rolsuper)
