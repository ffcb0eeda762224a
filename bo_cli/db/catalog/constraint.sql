-- Not-null constraints stand with the columns (their names differ between server versions).
select
    r.name || ' ' || quote_ident(k.conname) as object,
    pg_get_constraintdef(k.oid) || case when k.convalidated then '' else ' not validated' end as definition
from pg_constraint as k
join relations as r on r.oid = k.conrelid
where k.contype <> 'n'
