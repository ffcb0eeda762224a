-- requires: sql/events/log_event.sql sql/events/event_catalog.sql sql/events/amplitude_projects.sql
-- requires: sql/notify/enqueue.sql
-- One message a batch: a row an event costs many times as much. It has ids and no words, so what is forgotten
-- here before it is sent is sent to nobody.
create or replace function private.queue_events(domain_id uuid, fresh private.log_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  told_ids jsonb;
begin
  if not exists (
    select from public.amplitude_projects as p where p.domain_id = queue_events.domain_id and p.is_active
  ) then
    return;
  end if;
  -- What is copied is what counts as activity of a user: see private.counted_events.
  select jsonb_agg(e.id order by e.place) into told_ids
  from unnest(fresh) as e
  inner join public.event_catalog as known
    on known.domain_id = e.domain_id and known.name = e.name and known.schema_version = e.schema_version
  where e.domain_id = queue_events.domain_id and e.actor_kind = 'user' and not e.is_test and known.is_active;
  if told_ids is not null then
    perform private.enqueue(
      'amplitude.event', 'amplitude.event:' || private.new_id(), jsonb_build_object('event_ids', told_ids),
      queue_events.domain_id
    );
  end if;
end;
$$;

comment on function private.queue_events(uuid, private.log_event []) is
'Queues a batch''s events of this domain for Amplitude, in the order in which they were told, where it is switched on.';
revoke all on function private.queue_events(uuid, private.log_event [])
from public, anon, authenticated, service_role;
