-- A table is published whose rows no policy guards.
-- severity: error
-- why: Realtime asks the policies before it sends a change to a listener; without row security everybody gets every change.
-- mend: alter table … enable row level security, with a policy for select; or alter publication … drop table …
-- same: pgrls/SEC051
select
  'table' as kind,
  published.schemaname::text as schema,
  published.tablename::text as name,
  null as part,
  'in publication ' || published.pubname as detail
from pg_catalog.pg_publication_tables as published
inner join relations on relations.schema = published.schemaname and relations.name = published.tablename
where not relations.has_rls and relations.kind in ('r', 'p')
