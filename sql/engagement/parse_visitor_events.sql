-- requires: sql/engagement/visitor_event.sql
-- A client's clock may be wrong: what claims to come from over five minutes ahead of its receipt is
-- booked at its receipt. The edge's time of receipt travels with the event, so that a replay years
-- later corrects it to the same moment.
create or replace function private.parse_visitor_events(events jsonb, sites jsonb)
returns private.visitor_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select
      array_agg(
        row(
          parsed.id, parsed.domain_id, parsed.visitor_id, parsed.session_id, parsed.conversation_id,
          parsed.kind, parsed.url, coalesce(nullif(parsed.properties, 'null'), '{}'),
          parsed.environment, parsed.deployment_target, parsed.agent_key,
          parsed.environment <> 'production' or parsed.deployment_target <> 'widget',
          case when parsed.is_ahead then parsed.received_at else parsed.occurred_at end,
          parsed.received_at, parsed.is_ahead
        )::private.visitor_event
      )
    from (
      select distinct on (event.id, site.domain_id)
        event.*,
        site.domain_id,
        coalesce(event.stage, 'production') as environment,
        coalesce(event.target, 'widget') as deployment_target,
        coalesce(event.agent, 'web') as agent_key,
        receipt.at as received_at,
        event.occurred_at > receipt.at + interval '5 minutes' as is_ahead
      from rows from (
        jsonb_to_recordset(events) as (
          id uuid, site_domain text, visitor_id uuid, session_id uuid, conversation_id uuid,
          kind public.visitor_event_kind, url text, properties jsonb, environment text,
          deployment_target text, agent text, occurred_at timestamptz, received_at timestamptz
        )
      ) with ordinality as event (
        id, site_domain, visitor_id, session_id, conversation_id, kind, url, properties, stage,
        target, agent, occurred_at, edge_received_at, place
      )
      cross join lateral (select (sites ->> event.site_domain)::uuid as domain_id) as site
      cross join lateral (select least(event.edge_received_at, now()) as at) as receipt
      order by event.id, site.domain_id, event.place -- Ids differ at once: sorting by them first is quick.
    ) as parsed
  );
end;
$$;

comment on function private.parse_visitor_events(jsonb, jsonb) is
'The batch as typed rows, each event id once (the first one counts). Null for an empty batch. Raises what a cast raises.';

revoke all on function private.parse_visitor_events(jsonb, jsonb) from public;
