-- A publication holds every table, also those to come.
-- severity: warning
-- why: A table that is made tomorrow is sent out from its first row, with or without policies.
-- mend: create the publication for named tables, or for none and add them.
select
  'publication' as kind,
  null as schema,
  pg_publication.pubname::text as name,
  null as part,
  'for all tables' as detail
from pg_catalog.pg_publication
where pg_publication.puballtables
