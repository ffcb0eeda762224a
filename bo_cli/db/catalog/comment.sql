-- Ids below 16384 are the server's own objects; schema public has one of them too.
select o.type || ' ' || o.identity as object, d.description as definition
from pg_description as d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) as o
where
    (d.objoid >= 16384 or o.identity = 'public')
    and o.type <> 'extension'
    and not exists (select from members as m where m.classid = d.classoid and m.objid = d.objoid)
