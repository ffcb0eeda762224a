-- Several permissions are asked in one statement, of the one domain that is shown; accounts are planned once.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function private.may_see_ticket(uuid, uuid);

-- squawk-ignore ban-drop-function
drop function private.ticket_actor(uuid, uuid);

-- squawk-ignore ban-drop-function
drop function private.ticket_notes_of(public.tickets);

-- squawk-ignore ban-drop-function
drop function private.ticket_timeline(public.tickets);

create or replace function private.add_ticket(
  draft public.tickets
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  made public.tickets;
begin
  insert into private.ticket_numbers as n (domain_id, last_number) values (draft.domain_id, 1)
  on conflict on constraint ticket_numbers_pkey do update set last_number = n.last_number + 1
  returning n.last_number into draft.number;
  draft.status := 'new';
  draft := private.run_clock(draft);
  insert into public.tickets (
    domain_id, number, kind, title, description, priority, reporter_id,
    conversation_id, message_id, message_content, subtype, expected_answer, idempotency_key,
    response_due_at, resolution_due_at, sla_policy_id, sla_running_since
  )
  values (
    draft.domain_id, draft.number, draft.kind, draft.title, coalesce(draft.description, ''), draft.priority,
    private.current_person_id(), draft.conversation_id, draft.message_id, draft.message_content,
    draft.subtype, draft.expected_answer, draft.idempotency_key,
    draft.response_due_at, draft.resolution_due_at, draft.sla_policy_id, draft.sla_running_since
  )
  on conflict on constraint tickets_idempotency_key_key do nothing
  returning * into made;
  if not found then
    -- Sent again. The counter's row is locked since above, so its number can be given back.
    update private.ticket_numbers as n set last_number = n.last_number - 1
    where n.domain_id = draft.domain_id;
    return (
      select t.id from public.tickets as t
      where t.domain_id = draft.domain_id and t.reporter_id = private.current_person_id()
        and t.idempotency_key = draft.idempotency_key
    );
  end if;
  perform private.log_ticket(made, 'created', (private.ticket_access(made.domain_id, made.reporter_id)).actor);
  perform private.plan_alerts(made);
  perform private.send_ticket(made);
  perform private.tell_ticket('ticket.created', made, private.people_who_may('support.edit', made.domain_id), made.description);
  return made.id;
end;
$function$;

create or replace function private.lock_ticket(
  domain_id uuid,
  ticket_id uuid,
  out ticket public.tickets,
  out actor text
)
  returns record
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  select t.* into ticket from public.tickets as t
  where t.domain_id = lock_ticket.domain_id and t.id = lock_ticket.ticket_id
    and (private.ticket_access(t.domain_id, t.reporter_id)).may_see
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  actor := (private.ticket_access(ticket.domain_id, ticket.reporter_id)).actor;
  if actor is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'tickets.edit is not permitted');
  end if;
end;
$function$;

