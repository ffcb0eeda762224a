-- A role or function switches the setting row_security off.
-- severity: error
-- why: It does not pass policies by, as its name suggests: every query that a policy would filter fails.
-- mend: alter role … reset row_security, or alter function … reset row_security.
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  'set row_security = off' as detail
from functions
where functions.config && '{row_security=off,row_security=false,row_security=0}'
union all
select 'role', null, client_roles.name, null, 'set row_security = off'
from client_roles
inner join pg_catalog.pg_db_role_setting on pg_db_role_setting.setrole = client_roles.oid
where pg_db_role_setting.setconfig && '{row_security=off,row_security=false,row_security=0}'
  and pg_db_role_setting.setdatabase in (
    0, (select pg_database.oid from pg_catalog.pg_database where pg_database.datname = current_database())
  )
