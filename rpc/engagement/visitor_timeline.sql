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
security definer -- definer: row security would ask for the permissions of each of its tables
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  held constant text [] := private.permitted_in(domain_id, '{visitors.view,conversations.view,integrations.view}');
  place_at timestamptz := 'infinity'; -- Before the first entry.
  place_id uuid;
  same_person uuid [] := '{}';
begin
  page_size := private.check_page_size(page_size);
  if after is not null then
    select place.at, place.id into place_at, place_id
    from private.read_time_cursor('timeline', after) as place;
  end if;
  if 'visitors.view' = any(held) then
    same_person := private.same_visitors(domain_id, visitor_id);
  end if;
  if same_person = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
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
      and (event.occurred_at, event.id) < (place_at, place_id)
    union all
    select
      'conversation', talk.id, talk.started_at, talk.session_id, talk.id, null,
      jsonb_build_object(
        'turns', talk.total_turns, 'outcome', talk.outcome, 'status', talk.status
      )
    from public.conversations as talk
    where
      'conversations.view' = any(held)
      and talk.domain_id = visitor_timeline.domain_id and talk.visitor_id = any(same_person)
      and (talk.started_at, talk.id) < (place_at, place_id)
    union all
    select
      'consent', told.id, told.occurred_at, null, null, null,
      jsonb_build_object('state', told.state, 'purposes', told.purposes, 'source', told.source)
    from private.consent_events as told
    where
      told.domain_id = visitor_timeline.domain_id
      -- As private.person_digests: whoever decided something is known there.
      and told.digest = any(array(
        select same.digest
        from private.visitor_consents as decided
        inner join private.visitor_consents as same
          on decided.domain_id = same.domain_id and decided.person = same.person
        where decided.domain_id = visitor_timeline.domain_id and decided.digest = any(array(
          select private.visitor_digest(visitor_timeline.domain_id, known.id) from unnest(same_person) as known (id)
        ))
      ))
      and (told.occurred_at, told.id) < (place_at, place_id)
    union all
    select
      'crm_sync', sent.id, sent.at, null, null, null,
      jsonb_build_object('state', sent.state, 'error', sent.error, 'remote_id', sent.remote_id)
    from public.sync_configs as config
    cross join lateral (
      select record.*, coalesce(record.last_synced_at, record.updated_at) as at
      from public.sync_records as record
      where
        record.domain_id = config.domain_id and record.config_id = config.id
        and record.object = 'contacts' and record.local_id = any(same_person)
    ) as sent
    where
      'integrations.view' = any(held)
      and config.domain_id = visitor_timeline.domain_id
      and (sent.at, sent.id) < (place_at, place_id)
  ) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$$;

comment on function public.visitor_timeline(uuid, uuid, text, integer) is
'What a visitor did, newest first, over all sessions: widget events, enrichments, conversations (kind conversation), decisions on consent (kind consent) and, for who may view integrations, when the person was last sent to a CRM (kind crm_sync), of all visitors that were merged with this one. after: the cursor of the last row of the page before. Errors: P0002 / NOT_FOUND when it is not there or not visible; 22023 names a wrong argument.';

revoke all on function public.visitor_timeline(uuid, uuid, text, integer) from public, anon;
grant execute on function public.visitor_timeline(uuid, uuid, text, integer) to authenticated;
