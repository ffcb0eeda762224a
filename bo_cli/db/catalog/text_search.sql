-- Configurations, with the dictionaries of each kind of token.
select
    quote_ident(s.nspname) || '.' || quote_ident(c.cfgname) as object,
    'parser ' || p.prsname || ': ' || coalesce(
        (
            select string_agg(
                m.maptokentype || ' ' || m.mapdict::regdictionary, ', ' order by m.maptokentype, m.mapseqno)
            from pg_ts_config_map as m where m.mapcfg = c.oid),
        'nothing') as definition
from pg_ts_config as c
join schemas as s on s.oid = c.cfgnamespace
join pg_ts_parser as p on p.oid = c.cfgparser
