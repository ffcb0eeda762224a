select
    c.oid::regclass::text as object,
    pg_get_indexdef(i.indexrelid)
    || case when i.indisvalid then '' else ' invalid' end
    || case when i.indisreplident then ' replica identity' else '' end
    || case when i.indisclustered then ' clustered' else '' end as definition
from pg_index as i
join relations as r on r.oid = i.indrelid
join pg_class as c on c.oid = i.indexrelid
