-- A publication sends old rows to whoever listens: only tables with row security, and never the whole
-- old row of a delete.
select format('%s: is published with its old rows', relation.oid::regclass) as finding
from pg_catalog.pg_publication_rel as published
inner join pg_catalog.pg_class as relation on relation.oid = published.prrelid
where relation.relreplident = 'f' or not relation.relrowsecurity
union all
select format('publication %I: has all tables', pubname)
from pg_catalog.pg_publication
where puballtables
