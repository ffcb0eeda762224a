-- Clients may create objects in a schema.
-- severity: error
-- why: A function or table of theirs can stand before the one that was meant, and is served by the API like any other.
-- mend: revoke create on schema … from anon, authenticated, public.
select
  'schema' as kind,
  null as schema,
  schemas.name,
  null as part,
  client_roles.name || ' may create in it' as detail
from schemas
cross join client_roles
where has_schema_privilege(client_roles.oid, schemas.oid, 'create')
