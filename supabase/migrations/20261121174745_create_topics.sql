-- Topics of conversations, and the filter by topic. Admins manage topics and visitors.
SET local check_function_bodies = off;

CREATE TABLE "public"."conversation_topics" (
  "domain_id"       uuid                     NOT NULL,
  "conversation_id" uuid                     NOT NULL,
  "topic_id"        uuid                     NOT NULL,
  "confidence"      numeric(4,3)             NOT NULL,
  "source"          text                     NOT NULL,
  "created_at"      timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "conversation_topics_confidence_check" CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
  CONSTRAINT "conversation_topics_pkey" PRIMARY KEY (domain_id, conversation_id, topic_id),
  CONSTRAINT "conversation_topics_source_check" CHECK ((source = ANY (ARRAY['human'::text, 'llm'::text, 'rule'::text])))
);

ALTER TABLE "public"."conversation_topics"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."conversation_topics" FROM "anon";

CREATE TABLE "public"."topics" (
  "domain_id"      uuid                     NOT NULL,
  "id"             uuid                     NOT NULL,
  "label"          text                     NOT NULL,
  "name"           text                     NOT NULL,
  "status"         text                     NOT NULL DEFAULT 'active'::text,
  "parent_id"      uuid,
  "merged_into_id" uuid,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "version"        integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "topics_label_check" CHECK ((label = lower(label))),
  CONSTRAINT "topics_label_key" UNIQUE (domain_id, label),
  CONSTRAINT "topics_merged_into_id_check" CHECK ((merged_into_id <> id)),
  CONSTRAINT "topics_name_check" CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT "topics_parent_id_check" CHECK ((parent_id <> id)),
  CONSTRAINT "topics_pkey" PRIMARY KEY (domain_id, id),
  CONSTRAINT "topics_status_check" CHECK ((status = ANY (ARRAY['active'::text, 'hidden'::text, 'merged'::text]))),
  CONSTRAINT "topics_status_merged_into_id_check" CHECK (((status = 'merged'::text) = (merged_into_id IS NOT NULL)))
);

ALTER TABLE "public"."topics"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."topics" FROM "anon";

ALTER TABLE "public"."conversations"
  ADD COLUMN "topics_at" timestamp WITH time zone;

ALTER TABLE "public"."conversations"
  ADD COLUMN "topics_source" text;

CREATE TYPE "private"."classification" AS (
  "domain_id"       uuid,
  "conversation_id" uuid,
  "source"          text,
  "classified_at"   timestamp WITH time zone,
  "topics"          jsonb
);

ALTER TYPE "private"."engagement_filter" ADD ATTRIBUTE "topic_id" uuid CASCADE;

