-- A signed-in person may write only listed columns: a grant on the whole table takes in every column
-- that is added later. Nothing else than reading and writing rows is of use to them, and sequences are
-- none of their business.
select
  format('%s: %s on the whole relation is granted to authenticated', relation.oid::regclass, acl.privilege_type) as finding
from pg_catalog.pg_class as relation
cross join lateral aclexplode(relation.relacl) as acl
where
  relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  and acl.grantee = 'authenticated'::regrole
  and (
    relation.relkind = 'S'
    or acl.privilege_type not in ('SELECT', 'DELETE')
    or relation.relnamespace = 'private'::regnamespace
  )
