-- Clients can read a view of the users of Auth.
-- severity: error
-- why: It hands out the addresses, telephone numbers and metadata of every account, of every tenant.
-- mend: keep what people may see of each other in a table of your own, with policies; revoke all on the view from anon, authenticated.
-- same: advisors/auth_users_exposed pgrls/SEC052
-- agrees: advisors/security_definer_view advisors/materialized_view_in_api pgrls/VIEW001 pgrls/SEC054
select
  'view' as kind,
  relations.schema,
  relations.name,
  null as part,
  'open to ' || array_to_string(relations.readers, ', ') as detail
from relations
where relations.readers <> '{}' and relations.reads_users
