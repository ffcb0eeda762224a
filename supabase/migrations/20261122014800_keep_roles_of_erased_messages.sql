-- An erased visitor keeps having been active: who wrote a message decides whether it counts, and says of nobody who it was.
set local check_function_bodies = off;

create or replace function private.replace_visitor(
  domain_id uuid,
  visitor_ids uuid[]
)
  returns uuid
  language plpgsql
  set search_path to ''
  as $function$
declare
  stand_in_id constant uuid := gen_random_uuid();
  old_sessions uuid [];
  new_sessions uuid [];
begin
  insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test)
  select known.domain_id, stand_in_id, known.first_seen_at, known.last_seen_at, known.is_test
  from public.visitors as known
  where known.domain_id = replace_visitor.domain_id and known.id = visitor_ids[1];

  select array_agg(session.id), array_agg(gen_random_uuid()) into old_sessions, new_sessions
  from public.visitor_sessions as session
  where session.domain_id = replace_visitor.domain_id and session.visitor_id = any(visitor_ids);
  insert into public.visitor_sessions (
    domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, widget_visible_ms, is_test
  )
  select
    session.domain_id, swap.new_id, stand_in_id, session.first_event_at, swap.new_id,
    session.last_activity_at, session.widget_visible_ms, session.is_test
  from unnest(old_sessions, new_sessions) as swap (old_id, new_id)
  inner join public.visitor_sessions as session
    on session.domain_id = replace_visitor.domain_id and swap.old_id = session.id;

  update public.conversations as talk set session_id = swap.new_id
  from unnest(old_sessions, new_sessions) as swap (old_id, new_id)
  where talk.domain_id = replace_visitor.domain_id and talk.session_id = swap.old_id;
  update public.conversations as talk set visitor_id = stand_in_id
  where talk.domain_id = replace_visitor.domain_id and talk.visitor_id = any(visitor_ids);
  update public.session_events as event
  set
    id = gen_random_uuid(),
    visitor_id = stand_in_id,
    session_id = coalesce(
      new_sessions[array_position(old_sessions, event.session_id)], gen_random_uuid()
    ),
    url = null,
    -- What numbers ask for: how long the widget was seen, and who wrote a message.
    properties = jsonb_strip_nulls(jsonb_build_object(
      'visible_ms', event.properties -> 'visible_ms',
      'role', case when event.kind = 'message' then event.properties -> 'role' end
    ))
  where event.domain_id = replace_visitor.domain_id and event.visitor_id = any(visitor_ids);

  delete from public.visitor_enrichments as enrichment
  where enrichment.domain_id = replace_visitor.domain_id and enrichment.visitor_id = any(visitor_ids);
  delete from public.visitor_sessions as session
  where session.domain_id = replace_visitor.domain_id and session.id = any(old_sessions);
  delete from public.visitors as visitor
  where visitor.domain_id = replace_visitor.domain_id and visitor.id = any(visitor_ids);
  return stand_in_id;
end;
$function$;
