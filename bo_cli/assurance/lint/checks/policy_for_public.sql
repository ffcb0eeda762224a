-- A policy applies to every role.
-- severity: warning
-- why: Without `to`, a policy is for PUBLIC: also for anon, and for roles that do not exist yet.
-- mend: name its roles: create policy … to authenticated.
-- same: pgrls/SEC003
-- agrees: pgrls/SEC039
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  'for ' || policies.command || ' to public' as detail
from policies
where policies.role_ids = '{0}' and policies.is_permissive
