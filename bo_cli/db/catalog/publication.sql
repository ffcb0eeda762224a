select
    p.pubname || ' ' || coalesce(t.prrelid::regclass::text, '') as object,
    concat_ws(
        ' ', case when p.puballtables then 'all tables' end, 'insert ' || p.pubinsert, 'update ' || p.pubupdate,
        'delete ' || p.pubdelete, 'truncate ' || p.pubtruncate, 'columns ' || t.prattrs::text
    ) as definition
from pg_publication as p
left join pg_publication_rel as t on t.prpubid = p.oid
