-- requires: sql/events/event_backfills.sql sql/events/event_log.sql sql/events/event_catalog.sql
-- requires: sql/events/amplitude_projects.sql sql/notify/enqueue.sql
-- A message a page, and the next one when that has ended: its own lane, in which events go in the order of their time.
create or replace function private.queue_backfill(domain_id uuid, backfill_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_seqscan = off -- A page of a log that only grows: a plan made while it was small would scan it.
as $$
#variable_conflict use_column
declare
  backfill public.event_backfills;
  page record;
begin
  select b.* into backfill from public.event_backfills as b
  where b.domain_id = queue_backfill.domain_id and b.id = backfill_id for update;
  select jsonb_agg(e.id order by e.occurred_at, e.id) as ids, max(e.occurred_at) as reached_at into page
  from (
    select e.id, e.occurred_at from public.event_log as e
    inner join public.event_catalog as known
      on known.domain_id = e.domain_id and known.name = e.name and known.schema_version = e.schema_version
    inner join public.amplitude_projects as p on p.domain_id = e.domain_id
    where e.domain_id = queue_backfill.domain_id
      and e.occurred_at >= coalesce(backfill.reached_at, backfill.begins_at) and e.occurred_at < backfill.ends_at
      and (backfill.reached_id is null or (e.occurred_at, e.id) > (backfill.reached_at, backfill.reached_id))
      and e.actor_kind = 'user' and not e.is_test and known.is_active and e.received_at < p.copied_from
    order by e.occurred_at, e.id
    limit 1000
  ) as e;
  if page.ids is not null then
    perform private.enqueue(
      'amplitude.backfill', format('amplitude.backfill:%s:%s', backfill.id, backfill.queued),
      jsonb_build_object('event_ids', page.ids), backfill.domain_id
    );
  end if;
  update public.event_backfills as b set
    queued = b.queued + coalesce(jsonb_array_length(page.ids), 0),
    reached_at = coalesce(page.reached_at, b.reached_at), reached_id = coalesce((page.ids ->> -1)::uuid, b.reached_id),
    finished_at = case when page.ids is null then now() end
  where b.domain_id = backfill.domain_id and b.id = backfill.id;
end;
$$;

comment on function private.queue_backfill(uuid, uuid) is
'Queues the next thousand events of a back-fill, or ends it where none is left.';
revoke all on function private.queue_backfill(uuid, uuid) from public, anon, authenticated, service_role;