create or replace function private.permitted_in(
  domain_id uuid,
  permissions text[]
)
  returns text[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  asking_id constant uuid := private.current_person_id();
begin
  return array(
    select asked.permission
    from unnest(permissions) as asked (permission)
    cross join lateral (
      select split_part(asked.permission, '.', 1), split_part(asked.permission, '.', 2)
    ) as wanted (resource, action)
    cross join lateral (
      select bool_or(p.effect = 'allow') as is_allowed, bool_or(p.effect = 'deny') as is_denied
      from public.person_permissions as p
      where p.person_id = asking_id and p.resource = wanted.resource
        and (p.is_all_domains or p.domain_id = permitted_in.domain_id)
        and (p.expires_at is null or p.expires_at > now())
        and p.action = any(case p.effect
          when 'allow' then private.actions_giving(wanted.action) else private.actions_taking(wanted.action) end)
    ) as except_for
    where except_for.is_denied is not true
      and exists (select from public.domains as d where d.id = permitted_in.domain_id and d.archived_at is null)
      and exists (
        select from public.memberships as held
        where held.person_id = asking_id and held.valid @> now()
          and (held.is_all_domains or held.domain_id = permitted_in.domain_id)
          and (held.role_key <> all(array(select r.key from public.roles as r where r.is_mfa_required))
            or (select private.strong_auth()))
          and (except_for.is_allowed or exists (
            select from public.role_permissions as rp
            where rp.role_key = held.role_key and rp.resource = wanted.resource
              and rp.action = any(private.actions_giving(wanted.action)) and rp.reach = 'domain'))
      )
  );
end;
$function$;

create or replace function private.ticket_access(
  domain_id uuid,
  reporter_id uuid,
  out may_see boolean,
  out may_see_notes boolean,
  out actor text
)
  returns record
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  held constant text [] := private.permitted_in(
    domain_id, '{tickets.view,tickets.edit,support.view,support.edit}'
  );
  is_own boolean;
begin
  -- One's own needs no permission, only to work there. Whoever may edit them all is not asked whose it is.
  is_own := 'tickets.edit' <> all(held)
    and coalesce(reporter_id = private.current_person_id(), false)
    and domain_id = any(private.member_domains());
  may_see := 'tickets.view' = any(held) or is_own;
  may_see_notes := 'support.view' = any(held);
  actor := case
    when 'support.edit' = any(held) then 'support'
    when 'tickets.edit' = any(held) or is_own then 'reporter'
  end;
end;
$function$;

create or replace function private.ticket_notes_of(
  domain_id uuid,
  ticket_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', n.id, 'at', n.created_at, 'person_id', n.author_id, 'person_name', p.display_name, 'body', n.body
      ) order by n.created_at, n.id
    )
    from public.ticket_notes as n
    inner join public.people as p on p.id = n.author_id
    where n.domain_id = ticket_notes_of.domain_id and n.ticket_id = ticket_notes_of.ticket_id
  ), '[]');
end;
$function$;

create or replace function private.ticket_timeline(
  domain_id uuid,
  ticket_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'kind', entry.kind, 'id', entry.id, 'at', entry.at, 'actor', entry.actor, 'person_id', entry.person_id,
        'person_name', p.display_name, 'body', entry.body, 'from', entry.from_value, 'to', entry.to_value
      ) order by entry.at, entry.id
    )
    from (
      select e.kind, e.id, e.created_at, e.actor, e.actor_id, null, e.from_value, e.to_value
      from public.ticket_events as e
      where e.domain_id = ticket_timeline.domain_id and e.ticket_id = ticket_timeline.ticket_id
      union all
      select 'comment', c.id, c.created_at, null, c.author_id, c.body, null, null
      from public.ticket_comments as c
      where c.domain_id = ticket_timeline.domain_id and c.ticket_id = ticket_timeline.ticket_id
    ) as entry (kind, id, at, actor, person_id, body, from_value, to_value)
    left join public.people as p on p.id = entry.person_id
  ), '[]');
end;
$function$;

create or replace function public.conversation_detail(
  domain_id uuid,
  conversation_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  held constant text [] := private.permitted_in(domain_id, '{conversations.view,visitors.view,accounts.view}');
  detail jsonb;
begin
  -- Each part has its permission: a transcript without the visitor, where only that is permitted.
  select jsonb_build_object(
    'conversation', to_jsonb(talk),
    'visitor', to_jsonb(visitor),
    'account', to_jsonb(account),
    'session', to_jsonb(session),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(message) - '{domain_id,conversation_id,tsv}'::text [] order by message.seq)
      from public.messages as message
      where message.domain_id = talk.domain_id and message.conversation_id = talk.id
    ), '[]'),
    'score', (
      select to_jsonb(counting) - '{domain_id,conversation_id}'::text []
      from public.current_conversation_scores as counting
      where counting.domain_id = talk.domain_id and counting.conversation_id = talk.id
    ),
    'scores', coalesce((
      select jsonb_agg(
        to_jsonb(judged) - '{domain_id,conversation_id}'::text [] order by judged.scored_at desc, judged.id
      )
      from public.conversation_scores as judged
      where judged.domain_id = talk.domain_id and judged.conversation_id = talk.id
    ), '[]')
  )
  into detail
  from public.conversations as talk
  left join public.visitors as visitor
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id and 'visitors.view' = any(held)
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    and 'accounts.view' = any(held)
  left join public.visitor_sessions as session
    on talk.domain_id = session.domain_id and talk.session_id = session.id and 'visitors.view' = any(held)
  where
    'conversations.view' = any(held)
    and talk.domain_id = conversation_detail.domain_id
    and talk.id = conversation_detail.conversation_id;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  return detail;
