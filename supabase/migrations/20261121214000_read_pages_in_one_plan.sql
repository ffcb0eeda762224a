-- Pages and details ask for permissions once, and read by plans that are made once. Tickets can be asked for what is overdue.
SET local check_function_bodies = off;

ALTER TYPE "private"."ticket_filter" ADD ATTRIBUTE "is_overdue" boolean CASCADE;

CREATE OR REPLACE FUNCTION private.classified_topics (
  wanted private.engagement_filter
)
  RETURNS TABLE (
    domain_id       uuid,
    conversation_id uuid,
    started_at      timestamp with time zone,
    topic_ids       uuid[]
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET enable_seqscan TO 'off'
  SET jit TO 'off'
  AS $function$
declare
  -- What a topic's numbers tell of single conversations, only those learn who may view them.
  asks_more constant boolean := num_nonnulls(
    (wanted).score_min, (wanted).score_max, (wanted).outcome, (wanted).language, (wanted).has_email,
    (wanted).account_id, (wanted).status, (wanted).text, (wanted).topic_id
  ) > 0;
begin
  return query
  select
    talk.domain_id, talk.id, talk.started_at,
    array(
      select held.topic_id
      from public.conversation_topics as held
      where held.domain_id = talk.domain_id and held.conversation_id = talk.id
    )
  from unnest(private.permitted_domains('topics.view', (wanted).domain_ids)) as tenant (id)
  cross join lateral (
    select known.domain_id, known.id, known.started_at
    from public.conversations as known
    where
      known.domain_id = tenant.id
      and known.topics_at is not null
      and ((wanted)."from" is null or known.started_at >= (wanted)."from")
      and ((wanted)."to" is null or known.started_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not known.is_test)
  ) as talk
  where
    not asks_more
    or (talk.domain_id, talk.id) in (
      select found.domain_id, found.id from private.find_conversations(wanted) as found
    );
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_conversations (
  wanted          private.engagement_filter,
  after_at        timestamp with time zone  DEFAULT NULL::timestamp WITH time zone,
  after_id        uuid                      DEFAULT NULL::uuid,
  after_domain_id uuid                      DEFAULT NULL::uuid,
  page_size       integer                   DEFAULT NULL::integer
)
  RETURNS TABLE (
    domain_id  uuid,
    id         uuid,
    visitor_id uuid,
    started_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine uuid [] := private.permitted_domains('conversations.view', (wanted).domain_ids);
begin
  if (wanted).has_email is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('visitors.view')));
  end if;
  if (wanted).account_id is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('accounts.view')));
  end if;
  if page_size is null or private.is_narrowed(wanted) then
    return query select found.* from private.narrowed_conversations(
      wanted, mine, after_at, after_id, after_domain_id, page_size
    ) as found;
  else
    return query select found.* from private.newest_conversations(
      mine, (wanted)."from", (wanted)."to", coalesce((wanted).include_test, false),
      after_at, after_id, after_domain_id, page_size
    ) as found;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_tickets (
  wanted private.ticket_filter
)
  RETURNS TABLE (
    domain_id  uuid,
    id         uuid,
    created_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
begin
  return query
  select page.*
  from unnest((wanted).domain_ids) as tenant (id)
  cross join lateral (
    select t.domain_id, t.id, t.created_at
    from public.tickets as t
    where
      t.domain_id = tenant.id
      and ((wanted).reporter_id is null or t.reporter_id = (wanted).reporter_id)
      and ((wanted).after_at is null or (t.created_at, t.id, t.domain_id)
        < ((wanted).after_at, (wanted).after_id, (wanted).after_domain_id))
      and ((wanted).status is null or t.status = any((wanted).status))
      and ((wanted).kind is null or t.kind = (wanted).kind)
      and ((wanted).priority is null or t.priority = (wanted).priority)
      and ((wanted).assignee_id is null or t.assignee_id = (wanted).assignee_id)
      and ((wanted).is_unassigned is null or (t.assignee_id is null) = (wanted).is_unassigned)
      -- In the words of tickets_overdue_idx, then which of these are.
      and ((wanted).is_overdue is distinct from true or t.is_response_late or t.is_resolution_late
        or t.response_due_at is not null or t.resolution_due_at is not null)
      and ((wanted).is_overdue is null or (wanted).is_overdue = coalesce(
        t.is_response_late or t.is_resolution_late or t.response_due_at < now() or t.resolution_due_at < now(), false
      ))
      and ((wanted).query is null or t.tsv @@ (wanted).query)
    order by t.created_at desc, t.id desc
    limit (wanted).page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit (wanted).page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_visitors (
  wanted          private.engagement_filter,
  after_at        timestamp with time zone  DEFAULT NULL::timestamp WITH time zone,
  after_id        uuid                      DEFAULT NULL::uuid,
  after_domain_id uuid                      DEFAULT NULL::uuid,
  page_size       integer                   DEFAULT NULL::integer
)
  RETURNS TABLE (
    domain_id    uuid,
    id           uuid,
    account_id   uuid,
    last_seen_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('visitors.view', (wanted).domain_ids);
begin
  if page_size is null or num_nonnulls((wanted)."from", (wanted)."to") > 0 or private.is_narrowed(wanted) then
    return query select found.* from private.narrowed_visitors(
      wanted, mine, after_at, after_id, after_domain_id, page_size
    ) as found;
  else
    return query select found.* from private.newest_visitors(
      mine, coalesce((wanted).include_test, false), after_at, after_id, after_domain_id, page_size
    ) as found;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.narrowed_conversations (
  wanted          private.engagement_filter,
  domain_ids      uuid[],
  after_at        timestamp with time zone,
  after_id        uuid,
  after_domain_id uuid,
  page_size       integer
)
  RETURNS TABLE (
    domain_id  uuid,
    id         uuid,
    visitor_id uuid,
    started_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
declare
  query constant tsquery := websearch_to_tsquery('private.plain_words', (wanted).text);
  same_topics constant uuid [] := private.same_topics(domain_ids, (wanted).topic_id);
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select talk.domain_id, talk.id, talk.visitor_id, talk.started_at
    from public.conversations as talk
    where
      talk.domain_id = tenant.id
      and (after_at is null
        or (talk.started_at, talk.id, talk.domain_id) < (after_at, after_id, after_domain_id))
      and ((wanted)."from" is null or talk.started_at >= (wanted)."from")
      and ((wanted)."to" is null or talk.started_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not talk.is_test)
      and ((wanted).outcome is null or talk.outcome = (wanted).outcome)
      and ((wanted).language is null or talk.language = (wanted).language)
      and ((wanted).status is null or talk.status = (wanted).status)
      and ((wanted).text is null or talk.id in (
        select message.conversation_id from public.messages as message
        where message.domain_id = tenant.id and message.tsv @@ query
      ))
      and (((wanted).has_email is null and (wanted).account_id is null) or exists (
        select from public.visitors as visitor
        where
          visitor.domain_id = talk.domain_id and visitor.id = talk.visitor_id
          and ((wanted).has_email is null or (visitor.email is not null) = (wanted).has_email)
          and ((wanted).account_id is null or visitor.account_id = (wanted).account_id)
      ))
      and ((wanted).topic_id is null or exists (
        select from public.conversation_topics as held
        where
          held.domain_id = talk.domain_id and held.conversation_id = talk.id
          and held.topic_id = any(same_topics)
      ))
      and ((wanted).score_min is null or talk.score >= (wanted).score_min)
      and ((wanted).score_max is null or talk.score <= (wanted).score_max)
    order by talk.started_at desc, talk.id desc
    limit page_size
  ) as page
  order by page.started_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.narrowed_visitors (
  wanted          private.engagement_filter,
  domain_ids      uuid[],
  after_at        timestamp with time zone,
  after_id        uuid,
  after_domain_id uuid,
  page_size       integer
)
  RETURNS TABLE (
    domain_id    uuid,
    id           uuid,
    account_id   uuid,
    last_seen_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
declare
  asks_for_talk constant boolean := num_nonnulls(
    (wanted).score_min, (wanted).score_max, (wanted).outcome, (wanted).language, (wanted).status,
    (wanted).text, (wanted).topic_id
  ) > 0;
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select visitor.domain_id, visitor.id, visitor.account_id, visitor.last_seen_at
    from public.visitors as visitor
    where
      visitor.domain_id = tenant.id
      and visitor.merged_into_id is null
      and (after_at is null or (visitor.last_seen_at, visitor.id, visitor.domain_id)
        < (after_at, after_id, after_domain_id))
      and (coalesce((wanted).include_test, false) or not visitor.is_test)
      and ((wanted).has_email is null or (visitor.email is not null) = (wanted).has_email)
      and ((wanted).account_id is null or visitor.account_id = (wanted).account_id)
      and (((wanted)."from" is null and (wanted)."to" is null) or exists (
        select from public.visitor_sessions as session
        where
          session.domain_id = visitor.domain_id and session.visitor_id = visitor.id
          and ((wanted)."from" is null or session.last_activity_at >= (wanted)."from")
          and ((wanted)."to" is null or session.first_event_at < (wanted)."to")
      ))
      and (not asks_for_talk or (visitor.domain_id, visitor.id) in (
        select talk.domain_id, talk.visitor_id from private.find_conversations(wanted) as talk
      ))
    order by visitor.last_seen_at desc, visitor.id desc
    limit page_size
  ) as page
  order by page.last_seen_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.newest_conversations (
  domain_ids      uuid[],
  "from"          timestamp with time zone,
  "to"            timestamp with time zone,
  with_tests      boolean,
  after_at        timestamp with time zone,
  after_id        uuid,
  after_domain_id uuid,
  page_size       integer
)
  RETURNS TABLE (
    domain_id  uuid,
    id         uuid,
    visitor_id uuid,
    started_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  -- Before the first row, where no place is given.
  place_at constant timestamptz := coalesce(after_at, 'infinity');
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select talk.domain_id, talk.id, talk.visitor_id, talk.started_at
    from public.conversations as talk
    where
      talk.domain_id = tenant.id
      and (talk.started_at, talk.id, talk.domain_id) < (place_at, after_id, after_domain_id)
      and talk.started_at >= coalesce(newest_conversations."from", '-infinity')
      and talk.started_at < coalesce(newest_conversations."to", 'infinity')
      and (with_tests or not talk.is_test)
    order by talk.started_at desc, talk.id desc
    limit page_size
  ) as page
  order by page.started_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.newest_visitors (
  domain_ids      uuid[],
  with_tests      boolean,
  after_at        timestamp with time zone,
  after_id        uuid,
  after_domain_id uuid,
  page_size       integer
)
  RETURNS TABLE (
    domain_id    uuid,
    id           uuid,
    account_id   uuid,
    last_seen_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  -- Before the first row, where no place is given.
  place_at constant timestamptz := coalesce(after_at, 'infinity');
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select visitor.domain_id, visitor.id, visitor.account_id, visitor.last_seen_at
    from public.visitors as visitor
    where
      visitor.domain_id = tenant.id
      and visitor.merged_into_id is null
      and (visitor.last_seen_at, visitor.id, visitor.domain_id) < (place_at, after_id, after_domain_id)
      and (with_tests or not visitor.is_test)
    order by visitor.last_seen_at desc, visitor.id desc
    limit page_size
  ) as page
  order by page.last_seen_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.permitted_among (
  permission text,
  wanted     uuid[]
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  person_id uuid;
  scope record;
begin
  if wanted is null then
    return private.domains_with(permission);
  end if;
  person_id := private.current_person_id();
  if person_id is null then
    return '{}'::uuid [];
  end if;
  scope := private.permission_scope(person_id, permission);
  return array(
    select d.id from public.domains as d
    where d.id = any(wanted) and d.archived_at is null
      and (scope.is_everywhere or d.id = any(scope.allowed)) and d.id <> all(scope.denied)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.permitted_domains (
  permission text,
  wanted     uuid[]
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  mine uuid [] := private.permitted_among(permission, wanted);
begin
  if mine <> '{}' and (wanted is null or wanted <@ mine) then
    return mine;
  end if;
  mine := private.domains_with(permission);
  -- An admin of a project without domains yet holds it everywhere.
  if mine = '{}' and not private.holds(permission) then
    perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
  end if;
  if not wanted <@ mine then
    perform private.fail(
      '42501', 'PERMISSION_DENIED', format('%s is not permitted in each of these domains', permission)
    );
  end if;
  return '{}'::uuid []; -- Wants none, or has none yet.
end;
$function$;

CREATE OR REPLACE FUNCTION private.permitted_in (
  domain_id   uuid,
  permissions text[]
)
  RETURNS text[]
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  person_id constant uuid := private.current_person_id();
  asked text;
  scope record;
  held text [] := '{}';
begin
  if person_id is null or not exists (
    select from public.domains as d where d.id = permitted_in.domain_id and d.archived_at is null
  ) then
    return held;
  end if;
  foreach asked in array permissions loop
    scope := private.permission_scope(person_id, asked);
    if (scope.is_everywhere or domain_id = any(scope.allowed)) and domain_id <> all(scope.denied) then
      held := held || asked;
    end if;
  end loop;
  return held;
end;
$function$;

CREATE OR REPLACE FUNCTION private.strong_auth (
  max_age interval DEFAULT NULL::interval
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  amr jsonb := case jsonb_typeof(claims -> 'amr') when 'array' then claims -> 'amr' else '[]' end;
  seconds_now constant double precision := extract(epoch from now());
  proven_at double precision;
begin
  -- First what the token tells by itself: this is asked for each permission.
  if max_age is null and (
    coalesce(claims ->> 'aal' = 'aal2', false) or amr ? 'passkey' or amr @> '[{"method": "passkey"}]'
  ) then
    return true;
  end if;
  if private.environment() = 'local'
    and (select is_strong_auth_relaxed_locally from public.security_settings) then
    return true;
  end if;
  if max_age is null then
    return false;
  end if;
  -- The time of a factor counts, not that of the token: refreshing renews only the latter.
  -- What lies ahead by more than clocks may differ was not proven.
  select max(proof.at) into proven_at
  from jsonb_array_elements(amr) as entry
  cross join lateral (
    select case jsonb_typeof(entry -> 'timestamp') when 'number' then entry ->> 'timestamp' end::double precision
  ) as proof (at)
  where proof.at <= seconds_now + 60
    and (entry ->> 'method' = 'passkey'
      or claims ->> 'aal' = 'aal2'
      and entry ->> 'method' in ('totp', 'mfa/phone', 'mfa/webauthn', 'webauthn'));
  return coalesce(proven_at > extract(epoch from now() - max_age), false);
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_filter_fault (
  key   text,
  value jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  given constant text := value #>> '{}';
  texts text [] := '{}';
begin
  if key in ('domain_ids', 'status') then
    if jsonb_typeof(value) <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")') then
      return 'must be an array of texts';
    end if;
    texts := array(select jsonb_array_elements_text(value));
  end if;
  return case
    when key = 'domain_ids' and exists (
      select from unnest(texts) as named (id) where not private.is_valid_input(named.id, 'uuid')
    ) then 'must be an array of uuids'
    when key = 'status' and not texts <@ '{new,open,pending,on_hold,resolved,closed}'
      then 'must be an array of new, open, pending, on_hold, resolved, closed'
    when key = 'kind' and given not in ('chatbot', 'general') then 'must be chatbot or general'
    when key = 'priority' and given not in ('urgent', 'high', 'normal', 'low')
      then 'must be urgent, high, normal or low'
    when key = 'assignee_id' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key in ('is_unassigned', 'is_overdue') and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when key = 'text' and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in ('domain_ids', 'status', 'kind', 'priority', 'assignee_id', 'is_unassigned', 'is_overdue', 'text')
      then 'is no known filter'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION public.conversation_detail (
  domain_id       uuid,
  conversation_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  held constant text [] := private.permitted_in(domain_id, '{conversations.view,visitors.view}');
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
    -- Asked where there is an account at all.
    and visitor.domain_id = any((select private.domains_with('accounts.view'))::uuid [])
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

CREATE OR REPLACE FUNCTION public.ingest_visitor_events (
  events      jsonb,
  is_backfill boolean DEFAULT false
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  SET plan_cache_mode TO 'force_generic_plan'
  SET jit TO 'off'
  AS $function$
declare
  max_events constant integer := 1000;
  received integer;
  known integer;
  erased integer;
  sites jsonb;
  batch private.visitor_event [];
begin
  if jsonb_typeof(events) is distinct from 'array' then
    perform private.bad_input('events', 'must be an array of events');
  end if;
  received := jsonb_array_length(events);
  if received > max_events then
    perform private.fail(
      '22023', 'BATCH_TOO_LARGE',
      format('events: %s are too many, a batch holds at most %s', received, max_events),
      'Split the batch; the order and size of batches do not change the result.'
    );
  end if;

  sites := private.resolve_sites(events);
  batch := private.read_visitor_events(events, sites, coalesce(is_backfill, false));
  known := cardinality(batch);
  batch := private.drop_erased_events(batch);
  erased := known - cardinality(batch);
  batch := private.store_session_events(batch);
  batch := private.follow_merges(batch);
  perform private.store_accounts(batch);
  perform private.store_visitors(batch);
  perform private.link_visitor_accounts(batch);
  perform private.store_visitor_enrichments(batch);
  perform private.store_visitor_sessions(batch);
  perform private.store_conversations(batch);
  perform private.store_messages(batch);
  perform private.refresh_conversations(batch);
  perform private.store_conversation_status(batch);
  perform private.audit_visitor_events(batch);
  return jsonb_build_object(
    'received', received,
    'stored', cardinality(batch),
    'duplicates', received - cardinality(batch) - coalesce(erased, 0),
    'erased', coalesce(erased, 0),
    'clock_skewed', (select count(*) from unnest(batch) as event where event.has_clock_skew)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.list_conversations (
  filter    jsonb   DEFAULT '{}'::jsonb,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id       uuid,
    id              uuid,
    visitor_id      uuid,
    visitor_email   text,
    account_id      uuid,
    account_name    text,
    started_at      timestamp with time zone,
    last_message_at timestamp with time zone,
    total_turns     integer,
    language        text,
    status          text,
    outcome         text,
    is_test         boolean,
    first_message   text,
    score           numeric,
    scorer          text,
    cursor          text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  visitors_in constant uuid [] := private.permitted_among('visitors.view', wanted.domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('conversations', after);
  return query
  select
    talk.domain_id, talk.id, talk.visitor_id, visitor.email, visitor.account_id,
    coalesce(account.company_name, account.company_domain),
    talk.started_at, talk.last_message_at, talk.total_turns, talk.language, talk.status,
    talk.outcome, talk.is_test, left(opening.content, 200), talk.score, talk.scorer,
    private.make_time_cursor('conversations', found.started_at, found.id, found.domain_id)
  from private.find_conversations(
    wanted, place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.conversations as talk
    on found.domain_id = talk.domain_id and found.id = talk.id
  left join public.visitors as visitor
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    and talk.domain_id = any(visitors_in)
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    -- Asked where there is an account at all.
    and visitor.domain_id = any((select private.domains_with('accounts.view'))::uuid [])
  left join lateral (
    select message.content from public.messages as message
    where message.domain_id = talk.domain_id and message.conversation_id = talk.id
    order by message.seq
    limit 1
  ) as opening on true
  order by found.started_at desc, found.id desc, found.domain_id desc;
end;
$function$;

CREATE OR REPLACE FUNCTION public.list_visitors (
  filter    jsonb   DEFAULT '{}'::jsonb,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id       uuid,
    id              uuid,
    email           text,
    account_id      uuid,
    account_name    text,
    enrichment_data jsonb,
    first_seen_at   timestamp with time zone,
    last_seen_at    timestamp with time zone,
    is_test         boolean,
    sessions        bigint,
    conversations   bigint,
    cursor          text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  talks_in constant uuid [] := private.permitted_among('conversations.view', wanted.domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('visitors', after);
  return query
  select
    visitor.domain_id, visitor.id, visitor.email, visitor.account_id,
    coalesce(account.company_name, account.company_domain), visitor.enrichment_data,
    visitor.first_seen_at, visitor.last_seen_at, visitor.is_test,
    (
      select count(*) from public.visitor_sessions as session
      where session.domain_id = visitor.domain_id and session.visitor_id = visitor.id
    ),
    (
      select count(*) from public.conversations as talk
      where
        talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
        and visitor.domain_id = any(talks_in)
    ),
    private.make_time_cursor('visitors', found.last_seen_at, found.id, found.domain_id)
  from private.find_visitors(
    wanted, place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.visitors as visitor
    on found.domain_id = visitor.domain_id and found.id = visitor.id
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    -- Asked where there is an account at all.
    and visitor.domain_id = any((select private.domains_with('accounts.view'))::uuid [])
  order by found.last_seen_at desc, found.id desc, found.domain_id desc;
end;
$function$;

CREATE OR REPLACE FUNCTION public.visitor_timeline (
  domain_id  uuid,
  visitor_id uuid,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    kind            text,
    id              uuid,
    occurred_at     timestamp with time zone,
    session_id      uuid,
    conversation_id uuid,
    url             text,
    details         jsonb,
    cursor          text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  held constant text [] := private.permitted_in(domain_id, '{visitors.view,conversations.view}');
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
  ) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$function$;

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX tickets_overdue_idx ON public.tickets USING btree (domain_id, created_at DESC, id DESC)
  WHERE (is_response_late OR is_resolution_late OR (response_due_at IS NOT NULL) OR (resolution_due_at IS NOT NULL));

COMMENT ON FUNCTION "private"."narrowed_conversations"(private.engagement_filter, uuid[], timestamp with time zone, uuid, uuid, integer) IS 'The conversations of these domains that the filter means, newest first; all of them where page_size is null. Whether the caller may see them is asked before.';

COMMENT ON FUNCTION "private"."narrowed_visitors"(private.engagement_filter, uuid[], timestamp with time zone, uuid, uuid, integer) IS 'The visitors of these domains that the filter means, last seen first; all of them where page_size is null. Whether the caller may see them is asked before.';

COMMENT ON FUNCTION "private"."newest_conversations"(uuid[], timestamp with time zone, timestamp with time zone, boolean, timestamp
  with time zone, uuid, uuid, integer) IS 'Conversations of these domains in that window, newest first, after a place; nulls ask for nothing. Whether the caller may see them is asked before.';

COMMENT ON FUNCTION "private"."newest_visitors"(uuid[], boolean, timestamp with time zone, uuid, uuid, integer) IS 'Visitors of these domains, last seen first, after a place; nulls ask for nothing. Merged ones are left out. Whether the caller may see them is asked before.';

COMMENT ON FUNCTION "private"."permitted_among"(text, uuid[]) IS 'Which of the wanted domains domains_with(permission) has; all that it has where wanted is null. Never null.';

COMMENT ON FUNCTION "private"."permitted_in"(uuid, text[]) IS 'Which of these permissions the caller has in that domain, as domains_with would say. Never null; none in an archived domain, or in none.';

COMMENT ON FUNCTION "public"."list_tickets"(jsonb, text, integer) IS 'Tickets, newest first, whoever wrote them; my_tickets() lists the own ones. Needs tickets.view. filter: domain_ids (null: all mine), status (an array), kind, priority, assignee_id, is_unassigned, is_overdue (an answer or the end is or was late, as in ticket_detail), text (words of title and description). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or tickets.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["new", "open"], "is_unassigned": true}, "page_size": 20}';

REVOKE ALL ON FUNCTION "private"."narrowed_conversations"(private.engagement_filter, uuid[], timestamp WITH time zone, uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."narrowed_visitors"(private.engagement_filter, uuid[], timestamp WITH time zone, uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL
  ON FUNCTION "private"."newest_conversations"(uuid[], timestamp WITH time zone, timestamp WITH time zone, boolean, timestamp WITH time zone, uuid, uuid, integer)
  FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."newest_visitors"(uuid[], boolean, timestamp WITH time zone, uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."permitted_among"(text, uuid[]) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."permitted_among"(text, uuid[]) TO "authenticated";

GRANT EXECUTE ON FUNCTION "private"."permitted_among"(text, uuid[]) TO "service_role";

REVOKE ALL ON FUNCTION "private"."permitted_in"(uuid, text[]) FROM PUBLIC;