CREATE OR REPLACE FUNCTION private.check_topic_parent (
  domain_id uuid,
  topic_id  uuid,
  parent_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if check_topic_parent.parent_id is null then
    return;
  end if;
  if not exists (
    select from public.topics as topic
    where
      topic.domain_id = check_topic_parent.domain_id
      and topic.id = check_topic_parent.parent_id
      and topic.status <> 'merged'
  ) then
    perform private.bad_input('parent_id', 'is no topic of this domain');
  end if;
  if check_topic_parent.parent_id = check_topic_parent.topic_id
    or exists (
      select from public.topics as topic
      where
        topic.domain_id = check_topic_parent.domain_id
        and (
          (topic.id = check_topic_parent.parent_id and topic.parent_id is not null)
          or topic.parent_id = check_topic_parent.topic_id
        )
    ) then
    perform private.bad_input('parent_id', 'a group is in no group itself');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.classification_fault (
  entry jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case
    when jsonb_typeof(entry) is distinct from 'object' then 'entry: must be an object'
    when private.is_valid_input(entry ->> 'domain_id', 'uuid') is not true then 'domain_id: must be a uuid'
    when private.is_valid_input(entry ->> 'conversation_id', 'uuid') is not true
      then 'conversation_id: must be a uuid'
    when private.is_zoned_time(entry ->> 'classified_at') is not true
      then 'classified_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when coalesce(entry ->> 'source', 'llm') not in ('llm', 'rule') then 'source: must be llm or rule'
    when jsonb_typeof(entry -> 'topics') is distinct from 'array'
      or jsonb_array_length(entry -> 'topics') > 20
      then 'topics: must be an array of at most 20 topics'
    when exists (
      select from jsonb_array_elements(entry -> 'topics') as topic (given)
      where jsonb_typeof(topic.given -> 'name') is distinct from 'string'
        or length(private.topic_label(topic.given ->> 'name')) not between 1 and 100
    ) then 'topics: each must have a name of 1 to 100 characters'
    when jsonb_path_exists(
      entry, 'strict $.topics[*].confidence ? (@.type() != "number" || @ < 0 || @ > 1)', silent => true
    ) then 'topics: confidence must be a number from 0 to 1'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.engagement_filter_fault (
  key   text,
  value jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  given constant text := value #>> '{}';
begin
  return case
    when key in ('from', 'to') and not private.is_zoned_time(given)
      then 'must be a time with a zone, such as 2026-03-29T00:00:00Z'
    when key = 'domain_ids' and (
      jsonb_typeof(value) <> 'array'
      or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or not private.is_valid_input(translate(given, '[]', '{}'), 'uuid[]')
    ) then 'must be an array of uuids'
    when key in ('score_min', 'score_max') and jsonb_typeof(value) <> 'number'
      then 'must be a number from 0 to 100'
    when key = 'outcome'
      and given not in ('demo_booked', 'email_captured', 'demo_proposed', 'cta_clicked', 'none')
      then 'must be demo_booked, email_captured, demo_proposed, cta_clicked or none'
    when key = 'language' and given !~ '^[a-z]{2,3}$' then 'must be a language code such as en'
    when key in ('has_email', 'include_test') and jsonb_typeof(value) <> 'boolean'
      then 'must be true or false'
    when key in ('account_id', 'topic_id') and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key = 'status' and given not in ('open', 'closed', 'handed_over')
      then 'must be open, closed or handed_over'
    when key = 'text' and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in (
      'from', 'to', 'domain_ids', 'score_min', 'score_max', 'outcome', 'language', 'has_email',
      'account_id', 'status', 'text', 'include_test', 'topic_id'
    ) then 'is no known filter'
  end;
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
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine uuid [] := private.permitted_domains('conversations.view', (wanted).domain_ids);
  query constant tsquery := websearch_to_tsquery('private.plain_words', (wanted).text);
  same_topics constant uuid [] := private.same_topics(mine, (wanted).topic_id);
begin
  if (wanted).has_email is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('visitors.view')));
  end if;
  if (wanted).account_id is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('accounts.view')));
  end if;
  return query
  select page.*
  from unnest(mine) as tenant (id)
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

CREATE OR REPLACE FUNCTION private.find_topic (
  domain_id uuid,
  topic_id  uuid
)
  RETURNS public.topics
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  topic public.topics;
begin
  select known.* into topic
  from public.topics as known
  where known.domain_id = find_topic.domain_id and known.id = find_topic.topic_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such topic');
  end if;
  if topic.status = 'merged' then
    perform private.fail(
      'PT409', 'ALREADY_MERGED', 'the topic was merged into another one',
      format('Use topic %s, which stands for it.', topic.merged_into_id)
    );
  end if;
  return topic;
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
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('visitors.view', (wanted).domain_ids);
  asks_for_talk constant boolean := num_nonnulls(
    (wanted).score_min, (wanted).score_max, (wanted).outcome, (wanted).language, (wanted).status,
    (wanted).text, (wanted).topic_id
  ) > 0;
begin
  return query
  select page.*
  from unnest(mine) as tenant (id)
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

CREATE OR REPLACE FUNCTION private.fresh_classifications (
  batch private.classification[]
)
  RETURNS private.classification[]
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  AS $function$
declare
  missing_id uuid;
