create or replace function public.visitor_timeline(
  domain_id uuid,
  visitor_id uuid,
  after text default null,
  page_size integer default 50
)
returns table (
  kind text,
  id uuid,
  occurred_at timestamptz,
  session_id uuid,
  conversation_id uuid,
  url text,
  details jsonb,
  cursor text
)
language plpgsql
stable
security invoker
rows 50
set search_path = ''
as $$
declare
  place record;
  survivor_id uuid;
  same_person uuid [];
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('timeline', after);
  select coalesce(visitor.merged_into_id, visitor.id) into survivor_id
  from public.visitors as visitor
  where
    visitor.domain_id = visitor_timeline.domain_id and visitor.id = visitor_timeline.visitor_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  same_person := array(
    select visitor.id from public.visitors as visitor
    where
      visitor.domain_id = visitor_timeline.domain_id
      and survivor_id in (visitor.id, visitor.merged_into_id)
  );
  return query
  select
    entry.*,
    private.make_time_cursor('timeline', entry.occurred_at, entry.id, visitor_timeline.domain_id)
  from (
    select
      event.kind::text, event.id, event.occurred_at, event.session_id, event.conversation_id,
      event.url, event.properties
    from public.session_events as event
    where
      event.domain_id = visitor_timeline.domain_id
      and event.visitor_id = any(same_person)
      and event.kind <> 'message' -- The conversation stands for its messages.
    union all
    select
      'conversation', talk.id, talk.started_at, talk.session_id, talk.id, null,
      jsonb_build_object(
        'turns', talk.total_turns, 'outcome', talk.outcome, 'status', talk.status
      )
    from public.conversations as talk
    where talk.domain_id = visitor_timeline.domain_id and talk.visitor_id = any(same_person)
  ) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
  where place.at is null or (entry.occurred_at, entry.id) < (place.at, place.id)
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$$;

comment on function public.visitor_timeline(uuid, uuid, text, integer) is
'What a visitor did, newest first, over all sessions: widget events, enrichments and conversations (kind conversation), of all visitors that were merged with this one. after: the cursor of the last row of the page before. Errors: P0002 / NOT_FOUND when it is not there or not visible; 22023 names a wrong argument.';

revoke all on function public.visitor_timeline(uuid, uuid, text, integer) from public, anon;
grant execute on function public.visitor_timeline(uuid, uuid, text, integer) to authenticated;
