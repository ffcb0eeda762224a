-- What is created tomorrow is closed: no default privilege reaches anon, authenticated or public.
select
  format(
    'default privileges of %s: %s on objects of kind %s for %s', pg_get_userbyid(given.defaclrole),
    acl.privilege_type, given.defaclobjtype,
    case acl.grantee when 0 then 'public' else pg_get_userbyid(acl.grantee) end
  ) as finding
from pg_catalog.pg_default_acl as given
cross join lateral aclexplode(given.defaclacl) as acl
where
  given.defaclrole = 'postgres'::regrole
  and (given.defaclnamespace = 0 or given.defaclnamespace in ('public'::regnamespace, 'private'::regnamespace))
  and (acl.grantee = 0 or acl.grantee in ('anon'::regrole, 'authenticated'::regrole))
