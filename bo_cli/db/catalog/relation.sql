-- Tables, views, sequences: what they are, not what they hold.
select
    r.name as object,
    concat_ws(
        ', ',
        case r.relkind
            when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
            when 'm' then 'materialized view' when 'S' then 'sequence' else 'kind ' || r.relkind::text
        end,
        'owner ' || pg_get_userbyid(r.relowner),
        'persistence ' || r.relpersistence::text,
        'options ' || r.reloptions::text,
        'replica identity ' || nullif(r.relreplident::text, 'd'),
        'partition by ' || pg_get_partkeydef(r.oid),
        'partition ' || pg_get_expr(r.relpartbound, r.oid),
        'inherits ' || (
            select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
            from pg_inherits as i where i.inhrelid = r.oid),
        (
            select concat_ws(' ', q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcycle)
            from pg_sequence as q where q.seqrelid = r.oid)
    ) as definition
from relations as r
where r.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
