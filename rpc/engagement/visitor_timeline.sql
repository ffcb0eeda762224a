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
      known.kind, known.id, known.occurred_at, known.session_id, known.conversation_id, known.url, known.details
    from private.visitor_entries as known
    where
      known.domain_id = visitor_timeline.domain_id
      and known.visitor_id = any(same_person)
      and known.permission = any(held)
      and (known.occurred_at, known.id) < (place_at, place_id)
    union all
    select
      'consent', told.id, told.occurred_at, null, null, null,
      jsonb_build_object('state', told.state, 'purposes', told.purposes, 'source', told.source)
    from private.consent_events as told
    where
      told.domain_id = visitor_timeline.domain_id
      -- As private.person_digests: whoever decided something is known there.
      and told.digest = any(array(
        select same.same_digest
        from private.same_digests as same
        where same.domain_id = visitor_timeline.domain_id and same.digest = any(array(
          select private.visitor_digest(visitor_timeline.domain_id, known.id) from unnest(same_person) as known (id)
        ))
      ))
      and (told.occurred_at, told.id) < (place_at, place_id)
  ) as entry
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$$;

comment on function public.visitor_timeline(uuid, uuid, text, integer) is
'What a visitor did, newest first, over all sessions: widget events, enrichments, conversations (kind conversation), decisions on consent (kind consent) and, for who may view integrations, when the person was last sent to a CRM (kind crm_sync), of all visitors that were merged with this one. after: the cursor of the last row of the page before. Errors: P0002 / NOT_FOUND when it is not there or not visible; 22023 names a wrong argument.';

revoke all on function public.visitor_timeline(uuid, uuid, text, integer) from public, anon;
grant execute on function public.visitor_timeline(uuid, uuid, text, integer) to authenticated;
