-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_sessions.sql
-- The session's first event, by time and then by event id, decides whose it is and where it began.
create or replace function private.store_visitor_sessions(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.visitor_sessions as session (
    domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, landing_url,
    widget_visible_ms, is_test
  )
  select distinct on (event.domain_id, event.session_id)
    event.domain_id,
    event.session_id,
    event.visitor_id,
    event.occurred_at,
    event.id,
    max(event.occurred_at) over whole,
    event.url,
    coalesce(max((event.properties ->> 'visible_ms')::integer) over whole, 0),
    bool_and(event.is_test) over whole
  from unnest(batch) as event
  window whole as (partition by event.domain_id, event.session_id)
  order by event.domain_id, event.session_id, event.occurred_at, event.id
  on conflict (domain_id, id) do update set
    (visitor_id, first_event_at, first_event_id, landing_url) = (
      select version.visitor_id, version.at, version.event_id, version.url
      from (
        values
        (excluded.visitor_id, excluded.first_event_at, excluded.first_event_id,
          excluded.landing_url),
        (session.visitor_id, session.first_event_at, session.first_event_id, session.landing_url)
      ) as version (visitor_id, at, event_id, url)
      order by version.at, version.event_id
      limit 1
    ),
    last_activity_at = greatest(session.last_activity_at, excluded.last_activity_at),
    widget_visible_ms = greatest(session.widget_visible_ms, excluded.widget_visible_ms),
    is_test = session.is_test and excluded.is_test,
    updated_at = now();
end;
$$;

comment on function private.store_visitor_sessions(private.visitor_event []) is
'Creates the sessions of the batch, or widens them.';

revoke all on function private.store_visitor_sessions(private.visitor_event []) from public;
