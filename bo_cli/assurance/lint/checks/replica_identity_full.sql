-- Deletes and updates of a table are published with the whole old row.
-- severity: error
-- why: A policy cannot be asked about a row that is gone: Realtime sends the old values of a delete to every listener.
-- mend: alter table … replica identity default.
select
  'table' as kind,
  relations.schema,
  relations.name,
  null as part,
  coalesce('in publication ' || string_agg(published.pubname, ', '), 'not published yet') as detail
from relations
left join pg_catalog.pg_publication_tables as published
  on published.schemaname = relations.schema and published.tablename = relations.name
where relations.publishes_old_rows and relations.kind in ('r', 'p')
group by relations.schema, relations.name
