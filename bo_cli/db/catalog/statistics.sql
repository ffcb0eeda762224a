select
    quote_ident(s.nspname) || '.' || quote_ident(e.stxname) as object,
    pg_get_statisticsobjdef(e.oid) as definition
from pg_statistic_ext as e
join schemas as s on s.oid = e.stxnamespace
