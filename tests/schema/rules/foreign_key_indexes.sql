-- Without an index that starts with the columns of a foreign key, deleting or archiving the row it
-- points to reads the whole table.
select format('%s, foreign key %I: no index starts with its columns', fk.conrelid::regclass, fk.conname) as finding
from pg_catalog.pg_constraint as fk
where
  fk.contype = 'f'
  and fk.conparentid = 0
  and fk.connamespace in ('public'::regnamespace, 'private'::regnamespace)
  and not exists (
    select from pg_catalog.pg_index
    where
      pg_index.indrelid = fk.conrelid
      and fk.conkey @> (string_to_array(pg_index.indkey::text, ' ')::smallint[])[1:cardinality(fk.conkey)]
      and cardinality(fk.conkey) <= pg_index.indnkeyatts
  )
