-- requires: sql/engagement/held_events.sql sql/engagement/visitor_event.sql sql/engagement/visitor_digest.sql
create or replace function private.hold_events(batch private.visitor_event [])
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  held integer;
begin
  insert into private.held_events (domain_id, id, digest, occurred_at, event)
  select
    event.domain_id, event.id, private.visitor_digest(event.domain_id, event.visitor_id),
    event.occurred_at, to_jsonb(event)
  from unnest(batch) as event
  order by event.domain_id, event.id
  on conflict (domain_id, id) do nothing;
  get diagnostics held = row_count;
  return held;
end;
$$;

comment on function private.hold_events(private.visitor_event []) is
'Puts events aside until there is a consent for them. How many were not there yet.';

revoke all on function private.hold_events(private.visitor_event []) from public;