end;
$function$;

create or replace function public.ticket_detail(
  domain_id uuid,
  ticket_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  detail jsonb;
begin
  select jsonb_build_object(
    'ticket', to_jsonb(shown) - '{tsv,idempotency_key}'::text [],
    'is_overdue', shown.is_response_late or shown.is_resolution_late
      or coalesce(now() > shown.response_due_at, false) or coalesce(now() > shown.resolution_due_at, false),
    'reporter_name', (select p.display_name from public.people as p where p.id = shown.reporter_id),
    'assignee_name', (select p.display_name from public.people as p where p.id = shown.assignee_id),
    'link', (
      select to_jsonb(l) - '{domain_id,ticket_id}'::text [] from public.ticket_links as l
      where l.domain_id = shown.domain_id and l.ticket_id = shown.id
    ),
    'timeline', private.ticket_timeline(shown.domain_id, shown.id),
    'transitions', coalesce((
      select jsonb_agg(s.key order by s.position)
      from public.ticket_transitions as allowed
      inner join public.ticket_statuses as s on s.key = allowed.to_status
      where allowed.from_status = shown.status and allowed.actor = access.actor
    ), '[]')
  )
  -- No key for whoever may not read them: not even an empty list.
  || case when access.may_see_notes then jsonb_build_object('notes', private.ticket_notes_of(shown.domain_id, shown.id)) else '{}' end
  into detail
  from public.tickets as shown
  cross join lateral private.ticket_access(shown.domain_id, shown.reporter_id) as access
  where shown.domain_id = ticket_detail.domain_id and shown.id = ticket_detail.ticket_id and access.may_see;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  return detail;
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
  place record;
  place_at timestamptz;
  same_person uuid [] := '{}';
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('timeline', after);
  place_at := coalesce(place.at, 'infinity'); -- Before the first entry.
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
      and (event.occurred_at, event.id) < (place_at, place.id)
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
      and (talk.started_at, talk.id) < (place_at, place.id)
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
      and (sent.at, sent.id) < (place_at, place.id)
  ) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$function$;

comment on function private.ticket_access(uuid, uuid) is 'What the caller may do with tickets of that domain by that reporter. may_see: all of them with tickets.view, the own ones while working there. actor: as what he changes them, support, reporter, or null for not at all; see ticket_transitions.';

comment on function private.ticket_notes_of(uuid, uuid) is 'What support said to itself about a ticket, oldest first: an array of {id, at, person_id, person_name, body}. For those with support.view alone.';

comment on function private.ticket_timeline(uuid, uuid) is 'What happened to a ticket and what was said openly, oldest first: an array of {kind, id, at, actor, person_id, person_name, body, from, to}.';

revoke all on function private.ticket_access(uuid, uuid) from public;

revoke all on function private.ticket_notes_of(uuid, uuid) from public;

revoke all on function private.ticket_timeline(uuid, uuid) from public;

create or replace function private.make_cursor(list text, at text, id uuid, domain_id uuid)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return encode(convert_to(concat_ws('|', list, id, domain_id, at), 'utf8'), 'hex');
end;
$$;

create or replace function private.read_cursor(list text, after text)
returns text []
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  parts text [];
begin
  if after is null then
    return null;
  end if;
  parts := regexp_match(
    convert_from(decode(after, 'hex'), 'utf8'),
    '^' || list || '\|([0-9a-f-]{36})\|([0-9a-f-]{36})\|(.+)$'
  );
  if parts is null
    or not private.is_valid_input(parts[1], 'uuid') or not private.is_valid_input(parts[2], 'uuid') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return parts;
exception
  when invalid_parameter_value or character_not_in_repertoire or untranslatable_character then
    perform private.bad_input('after', 'is no cursor of this list');
end;
$$;

