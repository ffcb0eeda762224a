-- requires: sql/events/event_log.sql sql/events/event_catalog.sql sql/events/event_tallies.sql
create or replace view private.counted_events
with (security_invoker = on) as
select
  told.domain_id,
  told.occurred_at,
  told.name,
  told.source,
  told.actor_kind,
  told.actor_id,
  told.events
from (
  select
    domain_id,
    occurred_at,
    name,
    schema_version,
    source,
    actor_kind,
    actor_id,
    1::bigint as events
  from public.event_log
  where not is_test
  union all
  select
    domain_id,
    begins_at,
    name,
    schema_version,
    source,
    actor_kind,
    actor_id,
    events
  from private.event_tallies
) as told
inner join public.event_catalog as known
  on told.domain_id = known.domain_id and told.name = known.name and told.schema_version = known.schema_version
where known.is_active;

comment on view private.counted_events is
'The fact "it happened": events of kinds that are active, without tests, and for months that are archived a row for a quarter hour and user, which stands for several. Metrics read it and no other.';
comment on column private.counted_events.events is 'For how many events the row stands.';

revoke all on private.counted_events from public, anon, authenticated, service_role;
