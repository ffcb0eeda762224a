-- A table that clients can reach has row security switched off.
-- severity: error
-- why: Its policies, if it has any, are not asked: whoever holds the grant sees and writes the rows of every tenant.
-- mend: alter table … enable row level security; and write its policies. Where nobody should reach it, revoke the grants.
-- same: advisors/rls_disabled_in_public advisors/policy_exists_rls_disabled pgrls/SEC032
-- agrees: pgrls/SEC001 pgrls/SEC049
select
  'table' as kind,
  relations.schema,
  relations.name,
  null as part,
  coalesce(
    'open to ' || nullif(array_to_string(relations.clients, ', '), ''),
    'it has policies that nobody asks'
  ) as detail
from relations
where
  relations.kind in ('r', 'p')
  and not relations.has_rls
  -- of those partition_without_rls speaks
  and not exists (
    select
    from pg_catalog.pg_inherits
    inner join pg_catalog.pg_class as parent on parent.oid = pg_inherits.inhparent and parent.relrowsecurity
    where pg_inherits.inhrelid = relations.oid
  )
  and (
    relations.clients <> '{}'
    or exists (select from policies where policies.relation = relations.oid)
  )
