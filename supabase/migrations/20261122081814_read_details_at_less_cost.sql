-- What a detail and a list ask before they read: each thing once, and in the statement that reads.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."check_page_size"(integer);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."count_topics"(private.engagement_filter, text, text);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."ticket_notes_of"(uuid, uuid);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."ticket_timeline"(uuid, uuid);

CREATE OR REPLACE FUNCTION private.check_page_size (
  page_size integer
)
  RETURNS integer
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if page_size between 1 and 500 is not true then
    perform private.bad_input('page_size', 'must be from 1 to 500');
  end if;
  return page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.compare_topics (
  wanted private.engagement_filter,
  before private.engagement_filter
)
  RETURNS SETOF private.topic_change
  LANGUAGE plpgsql
  STABLE
  ROWS 100
  SET search_path TO ''
  AS $function$
declare
  tenants constant uuid [] := private.permitted_domains('topics.view', (wanted).domain_ids);
begin
  return query
  with present as (
    select counted.* from private.count_topics(wanted, tenants) as counted
  ), past as (
    select counted.* from private.count_topics(before, tenants) as counted
  ), compared as (
    select
      topic.domain_id, topic.id, topic.name,
      coalesce(present.conversations, 0) as n, coalesce(now_all.classified, 0) as n_all,
      coalesce(past.conversations, 0) as p, coalesce(then_all.classified, 0) as p_all
    from (
      select present.domain_id, present.topic_id from present
      union
      select past.domain_id, past.topic_id from past
    ) as seen
    inner join public.topics as topic
      on seen.domain_id = topic.domain_id and seen.topic_id = topic.id and topic.status = 'active'
    left join present on topic.domain_id = present.domain_id and topic.id = present.topic_id
    left join past on topic.domain_id = past.domain_id and topic.id = past.topic_id
    left join present as now_all on topic.domain_id = now_all.domain_id and now_all.topic_id is null
    left join past as then_all on topic.domain_id = then_all.domain_id and then_all.topic_id is null
  ), bounded as (
    select
      compared.*,
      private.wilson_bound(compared.n, compared.n_all, -1) as n_low,
      private.wilson_bound(compared.n, compared.n_all, 1) as n_high,
      private.wilson_bound(compared.p, compared.p_all, -1) as p_low,
      private.wilson_bound(compared.p, compared.p_all, 1) as p_high,
      least(compared.n_all, compared.p_all) >= 20 as is_enough
    from compared
  )
  select
    row.domain_id, row.id, row.name,
    row.n, row.n_all, round(row.n::numeric / nullif(row.n_all, 0), 6), row.n_low, row.n_high,
    row.p, row.p_all, round(row.p::numeric / nullif(row.p_all, 0), 6), row.p_low, row.p_high,
    case when row.is_enough then round(row.n::numeric / row.n_all - row.p::numeric / row.p_all, 6) end,
    case
      when not row.is_enough then 'unknown'
      when row.n_low > row.p_high then 'emerging'
      when row.n_high < row.p_low then 'fading'
      else 'steady'
    end
  from bounded as row
  order by row.n desc, row.p desc, row.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_topics (
  wanted    private.engagement_filter,
  tenants   uuid[],
  bucket    text                      DEFAULT NULL::text,
  time_zone text                      DEFAULT 'UTC'::text
)
  RETURNS TABLE (
    domain_id     uuid,
    starts_on     date,
    topic_id      uuid,
    conversations bigint,
    classified    bigint
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if private.is_narrowed(wanted) or (wanted).include_test then
    return query select * from private.count_found_topics(wanted, bucket, time_zone);
    return;
  end if;
  return query select * from private.count_topic_blocks(
    tenants, (wanted)."from", (wanted)."to", bucket, time_zone
  );
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
  amr jsonb;
  proven_at double precision;
begin
  -- First what the token tells by itself: this is asked for each permission.
  if max_age is null and claims ->> 'aal' = 'aal2' then
    return true;
  end if;
  amr := case jsonb_typeof(claims -> 'amr') when 'array' then claims -> 'amr' else '[]' end;
  if max_age is null and (amr ? 'passkey' or amr @> '[{"method": "passkey"}]') then
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
  where proof.at <= extract(epoch from now()) + 60
    and (entry ->> 'method' = 'passkey'
      or claims ->> 'aal' = 'aal2'
      and entry ->> 'method' in ('totp', 'mfa/phone', 'mfa/webauthn', 'webauthn'));
  return coalesce(proven_at > extract(epoch from now() - max_age), false);
end;
$function$;

CREATE OR REPLACE FUNCTION public.list_accounts (
  filter    jsonb   DEFAULT '{}'::jsonb,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id        uuid,
    id               uuid,
    company_domain   text,
    company_name     text,
    enrichment_data  jsonb,
    visitors         bigint,
    sessions         bigint,
    conversations    bigint,
    conversions      bigint,
    intent           text,
    last_activity_at timestamp with time zone,
    cursor           text
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
  mine constant uuid [] := private.permitted_domains('accounts.view', wanted.domain_ids);
  visits_in constant uuid [] := private.permitted_among('visitors.view', wanted.domain_ids);
  talks_in constant uuid [] := private.permitted_among('conversations.view', wanted.domain_ids);
  is_filtered constant boolean :=
    coalesce(nullif(jsonb_strip_nulls(filter), 'null'), '{}') - '{domain_ids,include_test,account_id}'::text [] <> '{}';
  place constant text [] := private.read_cursor('accounts', after);
begin
  page_size := private.check_page_size(page_size);
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
  page_size := private.check_page_size(page_size);
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

CREATE OR REPLACE FUNCTION public.list_topics (
  filter    jsonb   DEFAULT '{}'::jsonb,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id     uuid,
    id            uuid,
    name          text,
    status        text,
    parent_id     uuid,
    version       integer,
    conversations bigint,
    classified    bigint,
    share         numeric,
    cursor        text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter;
  tenants uuid [];
  place constant text [] := private.read_cursor('topics', after);
begin
  page_size := private.check_page_size(page_size);
  if not private.is_valid_input(place[3], 'bigint') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  wanted := private.topic_window(filter);
  tenants := private.permitted_domains('topics.view', wanted.domain_ids);
  return query
  with counted as (
    select told.* from private.count_topics(wanted, tenants) as told
  ), listed as (
    select
      topic.domain_id, topic.id, topic.name, topic.status, topic.parent_id, topic.version,
      coalesce(counted.conversations, 0) as conversations, coalesce(base.classified, 0) as classified
    from public.topics as topic
    left join counted on topic.domain_id = counted.domain_id and topic.id = counted.topic_id
    left join counted as base on topic.domain_id = base.domain_id and base.topic_id is null
    where
      topic.domain_id = any(tenants)
      and topic.status <> 'merged'
  )
  select
    listed.*, round(listed.conversations::numeric / nullif(listed.classified, 0), 6),
    private.make_cursor('topics', listed.conversations::text, listed.id, listed.domain_id)
  from listed
  where
    place is null
    or (listed.conversations, listed.id, listed.domain_id)
    < (place[3]::bigint, place[1]::uuid, place[2]::uuid)
  order by listed.conversations desc, listed.id desc, listed.domain_id desc
  limit page_size;
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
  page_size := private.check_page_size(page_size);
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

CREATE OR REPLACE FUNCTION public.ticket_detail (
  domain_id uuid,
  ticket_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
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
    'timeline', coalesce((
      select jsonb_agg(e.shown order by e.at, e.id) from private.ticket_entries as e
      where e.domain_id = shown.domain_id and e.ticket_id = shown.id
    ), '[]'),
    'transitions', coalesce((
      select jsonb_agg(s.key order by s.position)
      from public.ticket_transitions as allowed
      inner join public.ticket_statuses as s on s.key = allowed.to_status
      where allowed.from_status = shown.status and allowed.actor = access.actor
    ), '[]')
  )
  -- No key for whoever may not read them: not even an empty list.
  || case when access.may_see_notes then jsonb_build_object('notes', coalesce((
    select jsonb_agg(n.shown order by n.at, n.id) from private.named_ticket_notes as n
    where n.domain_id = shown.domain_id and n.ticket_id = shown.id
  ), '[]')) else '{}' end
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

CREATE OR REPLACE FUNCTION public.topic_frequency (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'day'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    domain_id     uuid,
    starts_on     date,
    topic_id      uuid,
    topic_name    text,
    conversations bigint,
    classified    bigint,
    share         numeric,
    is_partial    boolean
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 100
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter;
  zone constant text := private.report_time_zone(time_zone);
begin
  wanted := private.topic_window(filter);
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  return query
  select
    counted.domain_id, counted.starts_on, counted.topic_id, topic.name, counted.conversations,
    counted.classified, round(counted.conversations::numeric / counted.classified, 6),
    -- Cut by the window, or not over yet.
    private.day_begins_at(counted.starts_on, zone) < wanted."from"
    or private.day_begins_at(counted.starts_on + ('1 ' || bucket)::interval, zone)
    > least(wanted."to", now())
  from private.count_topics(
    wanted, private.permitted_domains('topics.view', wanted.domain_ids), bucket, zone
  ) as counted
  left join public.topics as topic
    on counted.domain_id = topic.domain_id and counted.topic_id = topic.id
  where counted.topic_id is null or topic.status = 'active'
  order by counted.starts_on, counted.domain_id, counted.conversations desc, counted.topic_id nulls first;
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
$function$;

CREATE VIEW "private"."named_ticket_notes" WITH (security_invoker=on) AS  SELECT n.domain_id,
    n.ticket_id,
    n.created_at AS at,
    n.id,
    jsonb_build_object('id', n.id, 'at', n.created_at, 'person_id', n.author_id, 'person_name', p.display_name, 'body', n.body) AS shown
   FROM (public.ticket_notes n
     JOIN public.people p ON ((n.author_id = p.id)));

CREATE VIEW "private"."ticket_entries" WITH (security_invoker=on) AS  SELECT entry.domain_id,
    entry.ticket_id,
    entry.at,
    entry.id,
    jsonb_build_object('kind', entry.kind, 'id', entry.id, 'at', entry.at, 'actor', entry.actor, 'person_id', entry.person_id, 'person_name', p.display_name, 'body', entry.body, 'from', entry.from_value, 'to', entry.to_value) AS shown
   FROM (( SELECT e.domain_id,
            e.ticket_id,
            e.kind,
            e.id,
            e.created_at AS at,
            e.actor,
            e.actor_id AS person_id,
            NULL::text AS body,
            e.from_value,
            e.to_value
           FROM public.ticket_events e
        UNION ALL
         SELECT c.domain_id,
            c.ticket_id,
            'comment'::text AS kind,
            c.id,
            c.created_at AS at,
            NULL::text AS actor,
            c.author_id AS person_id,
            c.body,
            NULL::text AS from_value,
            NULL::text AS to_value
           FROM public.ticket_comments c) entry
     LEFT JOIN public.people p ON ((entry.person_id = p.id)));

COMMENT ON FUNCTION "private"."check_page_size"(integer) IS 'Raises 22023 unless 1 to 500.';

COMMENT ON FUNCTION "private"."count_topics"(private.engagement_filter, uuid[], text, text) IS 'By domain and bucket (day, week or month in a time zone; null: the whole window) and topic, hidden ones too: conversations with it, and all that were classified. tenants: the domains of the filter, where the person may view topics: who asks has to have asked it. topic_id null: conversations with any topic, each once. Nothing classified: no row.';

COMMENT ON VIEW "private"."named_ticket_notes" IS 'Internal notes of tickets with their writers, as ticket_detail shows them.';

COMMENT ON VIEW "private"."ticket_entries" IS 'What happened with tickets and what was said, as ticket_detail shows it in its timeline.';

REVOKE ALL ON FUNCTION "private"."check_page_size"(integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."check_page_size"(integer) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."check_page_size"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_page_size"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_page_size"(integer) TO "service_role";

REVOKE ALL ON FUNCTION "private"."count_topics"(private.engagement_filter, uuid[], text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_topics"(private.engagement_filter, uuid[], text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_topics"(private.engagement_filter, uuid[], text, text) TO "postgres";
