-- requires: sql/events/log_event.sql sql/events/log_event_fault.sql sql/events/catalogue_fault.sql
-- requires: sql/engagement/resolve_sites.sql
-- A sender's clock may be wrong: what claims to come from over five minutes ahead is booked at its receipt.
-- Materialized, as what is not well formed cannot be cast, and a plan might cast before it asks.
create or replace function private.read_log_events(events jsonb, received timestamptz [])
returns private.log_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  sites constant jsonb := private.resolve_sites(events);
begin
  return array(
    with given as materialized (
      select
        listed.event, listed.place, coalesce(received[listed.place], now()) as received_at,
        private.log_event_fault(listed.event, sites) as fault
      from jsonb_array_elements(events) with ordinality as listed (event, place)
    ), wanted as materialized (
      select
        g.place, (sites ->> (g.event ->> 'site_domain'))::uuid as domain_id, g.event ->> 'name' as name,
        coalesce((g.event ->> 'schema_version')::integer, 1) as schema_version,
        (g.event ->> 'occurred_at')::timestamptz as occurred_at,
        (g.event ->> 'occurred_at')::timestamptz > g.received_at + interval '5 minutes' as is_ahead,
        coalesce((g.event ->> 'is_test')::boolean, false) as is_test
      from given as g
      where g.fault is null
    )
    select
      row(
        g.place - 1, coalesce((sites ->> (g.event ->> 'site_domain'))::uuid, '00000000-0000-0000-0000-000000000000'),
        case when private.is_valid_input(g.event ->> 'id', 'uuid') then (g.event ->> 'id')::uuid end,
        g.event ->> 'name', w.schema_version, g.event ->> 'actor_kind', g.event ->> 'actor_id', g.event ->> 'object',
        coalesce(nullif(g.event -> 'properties', 'null'), '{}'),
        case when w.is_ahead then g.received_at else w.occurred_at end, g.received_at,
        coalesce(g.event ->> 'source', 'platform'), g.event ->> 'trace_id', w.is_test, w.is_ahead, known.pii,
        coalesce(g.fault, private.catalogue_fault(known, g.event)), g.event
      )::private.log_event
    from given as g
    left join wanted as w on g.place = w.place
    left join public.event_catalog as known
      on w.domain_id = known.domain_id and w.name = known.name and w.schema_version = known.schema_version
    order by g.place
  );
end;
$$;

comment on function private.read_log_events(jsonb, timestamptz []) is
'The batch as typed rows, each with its fault where it cannot be taken. received: when each came, by its place; now where that is not said.';
revoke all on function private.read_log_events(jsonb, timestamptz []) from public, anon, authenticated, service_role;
