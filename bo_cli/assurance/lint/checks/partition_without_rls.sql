-- A partition or child table that clients can reach lacks the row security of its parent.
-- severity: error
-- why: Row security is not inherited: who names the partition instead of the parent is asked no policy.
-- mend: alter table <partition> enable row level security; or revoke its grants.
-- same: pgrls/SEC041 pgrls/SEC043
select
  'table' as kind,
  relations.schema,
  relations.name,
  null as part,
  format(
    'open to %s; %s has row security', array_to_string(relations.clients, ', '), parent.oid::regclass
  ) as detail
from relations
inner join pg_catalog.pg_inherits on pg_inherits.inhrelid = relations.oid
inner join pg_catalog.pg_class as parent on parent.oid = pg_inherits.inhparent and parent.relrowsecurity
where
  relations.kind in ('r', 'p', 'f')
  and not relations.has_rls
  and relations.clients <> '{}'
