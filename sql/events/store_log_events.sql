-- requires: sql/events/log_event.sql sql/events/event_log.sql sql/events/event_ids.sql sql/events/event_keys.sql
-- requires: sql/events/strip_pii.sql sql/events/event_quarantine.sql
-- Two batches with the same id meet at event_ids: the second waits there for the first, and stores nothing once that
-- is committed. Sorted, so that no two wait for each other.
create or replace function private.store_log_events(batch private.log_event [])
returns private.log_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  fresh private.log_event [];
begin
  with drawn as (
    insert into private.event_ids (domain_id, id)
    select distinct e.domain_id, e.id from unnest(batch) as e where e.fault is null order by e.domain_id, e.id
    on conflict (domain_id, id) do nothing
    returning event_ids.domain_id, event_ids.id
  ), first_told as (
    select distinct on (e.domain_id, e.id) e as event
    from unnest(batch) as e
    inner join drawn on e.domain_id = drawn.domain_id and e.id = drawn.id
    where e.fault is null
    order by e.domain_id, e.id, e.place
  )
  select array_agg(first_told.event) into fresh from first_told;
  if fresh is null then
    return '{}';
  end if;

  insert into private.event_keys (domain_id)
  select distinct e.domain_id from unnest(fresh) as e where e.pii @? '$.* ? (@ == "hash")' order by e.domain_id
  on conflict (domain_id) do nothing;
  insert into public.event_log (
    domain_id, id, name, schema_version, actor_kind, actor_id, object, properties, occurred_at, received_at,
    source, trace_id, is_test, has_clock_skew
  )
  select
    e.domain_id, e.id, e.name, e.schema_version, e.actor_kind, e.actor_id, e.object,
    case when e.pii = '{}' then e.properties else private.strip_pii(e.properties, e.pii, k.secret) end,
    e.occurred_at, e.received_at, e.source, e.trace_id, e.is_test, e.has_clock_skew
  from unnest(fresh) as e
  left join private.event_keys as k on e.domain_id = k.domain_id;
  -- Sent again and right this time: it need not be mended any more.
  delete from public.event_quarantine as q using unnest(fresh) as e
  where q.domain_id = e.domain_id and q.event_id = e.id;
  return fresh;
end;
$$;

comment on function private.store_log_events(private.log_event []) is
'Stores the good events of a batch and returns those that were not there before.';
revoke all on function private.store_log_events(private.log_event []) from public, anon, authenticated, service_role;