begin
  -- In the order of keys, as everywhere: two batches wait for each other and cannot deadlock.
  perform
  from public.conversations as talk
  where (talk.domain_id, talk.id) in (
    select entry.domain_id, entry.conversation_id from unnest(batch) as entry
  )
  order by talk.domain_id, talk.id
  for no key update;
  select entry.conversation_id into missing_id
  from unnest(batch) as entry
  left join public.conversations as talk
    on entry.domain_id = talk.domain_id and entry.conversation_id = talk.id
  where talk.id is null
  limit 1;
  if found then
    perform private.bad_input(
      'entries.conversation_id',
      format('%s is no conversation of its domain; nothing of this batch was stored', missing_id)
    );
  end if;
  return array(
    select entry
    from unnest(batch) as entry
    inner join public.conversations as talk
      on entry.domain_id = talk.domain_id and entry.conversation_id = talk.id
    where
      talk.topics_source is distinct from 'human'
      and (talk.topics_at is null or entry.classified_at > talk.topics_at)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_topics (
  domain_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('topics of ' || domain_id, 0));
end;
$function$;

CREATE OR REPLACE FUNCTION private.named_topics (
  batch private.classification[]
)
  RETURNS TABLE (
    domain_id       uuid,
    conversation_id uuid,
    topic_id        uuid,
    confidence      numeric,
    source          text
  )
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into public.topics (domain_id, id, label, name)
  select distinct on (entry.domain_id, named.label)
    entry.domain_id, private.topic_id(entry.domain_id, named.label), named.label,
    regexp_replace(btrim(topic.given ->> 'name'), '\s+', ' ', 'g')
  from unnest(batch) as entry
  cross join lateral jsonb_array_elements(entry.topics) as topic (given)
  cross join lateral (select private.topic_label(topic.given ->> 'name') as label) as named
  where not exists (
    select from public.topics as known
    where known.domain_id = entry.domain_id
      and (known.label = named.label or (lower(known.name) = named.label and known.status <> 'merged'))
  )
  order by entry.domain_id, named.label
  on conflict do nothing;
  return query
  select
    entry.domain_id, entry.conversation_id, topic.id, max(topic.confidence), entry.source
  from unnest(batch) as entry
  cross join lateral (
    select found.id, coalesce((given.topic ->> 'confidence')::numeric, 1) as confidence
    from jsonb_array_elements(entry.topics) as given (topic)
    cross join lateral (
      select known.id
      from public.topics as known
      cross join lateral (select private.topic_label(given.topic ->> 'name') as label) as named
      where known.domain_id = entry.domain_id
        and (known.label = named.label or (lower(known.name) = named.label and known.status <> 'merged'))
      order by known.label = named.label desc
      limit 1
    ) as found
  ) as topic
  group by entry.domain_id, entry.conversation_id, topic.id, entry.source;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_classifications (
  entries jsonb
)
  RETURNS private.classification[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  broken record;
begin
  select listed.place - 1 as place, checked.fault
  into broken
  from jsonb_array_elements(entries) with ordinality as listed (entry, place)
  cross join lateral (select private.classification_fault(listed.entry) as fault) as checked
  where checked.fault is not null
  order by listed.place
  limit 1;
  if found then
    perform private.bad_input(
      format('entries[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return array(
    select
      row(
        entry.domain_id, entry.conversation_id, coalesce(entry.source, 'llm'), entry.classified_at,
        entry.topics
      )::private.classification
    from (
      select distinct on (given.domain_id, given.conversation_id) given.*
      from jsonb_populate_recordset(null::private.classification, entries) as given
      order by given.domain_id, given.conversation_id, given.classified_at desc
    ) as entry
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.same_topics (
  domain_ids uuid[],
  topic_id   uuid
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select topic.id
    from public.topics as asked
    inner join public.topics as topic
      on asked.domain_id = topic.domain_id
      and coalesce(asked.merged_into_id, asked.id) in (topic.id, topic.merged_into_id)
    where asked.domain_id = any(domain_ids) and asked.id = same_topics.topic_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.topic_id (
  domain_id uuid,
  label     text
)
  RETURNS uuid
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return md5(domain_id || '/topic/' || label)::uuid;
end;
$function$;

CREATE OR REPLACE FUNCTION private.topic_label (
  name text
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return lower(regexp_replace(btrim(name, E' \t\n\r'), '\s+', ' ', 'g'));
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_topic (
  domain_id uuid,
  name      text,
  parent_id uuid DEFAULT NULL::uuid
)
  RETURNS public.topics
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  topic public.topics;
  label constant text := private.topic_label(create_topic.name);
begin
  perform private.require('topics.edit', create_topic.domain_id);
  if length(label) between 1 and 100 is not true then
    perform private.bad_input('name', 'must be a text of 1 to 100 characters');
  end if;
  perform private.lock_topics(create_topic.domain_id);
  perform private.check_topic_parent(create_topic.domain_id, null, create_topic.parent_id);
  insert into public.topics (domain_id, id, label, name, parent_id)
  values (
    create_topic.domain_id, private.topic_id(create_topic.domain_id, label), label,
    regexp_replace(btrim(create_topic.name), '\s+', ' ', 'g'), create_topic.parent_id
  )
  on conflict do nothing
  returning * into topic;
  if not found then
    perform private.fail(
      '23505', 'TOPIC_EXISTS', 'there is a topic of this name', 'It may be hidden, renamed or merged.'
    );
  end if;
  return topic;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_topic"(uuid, text, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.merge_topics (
  domain_id     uuid,
  topic_id      uuid,
  into_topic_id uuid
)
  RETURNS public.topics
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  survivor public.topics;
  merged public.topics;
begin
  perform private.require('topics.manage', merge_topics.domain_id);
  perform private.lock_topics(merge_topics.domain_id);
  survivor := private.find_topic(merge_topics.domain_id, merge_topics.into_topic_id);
  if merge_topics.topic_id = survivor.id then
    perform private.bad_input('into_topic_id', 'is topic_id');
  end if;
  if exists (
    select from public.topics as topic
    where
      topic.domain_id = survivor.domain_id
      and topic.id = merge_topics.topic_id and topic.merged_into_id = survivor.id
  ) then
    return survivor;
  end if;
  merged := private.find_topic(merge_topics.domain_id, merge_topics.topic_id);
  -- The survivor leaves a group that goes; what was grouped under the merged one finds its group anew.
  update public.topics as topic
  set parent_id = case when topic.id <> survivor.id then coalesce(
    nullif(survivor.parent_id, merged.id), survivor.id
  ) end
  where topic.domain_id = survivor.domain_id and topic.parent_id = merged.id;
  update public.topics as topic
  set status = 'merged', merged_into_id = survivor.id, parent_id = null
  where topic.domain_id = survivor.domain_id and merged.id in (topic.id, topic.merged_into_id);
  return private.find_topic(survivor.domain_id, survivor.id);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."merge_topics"(uuid, uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_conversation_topics (
  domain_id       uuid,
  conversation_id uuid,
  topic_ids       uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require('topics.edit', set_conversation_topics.domain_id);
  perform private.require('conversations.view', set_conversation_topics.domain_id);
  if topic_ids is null or cardinality(topic_ids) > 20 then
    perform private.bad_input('topic_ids', 'must be an array of at most 20 topics');
  end if;
  perform
  from public.conversations as talk
  where talk.domain_id = set_conversation_topics.domain_id
    and talk.id = set_conversation_topics.conversation_id
  for no key update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  perform private.find_topic(set_conversation_topics.domain_id, named.id) from unnest(topic_ids) as named (id);
  delete from public.conversation_topics as held
  where held.domain_id = set_conversation_topics.domain_id
    and held.conversation_id = set_conversation_topics.conversation_id;
  insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
  select distinct
    set_conversation_topics.domain_id, set_conversation_topics.conversation_id, named.id, 1, 'human'
  from unnest(topic_ids) as named (id);
  update public.conversations as talk set topics_at = now(), topics_source = 'human'
  where talk.domain_id = set_conversation_topics.domain_id
    and talk.id = set_conversation_topics.conversation_id;
  perform private.audit_event(
    'classify', 'conversation_topics', set_conversation_topics.conversation_id::text,
    set_conversation_topics.domain_id, jsonb_build_object('topic_ids', topic_ids)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_conversation_topics"(uuid, uuid, uuid[]) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.store_conversation_topics (
  entries jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  batch private.classification [];
  part record;
begin
  if jsonb_typeof(entries) is distinct from 'array' then
    perform private.bad_input('entries', 'must be an array of classified conversations');
  end if;
  if jsonb_array_length(entries) > 1000 then
    perform private.fail('22023', 'BATCH_TOO_LARGE', 'entries: a batch holds at most 1000', 'Split the batch.');
  end if;
  batch := private.fresh_classifications(private.read_classifications(entries));
  delete from public.conversation_topics as held
  using unnest(batch) as entry
  where held.domain_id = entry.domain_id and held.conversation_id = entry.conversation_id;
  insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
  select found.domain_id, found.conversation_id, found.topic_id, found.confidence, found.source
  from private.named_topics(batch) as found;
  update public.conversations as talk
  set topics_at = entry.classified_at, topics_source = entry.source
  from unnest(batch) as entry
  where talk.domain_id = entry.domain_id and talk.id = entry.conversation_id;
  for part in
    select entry.domain_id, count(*) as conversations
    from unnest(batch) as entry
    group by entry.domain_id
    order by entry.domain_id
  loop
    perform private.audit_event(
      'classify', 'conversation_topics', null, part.domain_id,
      jsonb_build_object('conversations', part.conversations)
    );
  end loop;
  return jsonb_build_object(
    'received', jsonb_array_length(entries),
    'stored', cardinality(batch),
    'unchanged', jsonb_array_length(entries) - cardinality(batch)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."store_conversation_topics"(jsonb) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.update_topic (
  domain_id        uuid,
  topic_id         uuid,
  expected_version integer,
  name             text    DEFAULT NULL::text,
  status           text    DEFAULT NULL::text,
  parent_id        uuid    DEFAULT NULL::uuid,
  is_top_level     boolean DEFAULT false
)
  RETURNS public.topics
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  topic public.topics;
  new_name constant text := regexp_replace(btrim(update_topic.name), '\s+', ' ', 'g');
begin
  perform private.require('topics.edit', update_topic.domain_id);
  if length(new_name) not between 1 and 100 then
    perform private.bad_input('name', 'must be a text of 1 to 100 characters');
  end if;
  if update_topic.status not in ('active', 'hidden') then
    perform private.bad_input('status', 'must be active or hidden');
  end if;
  perform private.lock_topics(update_topic.domain_id);
  topic := private.find_topic(update_topic.domain_id, update_topic.topic_id);
  perform private.require_version(update_topic.expected_version, topic.version);
  perform private.check_topic_parent(update_topic.domain_id, topic.id, update_topic.parent_id);
  update public.topics as changed
  set
    name = coalesce(new_name, changed.name),
    status = coalesce(update_topic.status, changed.status),
    parent_id = case
      when not coalesce(update_topic.is_top_level, false)
        then coalesce(update_topic.parent_id, changed.parent_id)
    end
  where changed.domain_id = topic.domain_id and changed.id = topic.id
  returning * into topic;
  return topic;
exception
  when unique_violation then
    perform private.fail('23505', 'TOPIC_EXISTS', 'there is a topic of this name', 'Merge the two.');
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_topic"(uuid, uuid, integer, text, text, uuid, boolean) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."conversation_topics"
  ADD CONSTRAINT "conversation_topics_conversation_id_fkey" FOREIGN KEY (domain_id, conversation_id) REFERENCES public.conversations(domain_id, id);

-- The column is new and empty.
ALTER TABLE "public"."conversations"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "conversations_topics_at_check" CHECK (((topics_at IS NULL) = (topics_source IS NULL)));

-- The column is new and empty.
ALTER TABLE "public"."conversations"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "conversations_topics_source_check" CHECK ((topics_source = ANY (ARRAY['human'::text, 'llm'::text, 'rule'::text])));

ALTER TABLE "public"."topics"
  ADD CONSTRAINT "topics_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."conversation_topics"
  ADD CONSTRAINT "conversation_topics_topic_id_fkey" FOREIGN KEY (domain_id, topic_id) REFERENCES public.topics(domain_id, id);

ALTER TABLE "public"."topics"
  ADD CONSTRAINT "topics_merged_into_id_fkey" FOREIGN KEY (domain_id, merged_into_id) REFERENCES public.topics(domain_id, id);

ALTER TABLE "public"."topics"
  ADD CONSTRAINT "topics_parent_id_fkey" FOREIGN KEY (domain_id, parent_id) REFERENCES public.topics(domain_id, id);

CREATE INDEX conversation_topics_topic_id_idx ON public.conversation_topics USING btree (domain_id, topic_id, conversation_id);

CREATE INDEX topics_merged_into_id_idx ON public.topics USING btree (domain_id, merged_into_id)
  WHERE (merged_into_id IS NOT NULL);

CREATE UNIQUE INDEX topics_name_key ON public.topics USING btree (domain_id, lower(name))
  WHERE (status <> 'merged'::text);

CREATE INDEX topics_parent_id_idx ON public.topics USING btree (domain_id, parent_id)
  WHERE (parent_id IS NOT NULL);

CREATE TRIGGER audit_delete AFTER DELETE ON public.topics
referencing OLD TABLE AS old_rows
for each statement execute FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.topics
referencing NEW TABLE AS new_rows
for each statement execute FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.topics
referencing OLD TABLE AS old_rows NEW TABLE AS new_rows
for each statement execute FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.topics
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."conversation_topics"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('conversations.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."topics"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('topics.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."conversation_topics"."confidence" IS 'From 0 to 1; 1 where a person said so.';

COMMENT ON COLUMN "public"."conversation_topics"."source" IS 'human, llm (a model) or rule.';

COMMENT ON COLUMN "public"."conversations"."topics_at" IS 'Time of the classification whose result is in conversation_topics, which may be no topic; null: not classified.';

COMMENT ON COLUMN "public"."conversations"."topics_source" IS 'human, llm or rule: who classified it.';

COMMENT ON COLUMN "public"."topics"."id" IS 'Made from domain and label, whoever names the topic first.';

COMMENT ON COLUMN "public"."topics"."label" IS 'What models call it, in lowercase. It never changes: a renamed or merged topic is still found by it.';

COMMENT ON COLUMN "public"."topics"."merged_into_id" IS 'The topic that this one counts for, which is never merged itself. conversation_topics keep what was said.';

COMMENT ON COLUMN "public"."topics"."name" IS 'What people call it; unique in the domain but for merged topics, in any case.';

COMMENT ON COLUMN "public"."topics"."parent_id" IS 'The group of a topic. A group has no group itself; counts do not add up into it.';

COMMENT ON COLUMN "public"."topics"."status" IS 'active; hidden: lists and charts leave it out; merged: counted as merged_into_id.';

COMMENT ON FUNCTION "private"."check_topic_parent"(uuid, uuid, uuid) IS 'Raises 22023 unless the topic (null: a new one) may have this parent, which may be null. The topics must be locked.';

COMMENT ON FUNCTION "private"."classification_fault"(jsonb) IS 'What is wrong with an entry of store_conversation_topics, as "field: problem"; null when nothing.';

COMMENT ON FUNCTION "private"."find_topic"(uuid, uuid) IS 'A topic that stands for itself. Raises P0002 / NOT_FOUND, or PT409 / ALREADY_MERGED for a merged one.';

COMMENT ON FUNCTION "private"."fresh_classifications"(private.classification[]) IS 'Locks the conversations of the batch and returns the entries that are newer than what is known; what a person said stays. Raises 22023 that names a conversation that is not there.';

COMMENT ON FUNCTION "private"."lock_topics"(uuid) IS 'Keeps other changes of the domain''s topics waiting until the end of the transaction.';

COMMENT ON FUNCTION "private"."named_topics"(private.classification[]) IS 'The topics that the batch names, each conversation''s once, by their first name or their present one; makes those that are new.';

COMMENT ON FUNCTION "private"."read_classifications"(jsonb) IS 'The entries with their types, of each conversation the newest. Raises 22023 that names the first malformed one by its index from 0.';

COMMENT ON FUNCTION "private"."same_topics"(uuid[], uuid) IS 'Of these domains: the topic for which this one stands, and all that were merged into it. Empty for none.';

COMMENT ON FUNCTION "private"."topic_id"(uuid, text) IS 'The id of the topic with this label: the same in whatever order topics are found.';

COMMENT ON FUNCTION "private"."topic_label"(text) IS 'A topic''s name as its label: lowercase, single spaces.';

COMMENT ON FUNCTION "public"."create_topic"(uuid, text, uuid) IS 'Adds a topic to a domain, under parent_id or none; models find it by its name. Needs topics.edit there. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; 23505 TOPIC_EXISTS, also where another topic had that name.';

COMMENT ON FUNCTION "public"."list_conversations"(jsonb, text, integer) IS 'Conversations, newest first. filter: from, to (half-open, on started_at), domain_ids (null: all mine), score_min, score_max, outcome, language, has_email, account_id, topic_id (with what was merged into it), status, text, include_test (false: test traffic is left out). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 22023 names a wrong argument or filter key; 42501 a domain that is not yours, or conversations.view held nowhere. Example: {"filter": {"outcome": "demo_booked", "language": "fr"}, "page_size": 20}';

COMMENT ON FUNCTION "public"."merge_topics"(uuid, uuid, uuid) IS 'Says that topic_id is the same topic as into_topic_id: its conversations, and those that models find later, count for the latter, which is returned. Each conversation keeps what was said of it. Again it changes nothing. Needs topics.manage there. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT for a topic with itself; P0002 NOT_FOUND; PT409 ALREADY_MERGED.';

COMMENT ON FUNCTION "public"."set_conversation_topics"(uuid, uuid, uuid[]) IS 'Says what a conversation is about, {} for nothing; models no longer change it. Needs topics.edit and conversations.view there. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND, of the conversation or a topic; PT409 ALREADY_MERGED.';

COMMENT ON FUNCTION "public"."store_conversation_topics"(jsonb) IS 'For the worker of the model: stores what up to 1000 conversations are about, as [{"domain_id", "conversation_id", "classified_at", "source": "llm" or "rule", "topics": [{"name": "Pricing", "confidence": 0.9}]}]; no topics means classified as none. Of each conversation the newest classification counts, whatever the order of batches, and what a person said stays; sent again it changes nothing. Topics that nobody named before are made; merged ones keep what was said. Returns received, stored, unchanged. Needs the secret key. Errors: 22023 BATCH_TOO_LARGE, INVALID_INPUT that names entry and field.';

COMMENT ON FUNCTION "public"."update_topic"(uuid, uuid, integer, text, text, uuid, boolean) IS 'Renames a topic, hides or shows it (status hidden or active), moves it under parent_id or, with is_top_level, out of its group; null keeps a field. Models still find it by its first name. Needs topics.edit there. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; PT409 ALREADY_MERGED; 40001 STALE_VERSION; 23505 TOPIC_EXISTS.';

COMMENT ON POLICY "select_member" ON "public"."conversation_topics" IS 'What conversations are about, in the domains where the person may view them. Names are in topics.';

COMMENT ON POLICY "select_member" ON "public"."topics" IS 'Topics of the domains where the person may view topics.';

COMMENT ON TABLE "public"."conversation_topics" IS 'The topics of a conversation, as its last classification found them: see conversations.topics_at.';

COMMENT ON TABLE "public"."topics" IS 'What conversations of a domain are about: found by a model, kept in order by people.';

COMMENT ON TYPE "private"."classification" IS 'What somebody found a conversation to be about. topics: [{"name": "Pricing", "confidence": 0.9}].';

REVOKE ALL ON FUNCTION "private"."check_topic_parent"(uuid, uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_topic_parent"(uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_topic_parent"(uuid, uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."classification_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."classification_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."classification_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_topic"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_topic"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_topic"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."fresh_classifications"(private.classification[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."fresh_classifications"(private.classification[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."fresh_classifications"(private.classification[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_topics"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_topics"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_topics"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."named_topics"(private.classification[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."named_topics"(private.classification[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."named_topics"(private.classification[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_classifications"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_classifications"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_classifications"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."same_topics"(uuid[], uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."same_topics"(uuid[], uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."same_topics"(uuid[], uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."topic_id"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."topic_id"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."topic_id"(uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."topic_label"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."topic_label"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."topic_label"(text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_topic"(uuid, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_topic"(uuid, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_topic"(uuid, text, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."merge_topics"(uuid, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."merge_topics"(uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."merge_topics"(uuid, uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_conversation_topics"(uuid, uuid, uuid[]) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_conversation_topics"(uuid, uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_conversation_topics"(uuid, uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "public"."store_conversation_topics"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."store_conversation_topics"(jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."store_conversation_topics"(jsonb) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."update_topic"(uuid, uuid, integer, text, text, uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_topic"(uuid, uuid, integer, text, text, uuid, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_topic"(uuid, uuid, integer, text, text, uuid, boolean) TO "postgres";

REVOKE ALL ON TABLE "public"."conversation_topics" FROM "authenticated";

GRANT SELECT ON TABLE "public"."conversation_topics" TO "authenticated";

REVOKE ALL ON TABLE "public"."conversation_topics" FROM "service_role";

GRANT SELECT ON TABLE "public"."conversation_topics" TO "service_role";

REVOKE ALL ON TABLE "public"."topics" FROM "authenticated";

GRANT SELECT ON TABLE "public"."topics" TO "authenticated";

REVOKE ALL ON TABLE "public"."topics" FROM "service_role";

GRANT SELECT ON TABLE "public"."topics" TO "service_role";

-- What each role may do where it is held: one line a resource, one column a role.
-- Narrower than a domain ("own cases", "shared with my organization") is said by the tables' policies;
-- one's own tickets and profile need no permission.
-- A refund is requested with edit and approved with manage.
create temporary table wanted as
select
  grants.role_key,
  grid.resource,
  grants.action
from (
  values
    ('cases', 'manage', 'edit', 'view', 'edit', null, 'view', null),
    ('case_documents', 'manage', 'edit', 'view', 'edit', null, 'view', null),
    ('donations', 'manage', 'view', 'view', 'view', 'view', 'view', null),
    ('refunds', 'manage', 'edit', null, null, 'manage', 'edit', null),
    ('platform_users', 'manage', 'edit', null, null, 'view', 'edit', null),
    ('tokens', 'manage', null, null, null, 'view', 'view', null),
    ('orders', 'manage', null, null, null, 'view', 'view', null),
    ('transactions', 'manage', null, null, null, 'view', 'view', null),
    ('fees', 'manage', null, null, null, 'manage', 'view', null),
    ('commissions', 'manage', null, null, null, 'manage', 'view', null),
    ('cohorts', 'manage', null, null, null, 'manage', 'view', null),
    ('analytics', 'view', 'view', 'view', 'view', 'view', 'view', 'view'),
    ('support', 'manage', 'manage', null, null, null, 'manage', null),
    ('collaborators', 'manage', null, null, null, null, null, null),
    ('conversations', 'view', null, null, null, null, 'view', 'view'),
    ('visitors', 'manage', null, null, null, null, 'view', 'view'),
    ('accounts', 'view', null, null, null, null, 'view', 'view'),
    ('topics', 'manage', null, null, null, null, 'view', 'view'),
    ('ai_sections', 'manage', null, null, null, null, 'view', 'edit'),
    ('agents', 'manage', null, null, null, null, 'view', 'edit'),
    ('settings', 'manage', null, null, null, null, 'view', 'edit'),
    ('integrations', 'manage', null, null, null, null, null, null),
    ('clients', 'manage', null, null, null, null, null, null),
    ('domains', 'manage', null, null, null, null, null, null),
    ('audit', 'view', null, null, null, null, null, null),
    ('access_log', 'view', null, null, null, null, null, null),
    ('compliance', 'view', null, null, null, null, null, null)
) as grid (resource, admin, staff, partner, guardian, business, support, client_user)
cross join lateral (
  values
    ('admin', grid.admin),
    ('staff', grid.staff),
    ('partner', grid.partner),
    ('guardian', grid.guardian),
    ('business', grid.business),
    ('support', grid.support),
    ('client_user', grid.client_user)
) as grants (role_key, action)
where grants.action is not null;

insert into public.role_permissions (role_key, resource, action)
select
  role_key,
  resource,
  action
from wanted
on conflict (role_key, resource, action) do nothing;

-- A system role has these grants and no others; roles that an installation added keep theirs.
delete from public.role_permissions
where
  role_key in (
    select roles.key
    from public.roles
    where roles.is_system
  )
  and concat_ws('.', role_key, resource, action) not in (
    select concat_ws('.', wanted.role_key, wanted.resource, wanted.action) as name from wanted
  );

-- squawk-ignore ban-drop-table
drop table wanted;
