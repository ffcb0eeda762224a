-- The numbers of topics; keywords; erasure and export of a visitor.
SET local check_function_bodies = off;

DROP TRIGGER "audit_delete" ON "public"."conversation_scores";

DROP TRIGGER "audit_insert" ON "public"."conversation_scores";

DROP TRIGGER "audit_update" ON "public"."conversation_scores";

CREATE TABLE "private"."dirty_keywords" (
  "id"              bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "domain_id"       uuid   NOT NULL,
  "conversation_id" uuid   NOT NULL,
  CONSTRAINT "dirty_keywords_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."dirty_keywords"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."erased_visitors" (
  "domain_id" uuid                     NOT NULL,
  "digest"    bytea                    NOT NULL,
  "erased_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "erased_visitors_pkey" PRIMARY KEY (domain_id, digest)
);

ALTER TABLE "private"."erased_visitors"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."conversation_keywords" (
  "domain_id"       uuid                     NOT NULL,
  "conversation_id" uuid                     NOT NULL,
  "keywords"        text[]                   NOT NULL,
  "made_at"         timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "conversation_keywords_pkey" PRIMARY KEY (domain_id, conversation_id)
);

ALTER TABLE "public"."conversation_keywords"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."conversation_keywords" FROM "anon";

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

CREATE OR REPLACE FUNCTION private.count_keywords (
  wanted private.engagement_filter
)
  RETURNS TABLE (
    keyword       text,
    conversations bigint
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return query
  with meant as materialized (
    select known.keywords
    from private.find_conversations(wanted) as found
    inner join public.conversation_keywords as known
      on found.domain_id = known.domain_id and found.id = known.conversation_id
  )
  select used.word, count(*)
  from meant
  cross join lateral unnest(meant.keywords) as used (word)
  group by used.word
  union all
  select null, count(*) from meant;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_topics (
  wanted    private.engagement_filter,
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
  return query
  with placed as materialized (
    select
      told.domain_id, told.conversation_id, told.topic_ids,
      date_trunc(bucket, told.started_at at time zone time_zone)::date as starts_on
    from private.classified_topics(wanted) as told
  ), base as (
    select
      placed.domain_id, placed.starts_on, count(*) as classified,
      count(*) filter (where placed.topic_ids <> '{}') as conversations
    from placed
    group by placed.domain_id, placed.starts_on
  ), merges as materialized (
    select topic.domain_id, topic.id, topic.merged_into_id as survivor_id
    from public.topics as topic
    where topic.domain_id in (select base.domain_id from base) and topic.merged_into_id is not null
    union
    select topic.domain_id, topic.merged_into_id, topic.merged_into_id
    from public.topics as topic
    where topic.domain_id in (select base.domain_id from base) and topic.merged_into_id is not null
  ), named as (
    select placed.domain_id, placed.starts_on, topic.id, count(*) as conversations
    from placed
    cross join lateral unnest(placed.topic_ids) as topic (id)
    group by placed.domain_id, placed.starts_on, topic.id
  ), counted as (
    select named.domain_id, named.starts_on, named.id as topic_id, named.conversations
    from named
    where (named.domain_id, named.id) not in (select merges.domain_id, merges.id from merges)
    union all
    select once.domain_id, once.starts_on, once.survivor_id, count(*)
    from (
      select distinct placed.domain_id, placed.starts_on, placed.conversation_id, merges.survivor_id
      from placed
      cross join lateral unnest(placed.topic_ids) as topic (id)
      inner join merges on placed.domain_id = merges.domain_id and topic.id = merges.id
    ) as once
    group by once.domain_id, once.starts_on, once.survivor_id
  )
  select base.domain_id, base.starts_on, null::uuid, base.conversations, base.classified
  from base
  union all
  select counted.domain_id, counted.starts_on, counted.topic_id, counted.conversations, base.classified
  from counted
  inner join base
    on counted.domain_id = base.domain_id and counted.starts_on is not distinct from base.starts_on;
end;
$function$;

CREATE OR REPLACE FUNCTION private.drop_erased_events (
  batch private.visitor_event[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  erased uuid [];
begin
  -- Waits for an erasure that is under way, and keeps others waiting.
  perform pg_advisory_xact_lock_shared(private.merge_lock_key(tenant.domain_id))
  from (
    select distinct event.domain_id from unnest(batch) as event order by event.domain_id
  ) as tenant;
  select array_agg(named.visitor_id) into erased
  from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
  inner join private.erased_visitors as gone
    on named.domain_id = gone.domain_id
    and private.visitor_digest(named.domain_id, named.visitor_id) = gone.digest;
  if erased is null then
    return batch;
  end if;
  return array(
    select event
    from unnest(batch) as event
    where event.visitor_id <> all(erased) or not exists (
      select from private.erased_visitors as gone
      where gone.domain_id = event.domain_id
        and gone.digest = private.visitor_digest(event.domain_id, event.visitor_id)
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_accounts (
  domain_id   uuid,
  account_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  delete from public.accounts as account
  where
    account.domain_id = erase_accounts.domain_id
    and account.id = any(account_ids)
    and account.hubspot_company_id is null
    and not exists (
      select from public.visitors as visitor
      where visitor.domain_id = account.domain_id and visitor.account_id = account.id
    );
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_tickets (
  domain_id        uuid,
  conversation_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  ticket_ids text [];
begin
  with erased as (
    update public.tickets as ticket
    set title = '[erased]', description = '', message_content = '[erased]', expected_answer = null
    where
      ticket.domain_id = erase_tickets.domain_id
      and ticket.conversation_id = any(conversation_ids)
    returning ticket.id
  )
  select array_agg(erased.id) into ticket_ids from erased;
  if ticket_ids is not null then
    update private.outbox as message
    set payload = message.payload || '{"title": "[erased]", "description": "[erased]"}'
    where
      message.domain_id = erase_tickets.domain_id
      and message.payload ->> 'ticket_id' = any(ticket_ids) and message.payload ? 'description';
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_transcripts (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  talk_ids constant uuid [] := array(
    select talk.id
    from public.conversations as talk
    where talk.domain_id = erase_transcripts.domain_id and talk.visitor_id = any(visitor_ids)
  );
begin
  update public.messages as message
  set content = '[erased]', meta = '{}', event_id = message.id
  where message.domain_id = erase_transcripts.domain_id and message.conversation_id = any(talk_ids);
  delete from public.conversation_keywords as known
  where known.domain_id = erase_transcripts.domain_id and known.conversation_id = any(talk_ids);
  -- A judge may quote.
  update public.conversation_scores as judged
  set reason = null, dimensions = (
    select coalesce(jsonb_object_agg(part.key, part.value), '{}')
    from jsonb_each(judged.dimensions) as part
    where part.key ~ '^[a-z_]{1,40}$'
  )
  where judged.domain_id = erase_transcripts.domain_id and judged.conversation_id = any(talk_ids);
  update public.conversations as talk
  set first_event_id = talk.id, status_event_id = null, updated_at = now()
  where talk.domain_id = erase_transcripts.domain_id and talk.id = any(talk_ids);
  perform private.erase_tickets(erase_transcripts.domain_id, talk_ids);
  return cardinality(talk_ids);
end;
$function$;

CREATE OR REPLACE FUNCTION private.extract_keywords (
  content  text,
  language text
)
  RETURNS SETOF text
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  dictionary constant regdictionary := 'pg_catalog.' || coalesce(case language
    when 'de' then 'german' when 'en' then 'english' when 'es' then 'spanish' when 'fr' then 'french'
    when 'it' then 'italian' when 'nl' then 'dutch' when 'pt' then 'portuguese'
  end || '_stem', 'simple');
begin
  return query
  with token as (
    select
      lower(part.token) as word,
      part.tokid in (1, 2, 16, 17) as is_word, -- Words and words-with-hyphens, of any letters.
      part.tokid = 12 and btrim(part.token) = '' as is_space,
      part.place
    -- An address, a number, a telephone: gone with all that is written together with it.
    from ts_parse('default', regexp_replace(content, '\S*[@0-9]\S*', ' . ', 'g'))
      with ordinality as part (tokid, token, place)
    where part.tokid not in (9, 10, 11) -- Parts of words-with-hyphens.
  ), told as (
    select
      token.*,
      token.is_word and length(token.word) between 3 and 40
      and ts_lexize(dictionary, token.word) <> '{}' as is_keyword
    from token
  ), paired as (
    select
      told.word, told.is_keyword,
      lead(told.is_space) over placed as is_next,
      lead(told.word, 2) over placed as next_word,
      lead(told.is_keyword, 2) over placed as is_next_keyword
    from told
    window placed as (order by told.place)
  )
  select paired.word from paired where paired.is_keyword
  union
  select paired.word || ' ' || paired.next_word
  from paired
  where paired.is_keyword and paired.is_next and paired.is_next_keyword;
end;
$function$;

CREATE OR REPLACE FUNCTION private.keywords_of (
  domain_id       uuid,
  conversation_id uuid
)
  RETURNS text[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  -- People sign with what their address says.
  names constant text [] := (
    select regexp_split_to_array(lower(split_part(visitor.email, '@', 1)), '[^[:alpha:]]+')
    from public.conversations as talk
    inner join public.visitors as visitor
      on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    where talk.domain_id = keywords_of.domain_id and talk.id = keywords_of.conversation_id
  );
begin
  return array(
    select distinct found.word
    from public.messages as message
    inner join public.conversations as talk
      on message.domain_id = talk.domain_id and message.conversation_id = talk.id
    cross join lateral private.extract_keywords(
      message.content, coalesce(message.language, talk.language)
    ) as found (word)
    where
      message.domain_id = keywords_of.domain_id
      and message.conversation_id = keywords_of.conversation_id
      and message.role = 'visitor' and message.content <> '[erased]'
      and (names is null or not string_to_array(found.word, ' ') && names)
    order by found.word
    limit 500
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.named_accounts (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS SETOF uuid
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select account.id
  from public.accounts as account
  where
    account.domain_id = named_accounts.domain_id
    and account.company_domain in (
      select unnest(array[visitor.company_domain, split_part(visitor.email, '@', 2)])
      from public.visitors as visitor
      where visitor.domain_id = named_accounts.domain_id and visitor.id = any(visitor_ids)
      union
      select lower(enrichment.company ->> 'domain')
      from public.visitor_enrichments as enrichment
      where enrichment.domain_id = named_accounts.domain_id and enrichment.visitor_id = any(visitor_ids)
    );
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_keywords()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_keywords (domain_id, conversation_id)
  select distinct fresh.domain_id, fresh.conversation_id
  from new_rows as fresh
  where fresh.role = 'visitor';
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.replace_person (
  domain_id   uuid,
  visitor_ids uuid[],
  stand_in_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  update private.person_numbers as known set person_id = stand_in_id
  where known.domain_id = replace_person.domain_id and known.person_id = visitor_ids[1];
  delete from private.person_numbers as known
  where known.domain_id = replace_person.domain_id and known.person_id = any(visitor_ids);
end;
$function$;

CREATE OR REPLACE FUNCTION private.replace_visitor (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS uuid
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
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
    properties = case
      when event.properties ? 'visible_ms'
        then jsonb_build_object('visible_ms', event.properties -> 'visible_ms')
      else '{}'
    end
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

CREATE OR REPLACE FUNCTION private.same_visitors (
  domain_id  uuid,
  visitor_id uuid
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select visitor.id
    from public.visitors as asked
    inner join public.visitors as visitor
      on asked.domain_id = visitor.domain_id
      and coalesce(asked.merged_into_id, asked.id) in (visitor.id, visitor.merged_into_id)
    where asked.domain_id = same_visitors.domain_id and asked.id = same_visitors.visitor_id
    order by visitor.merged_into_id is not null, visitor.id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.topic_window (
  filter jsonb
)
  RETURNS private.engagement_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter := private.read_engagement_filter(filter);
begin
  wanted."to" := coalesce(wanted."to", now());
  wanted."from" := coalesce(wanted."from", wanted."to" - interval '30 days');
  if wanted."from" >= wanted."to" then
    perform private.bad_input('filter.from', 'must be before to');
  end if;
  if wanted."to" - wanted."from" > interval '400 days' then
    perform private.bad_input('filter.from', 'at most 400 days before to');
  end if;
  return wanted;
end;
$function$;

CREATE OR REPLACE FUNCTION private.visitor_digest (
  domain_id  uuid,
  visitor_id uuid
)
  RETURNS bytea
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return sha256(uuid_send(domain_id) || uuid_send(visitor_id));
end;
$function$;

CREATE OR REPLACE FUNCTION private.wilson_bound (
  hits  bigint,
  total bigint,
  side  integer
)
  RETURNS numeric
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  z constant double precision := 1.959963984540054; -- 95 %, both sides together
  share double precision;
begin
  if total = 0 then
    return null;
  end if;
  share := hits::double precision / total;
  return round((
    (share + z ^ 2 / (2 * total) + side * z * sqrt(share * (1 - share) / total + z ^ 2 / (4.0 * total ^ 2)))
    / (1 + z ^ 2 / total)
  )::numeric, 6);
end;
$function$;

CREATE OR REPLACE FUNCTION public.delete_visitor (
  domain_id  uuid,
  visitor_id uuid,
  reason     text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  asked constant bytea := private.visitor_digest(delete_visitor.domain_id, delete_visitor.visitor_id);
  visitor_ids uuid [];
  account_ids uuid [];
  talks bigint;
begin
  perform private.require('visitors.delete', delete_visitor.domain_id);
  perform private.begin_sensitive('delete_visitor', reason);
  -- Batches of events and merges wait.
  perform pg_advisory_xact_lock(private.merge_lock_key(delete_visitor.domain_id));
  if exists (
    select from private.erased_visitors as gone
    where gone.domain_id = delete_visitor.domain_id and gone.digest = asked
  ) then
    return jsonb_build_object('visitors', 0, 'conversations', 0);
  end if;
  visitor_ids := private.same_visitors(delete_visitor.domain_id, delete_visitor.visitor_id);
  if visitor_ids = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  select array_agg(named.account_id) into account_ids
  from private.named_accounts(delete_visitor.domain_id, visitor_ids) as named (account_id);
  insert into private.erased_visitors (domain_id, digest)
  select delete_visitor.domain_id, private.visitor_digest(delete_visitor.domain_id, same.id)
  from unnest(visitor_ids) as same (id);
  talks := private.erase_transcripts(delete_visitor.domain_id, visitor_ids);
  perform private.replace_person(
    delete_visitor.domain_id, visitor_ids,
    private.replace_visitor(delete_visitor.domain_id, visitor_ids)
  );
  perform private.erase_accounts(delete_visitor.domain_id, account_ids);
  perform private.audit_event(
    'erase', 'visitors', encode(asked, 'hex'), delete_visitor.domain_id,
    jsonb_build_object('visitors', cardinality(visitor_ids), 'conversations', talks)
  );
  return jsonb_build_object('visitors', cardinality(visitor_ids), 'conversations', talks);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."delete_visitor"(uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.export_visitor (
  domain_id  uuid,
  visitor_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  same constant uuid [] := private.same_visitors(export_visitor.domain_id, export_visitor.visitor_id);
begin
  perform private.require('visitors.manage', export_visitor.domain_id);
  perform private.begin_sensitive('export_visitor', null);
  if same = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  perform private.log_access(
    'export', 'visitors/' || encode(private.visitor_digest(
      export_visitor.domain_id, export_visitor.visitor_id
    ), 'hex'), 'allowed', export_visitor.domain_id
  );
  return jsonb_build_object(
    'visitors', (
      select coalesce(jsonb_agg(to_jsonb(visitor) order by visitor.id), '[]') from public.visitors as visitor
      where visitor.domain_id = export_visitor.domain_id and visitor.id = any(same)
    ),
    'account', (
      select to_jsonb(account) from public.accounts as account
      inner join public.visitors as visitor
        on account.domain_id = visitor.domain_id and account.id = visitor.account_id
      where visitor.domain_id = export_visitor.domain_id and visitor.id = same[1]
    ),
    'enrichments', (
      select coalesce(jsonb_agg(to_jsonb(enrichment) order by enrichment.occurred_at, enrichment.id), '[]')
      from public.visitor_enrichments as enrichment
      where enrichment.domain_id = export_visitor.domain_id and enrichment.visitor_id = any(same)
    ),
    'sessions', (
      select coalesce(jsonb_agg(to_jsonb(session) order by session.first_event_at, session.id), '[]')
      from public.visitor_sessions as session
      where session.domain_id = export_visitor.domain_id and session.visitor_id = any(same)
    ),
    'events', (
      select coalesce(jsonb_agg(to_jsonb(event) order by event.occurred_at, event.id), '[]')
      from public.session_events as event
      where event.domain_id = export_visitor.domain_id and event.visitor_id = any(same)
    ),
    'conversations', (
      select coalesce(jsonb_agg(to_jsonb(talk) || jsonb_build_object('messages', (
        select coalesce(jsonb_agg(to_jsonb(message) - 'tsv' order by message.seq), '[]')
        from public.messages as message
        where message.domain_id = talk.domain_id and message.conversation_id = talk.id
      )) order by talk.started_at, talk.id), '[]')
      from public.conversations as talk
      where talk.domain_id = export_visitor.domain_id and talk.visitor_id = any(same)
    )
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."export_visitor"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

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

CREATE OR REPLACE FUNCTION public.list_keywords (
  filter            jsonb   DEFAULT '{}'::jsonb,
  min_conversations integer DEFAULT 3,
  page_size         integer DEFAULT 50
)
  RETURNS TABLE (
    keyword                text,
    conversations          bigint,
    total                  bigint,
    previous_conversations bigint,
    previous_total         bigint,
    score                  numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter;
  before private.engagement_filter;
begin
  perform private.check_page_size(page_size);
  -- A word that one or two people use may tell who they are.
  if min_conversations between 3 and 1000000 is not true then
    perform private.bad_input('min_conversations', 'must be from 3');
  end if;
  wanted := private.topic_window(filter);
  before := wanted;
  before."to" := wanted."from";
  before."from" := wanted."from" - interval '90 days';
  return query
  with present as (
    select counted.* from private.count_keywords(wanted) as counted
  ), past as (
    select counted.* from private.count_keywords(before) as counted
  ), compared as (
    select
      present.keyword, present.conversations as n, all_now.conversations as n_all,
      coalesce(past.conversations, 0) as p, all_then.conversations as p_all
    from present
    inner join present as all_now on all_now.keyword is null
    inner join past as all_then on all_then.keyword is null
    left join past on present.keyword = past.keyword
    where present.keyword is not null and present.conversations >= min_conversations
  )
  select
    compared.keyword, compared.n, compared.n_all, compared.p, compared.p_all,
    round(
      ln((compared.n + 0.5) / (compared.n_all - compared.n + 0.5))
      - ln((compared.p + 0.5) / (compared.p_all - compared.p + 0.5)), 6
    ) as log_odds
  from compared
  order by log_odds desc, compared.n desc, compared.keyword
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_keywords"(jsonb, integer, integer) FROM PUBLIC, "anon", "service_role";

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
  place constant text [] := private.read_cursor('topics', after);
begin
  perform private.check_page_size(page_size);
  if not private.is_valid_input(place[3], 'bigint') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  wanted := private.topic_window(filter);
  return query
  with counted as (
    select told.* from private.count_topics(wanted) as told
  ), listed as (
    select
      topic.domain_id, topic.id, topic.name, topic.status, topic.parent_id, topic.version,
      coalesce(counted.conversations, 0) as conversations, coalesce(base.classified, 0) as classified
    from public.topics as topic
    left join counted on topic.domain_id = counted.domain_id and topic.id = counted.topic_id
    left join counted as base on topic.domain_id = base.domain_id and base.topic_id is null
    where
      topic.domain_id = any(private.permitted_domains('topics.view', wanted.domain_ids))
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

REVOKE ALL ON FUNCTION "public"."list_topics"(jsonb, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_keyword_upkeep (
  batch_size integer DEFAULT 1000
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  talks bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  -- One worker at a time: the older reading of a text must not win.
  if not pg_try_advisory_xact_lock(hashtextextended('run_keyword_upkeep', 0)) then
    return jsonb_build_object('conversations', 0, 'is_waiting', false);
  end if;
  with taken as (
    delete from private.dirty_keywords as noted
    where noted.id in (
      select oldest.id from private.dirty_keywords as oldest order by oldest.id limit batch_size
    )
    returning noted.domain_id, noted.conversation_id
  ), touched as (
    select distinct taken.domain_id, taken.conversation_id
    from taken
    inner join public.conversations as talk
      on taken.domain_id = talk.domain_id and taken.conversation_id = talk.id
  ), stored as (
    insert into public.conversation_keywords as known (domain_id, conversation_id, keywords)
    select
      touched.domain_id, touched.conversation_id,
      private.keywords_of(touched.domain_id, touched.conversation_id)
    from touched
    on conflict (domain_id, conversation_id) do update
    set keywords = excluded.keywords, made_at = excluded.made_at
    returning 1
  )
  select count(*) into talks from stored;
  return jsonb_build_object(
    'conversations', talks, 'is_waiting', exists (select from private.dirty_keywords)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_keyword_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.topic_frequency (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'day'::text,
  time_zone text  DEFAULT 'UTC'::text
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
begin
  wanted := private.topic_window(filter);
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  if private.is_time_zone(time_zone) is not true then
    perform private.bad_input('time_zone', 'must be an IANA name such as Europe/Paris, or UTC');
  end if;
  return query
  select
    counted.domain_id, counted.starts_on, counted.topic_id, topic.name, counted.conversations,
    counted.classified, round(counted.conversations::numeric / counted.classified, 6),
    -- Cut by the window, or not over yet.
    counted.starts_on::timestamp at time zone topic_frequency.time_zone < wanted."from"
    or (counted.starts_on + ('1 ' || bucket)::interval) at time zone topic_frequency.time_zone
    > least(wanted."to", now())
  from private.count_topics(wanted, bucket, time_zone) as counted
  left join public.topics as topic
    on counted.domain_id = topic.domain_id and counted.topic_id = topic.id
  where counted.topic_id is null or topic.status = 'active'
  order by counted.starts_on, counted.domain_id, counted.conversations desc, counted.topic_id nulls first;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."topic_frequency"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.topic_trend (
  filter jsonb DEFAULT '{}'::jsonb
)
  RETURNS TABLE (
    domain_id              uuid,
    topic_id               uuid,
    topic_name             text,
    conversations          bigint,
    classified             bigint,
    share                  numeric,
    share_lower            numeric,
    share_upper            numeric,
    previous_conversations bigint,
    previous_classified    bigint,
    previous_share         numeric,
    previous_lower         numeric,
    previous_upper         numeric,
    share_change           numeric,
    trend                  text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 100
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter;
  before private.engagement_filter;
begin
  wanted := private.topic_window(filter);
  before := wanted;
  before."to" := wanted."from";
  before."from" := wanted."from" - (wanted."to" - wanted."from");
  return query
  with present as (
    select counted.* from private.count_topics(wanted) as counted
  ), past as (
    select counted.* from private.count_topics(before) as counted
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

REVOKE ALL ON FUNCTION "public"."topic_trend"(jsonb) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "private"."erased_visitors"
  ADD CONSTRAINT "erased_visitors_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."conversation_keywords"
  ADD CONSTRAINT "conversation_keywords_conversation_id_fkey" FOREIGN KEY (domain_id, conversation_id) REFERENCES public.conversations(domain_id, id);

CREATE TRIGGER audit_delete AFTER DELETE ON public.conversation_scores
referencing OLD TABLE AS old_rows
for each statement execute FUNCTION private.audit_statement (
  '{id}',
  '{reason}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.conversation_scores
referencing NEW TABLE AS new_rows
for each statement execute FUNCTION private.audit_statement (
  '{id}',
  '{reason}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.conversation_scores
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{reason}'
);

CREATE TRIGGER note_keywords_added
  AFTER INSERT ON public.messages REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_keywords();

CREATE TRIGGER note_keywords_changed
  AFTER UPDATE ON public.messages REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_keywords();

CREATE POLICY "select_member" ON "public"."conversation_keywords"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('conversations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."conversation_keywords"."keywords" IS 'In lowercase, without stop words of the language, addresses, and whatever holds a digit.';

COMMENT ON COLUMN "public"."conversation_keywords"."made_at" IS 'When they were taken from the texts.';

COMMENT ON FUNCTION "private"."classified_topics"(private.engagement_filter) IS 'The classified conversations that the filter means, each with its topics, as they were named: merged ones too. Needs topics.view; a filter on more than time and domain also conversations.view.';

COMMENT ON FUNCTION "private"."count_keywords"(private.engagement_filter) IS 'How many of the conversations that the filter means have each keyword; keyword null: how many were read. Needs conversations.view.';

COMMENT ON FUNCTION "private"."count_topics"(private.engagement_filter, text, text) IS 'By domain and bucket (day, week or month in a time zone; null: the whole window) and topic, hidden ones too: conversations with it, and all that were classified. topic_id null: conversations with any topic, each once. Nothing classified: no row.';

COMMENT ON FUNCTION "private"."drop_erased_events"(private.visitor_event[]) IS 'The batch without the events of visitors who were erased. Keeps merges and erasures in these domains waiting until the end of the transaction.';

COMMENT ON FUNCTION "private"."erase_accounts"(uuid, uuid[]) IS 'Removes those of these accounts that no visitor is left of and that no other system knows.';

COMMENT ON FUNCTION "private"."erase_tickets"(uuid, uuid[]) IS 'Takes what tickets quote of these conversations out of them, and out of what is to be sent. Comments and notes are people''s own words, and what was sent already is in Linear: they stay.';

COMMENT ON FUNCTION "private"."erase_transcripts"(uuid, uuid[]) IS 'Takes the words out of these visitors'' conversations; times, turns, outcome, score and topics stay. How many conversations. Another area that copies a transcript erases its copy here too.';

COMMENT ON FUNCTION "private"."extract_keywords"(text, text) IS 'The words of a text that are no stop words of its language (none are known of an unknown language), and the pairs of them that only a space divides. Whole words as written, in lowercase.';

COMMENT ON FUNCTION "private"."keywords_of"(uuid, uuid) IS 'The keywords of a conversation, from what the visitor wrote: each once, at most 500, none that is in the visitor''s own address.';

COMMENT ON FUNCTION "private"."named_accounts"(uuid, uuid[]) IS 'The accounts that these visitors'' addresses and enrichments named, theirs or not.';

COMMENT ON FUNCTION "private"."note_keywords"() IS 'Statement trigger of messages: notes the conversations of new and changed texts.';

COMMENT ON FUNCTION "private"."replace_person"(uuid, uuid[], uuid) IS 'Gives the number of an erased person to the one who stands for it; visitor_ids: the survivor first.';

COMMENT ON FUNCTION "private"."replace_visitor"(uuid, uuid[]) IS 'Puts a visitor whom nobody knows in place of these, who are one person, the survivor first; their events keep kind and time. Returns its id.';

COMMENT ON FUNCTION "private"."same_visitors"(uuid, uuid) IS 'The visitor and all that are the same person: the survivor first, then who was merged into it. Empty for nobody.';

COMMENT ON FUNCTION "private"."topic_window"(jsonb) IS 'The filter with both ends of its window: without to until now, without from the 30 days before. Raises 22023 for none or over 400 days.';

COMMENT ON FUNCTION "private"."visitor_digest"(uuid, uuid) IS 'What stands for a visitor in erased_visitors and in the log of exports and erasures. Ids are random, so it leads to nobody who does not have the id.';

COMMENT ON FUNCTION "private"."wilson_bound"(bigint, bigint, integer) IS 'The lower (side -1) or upper (1) bound of the Wilson 95 % interval of a share; null of nothing. E. B. Wilson, Probable Inference, 1927.';

COMMENT ON FUNCTION "public"."delete_visitor"(uuid, uuid, text) IS 'Forgets a person, with all visitors who were merged: address, enrichment, texts, pages, and every id that the widget knows. Numbers stay: one visitor whom nobody knows keeps sessions, conversations and their outcomes. What the widget still sends is dropped. It cannot be undone; again it does nothing. Returns how many visitors and conversations. Needs visitors.delete there, strong login and a reason, in which the person is not to be named: it stays in the audit log. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."export_visitor"(uuid, uuid) IS 'All that is stored of a person, with all visitors who were merged, to be handed to the person: {visitors, account, enrichments in full, sessions, events, conversations with messages}. Noted in the access log. Needs visitors.manage there, and strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."ingest_visitor_events"(jsonb, boolean) IS 'Stores up to 1000 widget events in one transaction: all of them, or none and 22023 with the index, id and field of the first malformed one (BATCH_TOO_LARGE for more). Events are objects with id, site_domain, visitor_id, session_id, kind, occurred_at, and optionally conversation_id, url, properties, environment, deployment_target, agent, received_at (when the edge got it). Sending an event again changes nothing; order and split of batches do not matter. Events over 7 days late need is_backfill. Events of visitors who were erased are dropped. Returns received, stored, duplicates, erased, clock_skewed. See docs/ingestion.md.';

COMMENT ON FUNCTION "public"."list_keywords"(jsonb, integer, integer) IS 'Words and pairs of words that visitors used more than before, the most telling first: conversations with it out of total that were read, the same of the 90 days before the window, and score, the difference of the log odds of the two, each count raised by a half. min_conversations: 3 or more, so that no single person''s words show. filter: the same object as list_conversations; without from 30 days, at most 400. Needs conversations.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"language": "es"}, "page_size": 20}';

COMMENT ON FUNCTION "public"."list_topics"(jsonb, text, integer) IS 'Topics of the asked domains, the most frequent first, hidden ones too (status), merged ones counted in their survivor: conversations in the window of the filter, classified ones of the domain, share. filter, permissions and errors as topic_frequency; after and page_size as list_conversations. Example: {"filter": {"language": "fr"}}';

COMMENT ON FUNCTION "public"."run_keyword_upkeep"(integer) IS 'For the worker, every minute, and again at once while is_waiting: reads the words of conversations in which something was written, for batch_size (1 to 10000) notes at most. A worker that is killed loses nothing. A second one at the same time does nothing. Returns {conversations, is_waiting}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."topic_frequency"(jsonb, text, text) IS 'How many conversations had each topic, by domain and bucket (day, week from Monday, month) in time_zone: conversations, classified (all that a model or person has looked at), share of these. topic_id null: conversations with any topic, each once; a conversation with several topics counts for each, so shares may add up to more than 1. Hidden topics are left out, merged ones count for their survivor. A bucket without classified conversations has no row; is_partial: the window cuts it, or it is not over. filter: the same object as list_conversations; without from 30 days, at most 400. Needs topics.view, for more than times and domains in the filter also conversations.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "bucket": "week", "time_zone": "Europe/Madrid"}';

COMMENT ON FUNCTION "public"."topic_trend"(jsonb) IS 'Each topic''s share of the classified conversations of its domain, in the window of the filter and in the equally long one before, each with its Wilson 95 % interval. trend: emerging (the lower bound is above the upper bound of before), fading (the reverse), steady, or unknown, without share_change, where either window has under 20 classified conversations. filter, permissions and errors as topic_frequency. Example: {"filter": {"from": "2026-11-01T00:00:00Z", "to": "2026-11-15T00:00:00Z"}}';

COMMENT ON POLICY "select_member" ON "public"."conversation_keywords" IS 'Keywords of the conversations that the person may view.';

COMMENT ON TABLE "private"."dirty_keywords" IS 'Conversations whose words are to be read anew, noted by whoever wrote a text. See run_keyword_upkeep.';

COMMENT ON TABLE "private"."erased_visitors" IS 'Digests of the ids of visitors who were erased, so that later events do not bring them back.';

COMMENT ON TABLE "public"."conversation_keywords" IS 'Words and pairs of words that visitors used, each once a conversation; made by run_keyword_upkeep.';

REVOKE ALL ON FUNCTION "private"."classified_topics"(private.engagement_filter) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."classified_topics"(private.engagement_filter) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."classified_topics"(private.engagement_filter) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_keywords"(private.engagement_filter) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_keywords"(private.engagement_filter) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_keywords"(private.engagement_filter) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_topics"(private.engagement_filter, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_topics"(private.engagement_filter, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_topics"(private.engagement_filter, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."drop_erased_events"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_erased_events"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."drop_erased_events"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_accounts"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_accounts"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_accounts"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_tickets"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_tickets"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_tickets"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_transcripts"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_transcripts"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_transcripts"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."extract_keywords"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."extract_keywords"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."extract_keywords"(text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."keywords_of"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keywords_of"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."keywords_of"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."named_accounts"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."named_accounts"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."named_accounts"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_keywords"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_keywords"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_keywords"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."replace_person"(uuid, uuid[], uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."replace_person"(uuid, uuid[], uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."replace_person"(uuid, uuid[], uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."replace_visitor"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."replace_visitor"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."replace_visitor"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."same_visitors"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."same_visitors"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."same_visitors"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."topic_window"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."topic_window"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."topic_window"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."visitor_digest"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."visitor_digest"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."visitor_digest"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."wilson_bound"(bigint, bigint, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."wilson_bound"(bigint, bigint, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."wilson_bound"(bigint, bigint, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_visitor"(uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."delete_visitor"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_visitor"(uuid, uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."export_visitor"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."export_visitor"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."export_visitor"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_keywords"(jsonb, integer, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_keywords"(jsonb, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_keywords"(jsonb, integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_topics"(jsonb, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_topics"(jsonb, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_topics"(jsonb, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_keyword_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_keyword_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_keyword_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."topic_frequency"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."topic_frequency"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."topic_frequency"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."topic_trend"(jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."topic_trend"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."topic_trend"(jsonb) TO "postgres";

REVOKE ALL ON TABLE "public"."conversation_keywords" FROM "authenticated";

GRANT SELECT ON TABLE "public"."conversation_keywords" TO "authenticated";

REVOKE ALL ON TABLE "public"."conversation_keywords" FROM "service_role";

GRANT SELECT ON TABLE "public"."conversation_keywords" TO "service_role";

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
('delete_visitor', true),
('export_visitor', false)
on conflict (rpc) do nothing;

-- The reason of a score may quote the visitor, and the log cannot forget.
select private.audit_table('public.conversation_scores', '{reason}');
