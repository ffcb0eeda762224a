-- A policy for writing has no WITH CHECK.
-- severity: warning
-- why: Postgres then uses the condition for the old row on the new one: nobody has said what a row may become.
-- mend: write `with check (…)`: the row must stay in the tenant, and the caller's.
-- same: pgrls/SEC006
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  'for ' || policies.command as detail
from policies
where
  policies.is_for_clients
  and policies.is_permissive
  and policies.command in ('insert', 'update', 'all')
  and policies.check_text is null