create or replace function private.narrowed_accounts(
  wanted private.engagement_filter,
  domain_ids uuid [],
  has_visitors boolean,
  after_name text,
  after_domain_id uuid,
  page_size integer
)
returns setof public.accounts
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
as $$
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select account.* from public.accounts as account
    where
      account.domain_id = tenant.id
      and (account.company_domain, account.domain_id) > (after_name, after_domain_id)
      and ((wanted).account_id is null or account.id = (wanted).account_id)
      and (not has_visitors or (account.domain_id, account.id) in (
        select visitor.domain_id, visitor.account_id from private.find_visitors(wanted) as visitor
      ))
    order by account.company_domain
    limit page_size
  ) as page
  order by page.company_domain, page.domain_id
  limit page_size;
end;
$$;

comment on function private.narrowed_accounts(private.engagement_filter, uuid [], boolean, text, uuid, integer) is
'The accounts of these domains that the filter picks, by company domain, after a place. Whether the caller may see them is asked before.';

revoke all on function private.narrowed_accounts(
  private.engagement_filter, uuid [], boolean, text, uuid, integer
) from public, anon, authenticated, service_role;

create or replace function private.find_accounts(
  wanted private.engagement_filter,
  domain_ids uuid [],
  has_visitors boolean,
  after_name text,
  after_domain_id uuid,
  page_size integer
)
returns setof public.accounts
language plpgsql
stable
security definer -- definer: narrowed_accounts is for our own functions only
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  -- Before the first row, where no place is given: no name is shorter.
  place_name constant text := coalesce(after_name, '');
  place_id constant uuid := coalesce(after_domain_id, '00000000-0000-0000-0000-000000000000');
begin
  if has_visitors or (wanted).account_id is not null then
    return query select found.* from private.narrowed_accounts(
      wanted, domain_ids, has_visitors, place_name, place_id, page_size
    ) as found;
    return;
  end if;
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select account.* from public.accounts as account
    where account.domain_id = tenant.id and (account.company_domain, account.domain_id) > (place_name, place_id)
    order by account.company_domain
    limit page_size
  ) as page
  order by page.company_domain, page.domain_id
  limit page_size;
end;
$$;

comment on function private.find_accounts(private.engagement_filter, uuid [], boolean, text, uuid, integer) is
'The accounts of these domains that the filter means, by company domain, after a place. has_visitors: only those of which a visitor is meant. Whether the caller may see them is asked before.';

revoke all on function private.find_accounts(
  private.engagement_filter, uuid [], boolean, text, uuid, integer
) from public, anon, authenticated, service_role;

create or replace function public.list_accounts(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  company_domain text,
  company_name text,
  enrichment_data jsonb,
  visitors bigint,
  sessions bigint,
  conversations bigint,
  conversions bigint,
  intent text,
  last_activity_at timestamptz,
  cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, for each visitor of each account
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  mine constant uuid [] := private.permitted_domains('accounts.view', wanted.domain_ids);
  visits_in constant uuid [] := private.permitted_among('visitors.view', wanted.domain_ids);
  talks_in constant uuid [] := private.permitted_among('conversations.view', wanted.domain_ids);
  is_filtered constant boolean :=
    coalesce(nullif(jsonb_strip_nulls(filter), 'null'), '{}') - '{domain_ids,include_test,account_id}'::text [] <> '{}';
  place constant text [] := private.read_cursor('accounts', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.company_domain, page.company_name, page.enrichment_data,
    case when may.see_visits then stats.visitors else 0 end,
    case when may.see_visits then stats.sessions else 0 end,
    case when may.see_talks then stats.conversations else 0 end,
    case when may.see_talks then stats.conversions else 0 end,
    case when may.see_talks then stats.intent else 'none' end,
    case when may.see_visits then stats.last_activity_at end,
    private.make_cursor('accounts', page.company_domain, page.id, page.domain_id)
  from private.find_accounts(wanted, mine, is_filtered, place[3], place[2]::uuid, page_size) as page
  cross join lateral (
    select counted.* from public.account_stats as counted
    where counted.domain_id = page.domain_id and counted.account_id = page.id
  ) as stats
  cross join lateral (
    -- Conversations are counted through visitors: as by the policies, who sees no visitors sees none of them.
    select
      page.domain_id = any(visits_in), page.domain_id = any(visits_in) and page.domain_id = any(talks_in)
  ) as may (see_visits, see_talks)
  order by page.company_domain, page.domain_id;
end;
$$;
