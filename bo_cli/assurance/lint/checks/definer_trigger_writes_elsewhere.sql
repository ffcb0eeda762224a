-- A trigger that runs as its owner writes rows of tenants without naming the tenant.
-- severity: warning
-- why: A row that one tenant writes then changes rows of another, past row security.
-- mend: restrict what it writes to new.<tenant column> (or old.); or make it security invoker.
-- agrees: pgrls/SEC013 pgrls/SEC014
select distinct
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format('writes %s.%s', relations.schema, relations.name) as detail
from functions
inner join mentions on mentions.function = functions.oid and mentions.writes
inner join relations on relations.oid = mentions.relation
inner join pg_catalog.pg_trigger on pg_trigger.tgfoid = functions.oid and not pg_trigger.tgisinternal
where
  functions.is_definer
  and functions.is_trigger
  and relations.oid in (select tenant_tables.oid from tenant_tables)
  and functions.body !~ pg_temp.word(lower(coalesce(nullif(current_setting('bo_lint.tenant_column'), ''), 'tenant_id')))
  -- it names the row, or one that the row hangs on
  and functions.body !~ '(=|in \()\s*(new|old)\.\w*id\M|\m(new|old)\.\w*id\s*='
