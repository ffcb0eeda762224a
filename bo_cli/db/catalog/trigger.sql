select
    r.name || ' ' || quote_ident(t.tgname) as object,
    pg_get_triggerdef(t.oid) || ' (' || t.tgenabled::text || ')' as definition
from pg_trigger as t
join relations as r on r.oid = t.tgrelid
where not t.tgisinternal
union all
select
    'event trigger ' || quote_ident(e.evtname),
    concat_ws(' ', e.evtevent, e.evttags::text, e.evtfoid::regprocedure, '(' || e.evtenabled::text || ')')
from pg_event_trigger as e
