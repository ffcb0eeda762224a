-- A row that has a version is changed by people, and so is a table in which they may write: each of
-- its writes goes to the audit log, by three triggers. Those that a table has mask every column of the
-- list, also one that was added after they were made.
with audited as (
  select
    pg_trigger.tgrelid,
    pg_trigger.tgargs,
    case pg_trigger.tgtype & 28 when 4 then 'insert' when 8 then 'delete' when 16 then 'update' end as event
  from pg_catalog.pg_trigger
  where
    pg_trigger.tgfoid = 'private.audit_statement()'::regprocedure
    and pg_trigger.tgenabled in ('O', 'A')
)
select format('%s: no audit trigger for %s', relation.oid::regclass, events.event) as finding
from pg_catalog.pg_class as relation
cross join (values ('insert'), ('update'), ('delete')) as events (event)
where
  relation.relnamespace = 'public'::regnamespace
  and relation.relkind in ('r', 'p')
  and (
    has_any_column_privilege('authenticated', relation.oid, 'insert, update')
    or has_table_privilege('authenticated', relation.oid, 'delete')
    or exists (
      select from pg_catalog.pg_attribute
      where pg_attribute.attrelid = relation.oid and pg_attribute.attname = 'version' and not pg_attribute.attisdropped
    )
  )
  and not exists (
    select from audited
    where audited.tgrelid = relation.oid and audited.event = events.event
  )
union all
select format('%s.%s: not masked at %s', audited.tgrelid::regclass, pg_attribute.attname, audited.event)
from audited
inner join pg_catalog.pg_attribute on pg_attribute.attrelid = audited.tgrelid
where
  pg_attribute.attname = any(private.audit_masked_columns())
  -- The second argument is an array literal: {email,phone}
  and split_part(encode(audited.tgargs, 'escape'), '\000', 2) !~ ('[{,]' || pg_attribute.attname || '[,}]')
