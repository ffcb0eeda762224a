-- What every request and every page asks for costs less: helpers in SQL with bound bodies become a part of the query that
-- calls them, the domains of whoever works everywhere come sorted from an index, and a timeline reads a view of its
-- entries, in which a part that the caller may not see is not even looked at.
set local check_function_bodies = off;

create or replace function private.actions_giving(
  action text
)
  returns text[]
  language sql
  immutable
  parallel safe
return case
    when (action = 'view'::text) then '{view,edit,manage}'::text[] when
        (action is not null)
        then array[action, 'manage'::text] else null::text[]
end;

create or replace function private.actions_taking(
  action text
)
  returns text[]
  language sql
  immutable
  parallel safe
return case
    when (action = 'manage'::text) then '{view,edit,delete,manage}'::text[] when
        (action is not null)
        then array[action, 'view'::text] else null::text[]
end;

create or replace function private.domains_with(
  permission text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  person_id uuid := private.current_person_id();
  scope record;
begin
  if person_id is null then
    return '{}'::uuid [];
  end if;
  scope := private.permission_scope(person_id, permission);
  if scope.is_everywhere then
    return array(
      select d.id from public.domains as d
      where d.archived_at is null and d.id <> all(scope.denied)
      order by d.id -- As domains_open_idx has them: what compares rows with a list sorts it first.
    );
  end if;
  if scope.allowed = '{}' then
    return '{}'::uuid [];
  end if;
  return array(
    select d.id from public.domains as d
    where d.id = any(scope.allowed) and d.archived_at is null and d.id <> all(scope.denied)
  );
end;
$function$;

create or replace function private.make_time_cursor(
  list text,
  at timestamp with time zone,
  id uuid,
  domain_id uuid
)
  returns text
  language sql
  immutable
  parallel safe
return ((list || '.'::text) || encode(((uuid_send(id) || uuid_send(domain_id)) || timestamptz_send(at)), 'hex'::text));

create or replace function private.person_digests(
  domain_id uuid,
  visitor_ids uuid[]
)
  returns bytea[]
  language plpgsql
  stable
  set search_path to ''
  as $function$
begin
  return array(
    select private.visitor_digest(person_digests.domain_id, listed.id)
    from unnest(visitor_ids) as listed (id)
    union
    select same.same_digest
    from unnest(visitor_ids) as listed (id)
    inner join private.same_digests as same
      on same.domain_id = person_digests.domain_id
      -- Of the argument, not of the row: it is worked out once, and looked up.
      and same.digest = private.visitor_digest(person_digests.domain_id, listed.id)
  );
end;
$function$;

create or replace function private.same_visitors(
  domain_id uuid,
  visitor_id uuid
)
  returns uuid[]
  language plpgsql
  stable
  set search_path to ''
  as $function$
begin
  return coalesce((
    select coalesce(asked.merged_into_id, asked.id) || array(
      select other.id
      from public.visitors as other
      where other.domain_id = asked.domain_id and other.merged_into_id = coalesce(asked.merged_into_id, asked.id)
      order by other.id
    )
    from public.visitors as asked
    where asked.domain_id = same_visitors.domain_id and asked.id = same_visitors.visitor_id
  ), '{}');
end;
$function$;

create or replace function public.visitor_timeline(
  domain_id uuid,
  visitor_id uuid,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    kind text,
    id uuid,
    occurred_at timestamp with time zone,
    session_id uuid,
    conversation_id uuid,
    url text,
    details jsonb,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
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
$function$;

create view private.same_digests
with (security_invoker = on) as
select
  decided.domain_id,
  decided.digest,
  same.digest as same_digest
from private.visitor_consents as decided
inner join private.visitor_consents as same
  on decided.domain_id = same.domain_id and decided.person = same.person;

create view private.visitor_entries
with (security_invoker = on) as
select
  event.domain_id,
  event.visitor_id,
  'visitors.view' as permission,
  event.kind::text as kind,
  event.id,
  event.occurred_at,
  event.session_id,
  event.conversation_id,
  event.url,
  event.properties as details
from public.session_events as event
where event.kind <> 'message' -- The conversation stands for its messages.
union all
select
  talk.domain_id,
  talk.visitor_id,
  'conversations.view' as permission,
  'conversation' as kind,
  talk.id,
  talk.started_at as occurred_at,
  talk.session_id,
  talk.id as conversation_id,
  null as url,
  jsonb_build_object('turns', talk.total_turns, 'outcome', talk.outcome, 'status', talk.status) as details
from public.conversations as talk
union all
select
  sent.domain_id,
  sent.local_id as visitor_id,
  'integrations.view' as permission,
  'crm_sync' as kind,
  sent.id,
  coalesce(sent.last_synced_at, sent.updated_at) as occurred_at,
  null as session_id,
  null as conversation_id,
  null as url,
  jsonb_build_object('state', sent.state, 'error', sent.error, 'remote_id', sent.remote_id) as details
from public.sync_configs as config
inner join public.sync_records as sent on config.domain_id = sent.domain_id and config.id = sent.config_id
where sent.object = 'contacts';

-- squawk-ignore require-concurrent-index-creation
create index domains_open_idx on public.domains using btree (id)
  where (archived_at is null);

comment on view private.same_digests is 'For the digest of a visitor who decided something or was merged: the digests of all that are the same person, its own among them, also of those of whom nothing is left.';

comment on view private.visitor_entries is 'What a visitor did and what was done about him, with the permission that each entry needs, as visitor_timeline shows it beside the decisions on consent.';
