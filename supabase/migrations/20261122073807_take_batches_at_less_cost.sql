-- A batch of events is checked as a whole, not event by event, and a new conversation is written once.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."event_envelope_fault"(jsonb, jsonb, boolean);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."event_message_fault"(jsonb);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."event_payload_fault"(jsonb);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."store_conversations"(private.visitor_event[]);

CREATE OR REPLACE FUNCTION private.check_visitor_events (
  events      jsonb,
  sites       jsonb,
  is_backfill boolean,
  is_typed    boolean
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  broken record;
begin
  if is_typed then
    select told.place, told.fault into broken
    from private.first_event_fault(events, sites, is_backfill) as told;
  else
    -- One after the other: where the type is wrong, nothing else may be asked.
    select listed.place, checked.fault into broken
    from jsonb_array_elements(events) with ordinality as listed (event, place)
    cross join lateral (
      select coalesce(private.event_type_fault(listed.event), (
        select told.fault
        from private.first_event_fault(jsonb_build_array(listed.event), sites, is_backfill) as told
      ))
    ) as checked (fault)
    where checked.fault is not null
    order by listed.place
    limit 1;
  end if;

  if broken.fault is not null then
    perform private.bad_input(
      format('events[%s].%s', broken.place - 1, split_part(broken.fault, ': ', 1)),
      format(
        '%s (event id %s); nothing of this batch was stored',
        split_part(broken.fault, ': ', 2), coalesce(events -> (broken.place - 1)::integer ->> 'id', 'missing')
      )
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.envelope_faults (
  events      jsonb,
  sites       jsonb,
  is_backfill boolean
)
  RETURNS TABLE (
    place bigint,
    fault text
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  usual constant text [] := '{____-__-__T__:__:__Z,____-__-__T__:__:__.___Z}';
begin
  return query
  select listed.place, checked.fault
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (select case
    when event ->> 'id' is null then 'id: must be a uuid'
    when (sites ->> (event ->> 'site_domain')) is null then 'site_domain: is no known site'
    when event ->> 'visitor_id' is null then 'visitor_id: must be a uuid'
    when event ->> 'session_id' is null then 'session_id: must be a uuid'
    when event ->> 'kind' is null then 'kind: is no known kind'
    when (event ->> 'occurred_at' like any(usual)
      or private.has_zone(event ->> 'occurred_at')) is not true
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not (event ->> 'received_at' like any(usual)
      or private.has_zone(event ->> 'received_at'))
      then 'received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not is_backfill and (event ->> 'occurred_at')::timestamptz
      < coalesce((event ->> 'received_at')::timestamptz, now()) - interval '7 days'
      then 'occurred_at: is over 7 days late; send it as a backfill'
    when jsonb_typeof(event -> 'url') not in ('string', 'null') or length(event ->> 'url') > 2048
      then 'url: must be a text of at most 2048 characters'
    when jsonb_typeof(event -> 'properties') not in ('object', 'null') then 'properties: must be an object'
    when event ->> 'environment' !~ '^[a-z0-9_-]{1,50}$'
      then 'environment: must be a short name such as production'
    when event ->> 'deployment_target' !~ '^[a-z0-9_-]{1,50}$'
      then 'deployment_target: must be a short name such as widget'
    when event ->> 'agent' !~ '^[a-z0-9_-]{1,50}$' then 'agent: must be a short name such as web'
  end) as checked (fault)
  where checked.fault is not null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.first_event_fault (
  events      jsonb,
  sites       jsonb,
  is_backfill boolean,
  OUT         place bigint,
  OUT         fault text
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  select found.place, found.fault
  into first_event_fault.place, first_event_fault.fault
  from (
    select e.place, e.fault, 1 as turn from private.envelope_faults(events, sites, is_backfill) as e
    union all
    select p.place, p.fault, 2 from private.payload_faults(events) as p
    union all
    select m.place, m.fault, 3 from private.message_faults(events) as m
  ) as found
  order by found.place, found.turn
  limit 1;
end;
$function$;

CREATE OR REPLACE FUNCTION private.follow_merges (
  batch private.visitor_event[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  survivors jsonb;
begin
  select jsonb_object_agg(visitor.domain_id || '/' || visitor.id, visitor.merged_into_id)
  into survivors
  from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
  cross join lateral (
    select known.* from public.visitors as known
    where known.domain_id = named.domain_id and known.id = named.visitor_id
    limit 1 -- At most one; said so, each is looked up, instead of all merged visitors being read.
  ) as visitor
  where visitor.merged_into_id is not null;

  if survivors is null then
    return batch;
  end if;
  return array(
    select
      jsonb_populate_record(event, jsonb_strip_nulls(jsonb_build_object(
        'visitor_id', survivors -> (event.domain_id || '/' || event.visitor_id)
      )))
    from unnest(batch) as event
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.has_zone (
  value text
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  STRICT
  SET search_path TO ''
  AS $function$
begin
  -- Strict, as Postgres also reads '09:30 BC Z' and '09:30 PM Z'.
  return value ~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.]\d+)?)?(Z|[+-]\d\d(:?\d\d){0,2})$';
end;
$function$;

CREATE OR REPLACE FUNCTION private.is_email (
  value text
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  STRICT
  SET search_path TO ''
  AS $function$
begin
  return length(value) <= 254
    and value ~ '^[^][@[:space:],;:<>()"\\]+@[^][@[:space:],;:<>()"\\]+\.[^][@[:space:],;:<>()"\\]+$';
end;
$function$;

CREATE OR REPLACE FUNCTION private.message_faults (
  events jsonb
)
  RETURNS TABLE (
    place bigint,
    fault text
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select listed.place, checked.fault
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (
    select listed.event -> 'properties'
    where listed.event ->> 'kind' = 'message'
    offset 0 -- Taken out of the event once, not once for each line below.
  ) as told (given)
  cross join lateral (select case
    when (told.given ->> 'seq') ~ '^\d{1,9}$' is not true
      then 'properties.seq: must be a whole number from 0'
    when coalesce(told.given ->> 'role', '') not in ('visitor', 'assistant', 'human')
      then 'properties.role: must be visitor, assistant or human'
    when jsonb_typeof(told.given -> 'content') is distinct from 'string'
      or length(told.given ->> 'content') not between 1 and 32000
      then 'properties.content: must be a text of 1 to 32000 characters'
    when told.given ->> 'language' !~ '^[a-z]{2,3}$'
      then 'properties.language: must be a language code such as en'
    when jsonb_typeof(told.given -> 'meta') not in ('object', 'null')
      then 'properties.meta: must be an object'
  end) as checked (fault)
  where checked.fault is not null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.parse_visitor_events (
  events jsonb,
  sites  jsonb
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select
      array_agg(
        row(
          parsed.id, parsed.domain_id, parsed.visitor_id, parsed.session_id, parsed.conversation_id,
          parsed.kind, parsed.url, coalesce(nullif(parsed.properties, 'null'), '{}'),
          parsed.environment, parsed.deployment_target, parsed.agent_key,
          parsed.environment <> 'production' or parsed.deployment_target <> 'widget',
          case when parsed.is_ahead then parsed.received_at else parsed.occurred_at end,
          parsed.received_at, parsed.is_ahead
        )::private.visitor_event
      )
    from (
      select distinct on (event.id, site.domain_id)
        event.*,
        site.domain_id,
        coalesce(event.stage, 'production') as environment,
        coalesce(event.target, 'widget') as deployment_target,
        coalesce(event.agent, 'web') as agent_key,
        receipt.at as received_at,
        event.occurred_at > receipt.at + interval '5 minutes' as is_ahead
      from rows from (
        jsonb_to_recordset(events) as (
          id uuid, site_domain text, visitor_id uuid, session_id uuid, conversation_id uuid,
          kind public.visitor_event_kind, url text, properties jsonb, environment text,
          deployment_target text, agent text, occurred_at timestamptz, received_at timestamptz
        )
      ) with ordinality as event (
        id, site_domain, visitor_id, session_id, conversation_id, kind, url, properties, stage,
        target, agent, occurred_at, edge_received_at, place
      )
      cross join lateral (select (sites ->> event.site_domain)::uuid as domain_id) as site
      cross join lateral (select least(event.edge_received_at, now()) as at) as receipt
      order by event.id, site.domain_id, event.place -- Ids differ at once: sorting by them first is quick.
    ) as parsed
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.payload_faults (
  events jsonb
)
  RETURNS TABLE (
    place bigint,
    fault text
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select listed.place, checked.fault
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (
    select listed.event ->> 'kind', coalesce(nullif(listed.event -> 'properties', 'null'), '{}')
    offset 0 -- Taken out of the event once, not once for each line below.
  ) as told (kind, given)
  cross join lateral (select case
    when told.kind in ('message', 'demo_proposed', 'conversation_status')
      and listed.event ->> 'conversation_id' is null
      then 'conversation_id: required for this kind'
    when told.kind in ('identify', 'email_captured') and told.given ->> 'email' is null
      then 'properties.email: required for this kind'
    when not private.is_email(told.given ->> 'email') then 'properties.email: is no e-mail address'
    -- Of any kind, as sessions take it from every event that has it.
    when told.given -> 'visible_ms' is not null and (told.given ->> 'visible_ms') ~ '^\d{1,9}$' is not true
      then 'properties.visible_ms: must be a whole number of milliseconds'
    when told.kind = 'conversation_status'
      and coalesce(told.given ->> 'status', '') not in ('open', 'closed', 'handed_over')
      then 'properties.status: must be open, closed or handed_over'
    when told.kind = 'enrichment' then private.event_enrichment_fault(told.given)
    when told.kind = 'consent' then private.event_consent_fault(told.given)
  end) as checked (fault)
  where checked.fault is not null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_batch (
  batch private.visitor_event[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  fresh constant private.visitor_event [] := private.follow_merges(private.store_session_events(batch));
  continued private.visitor_event [];
  -- Most batches only tell what visitors did.
  tells_who constant boolean := exists (
    select from unnest(fresh) as event where event.kind = 'enrichment' or event.properties ? 'email'
  );
begin
  if tells_who then
    perform private.store_visitor_emails(fresh);
    perform private.store_accounts(fresh);
  end if;
  perform private.store_visitors(fresh);
  if tells_who then
    perform private.link_visitor_accounts(fresh);
    perform private.store_visitor_enrichments(fresh);
  end if;
  perform private.store_visitor_sessions(fresh);
  continued := private.store_conversations(fresh);
  perform private.store_messages(fresh);
  perform private.refresh_conversations(continued);
  perform private.store_conversation_status(fresh);
  return fresh;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_conversations (
  batch private.visitor_event[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  continued private.visitor_event [];
begin
  with written as (
    insert into public.conversations as talk (
      domain_id, id, visitor_id, session_id, agent_key, environment, deployment_target, started_at,
      first_event_id, email_captured, demo_proposed, cta_clicked, demo_booked, total_turns,
      agent_turns, human_turns, last_role, last_message_at, language
    )
    select told.* from private.told_conversations(batch) as told
    order by told.domain_id, told.id
    on conflict (domain_id, id) do update set
      (visitor_id, session_id, agent_key, environment, deployment_target, started_at, first_event_id)
      = (
        select version.*
        from (
          values
          (excluded.visitor_id, excluded.session_id, excluded.agent_key, excluded.environment,
            excluded.deployment_target, excluded.started_at, excluded.first_event_id),
          (talk.visitor_id, talk.session_id, talk.agent_key, talk.environment,
            talk.deployment_target, talk.started_at, talk.first_event_id)
        ) as version (visitor_id, session_id, agent_key, environment, target, started_at, event_id)
        order by version.started_at, version.event_id
        limit 1
      ),
      email_captured = talk.email_captured or excluded.email_captured,
      demo_proposed = talk.demo_proposed or excluded.demo_proposed,
      cta_clicked = talk.cta_clicked or excluded.cta_clicked,
      demo_booked = talk.demo_booked or excluded.demo_booked,
      updated_at = now()
    -- Postgres marks a row that it had to lock first, for it was there; one that is new has no mark.
    returning talk.domain_id, talk.id, talk.xmax <> 0 as was_there
  )
  select array_agg(event) into continued
  from unnest(batch) as event
  inner join written on event.domain_id = written.domain_id and event.conversation_id = written.id
  where written.was_there;
  return coalesce(continued, '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_messages (
  batch private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into public.messages as message (
    domain_id, id, conversation_id, seq, role, content, language, meta, occurred_at, event_id
  )
  select
    told.domain_id,
    md5(told.conversation_id || '/' || told.seq)::uuid,
    told.conversation_id, told.seq, told.role, told.content, told.language, told.meta, told.occurred_at,
    told.event_id
  from private.told_messages(batch) as told
  on conflict (domain_id, conversation_id, seq) do update set
    role = excluded.role,
    content = excluded.content,
    language = excluded.language,
    meta = excluded.meta,
    occurred_at = excluded.occurred_at,
    event_id = excluded.event_id
  where (excluded.occurred_at, excluded.event_id) > (message.occurred_at, message.event_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_session_events (
  batch private.visitor_event[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  stored_domains uuid [];
  stored_ids uuid [];
begin
  with stored as (
    insert into public.session_events (
      domain_id, id, visitor_id, session_id, conversation_id, kind, url, properties, environment,
      deployment_target, occurred_at, received_at, has_clock_skew, agent_key
    )
    select
      event.domain_id, event.id, event.visitor_id, event.session_id, event.conversation_id,
      event.kind, event.url, event.properties - '{content,email,company,data}'::text [],
      event.environment, event.deployment_target, event.occurred_at, event.received_at,
      event.has_clock_skew, event.agent_key
    from unnest(batch) as event
    order by event.domain_id, event.id
    on conflict (domain_id, id) do nothing
    returning session_events.domain_id, session_events.id
  )
  select array_agg(stored.domain_id), array_agg(stored.id) into stored_domains, stored_ids
  from stored;
  -- Nearly every batch is new as a whole.
  if cardinality(stored_ids) = cardinality(batch) then
    return batch;
  end if;
  return array(
    select event
    from unnest(batch) as event
    inner join unnest(stored_domains, stored_ids) as stored (domain_id, id)
      on event.domain_id = stored.domain_id and event.id = stored.id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.told_conversations (
  batch private.visitor_event[]
)
  RETURNS TABLE (
    domain_id         uuid,
    id                uuid,
    visitor_id        uuid,
    session_id        uuid,
    agent_key         text,
    environment       text,
    deployment_target text,
    started_at        timestamp with time zone,
    first_event_id    uuid,
    email_captured    boolean,
    demo_proposed     boolean,
    cta_clicked       boolean,
    demo_booked       boolean,
    total_turns       integer,
    agent_turns       integer,
    human_turns       integer,
    last_role         text,
    last_message_at   timestamp with time zone,
    language          text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 50
  SET search_path TO ''
  AS $function$
begin
  return query
  select told.*,
    coalesce(transcript.turns, 0), coalesce(transcript.agent_turns, 0), coalesce(transcript.human_turns, 0),
    transcript.last_role, transcript.last_message_at, transcript.language
  from (
    select distinct on (event.domain_id, event.conversation_id)
      event.domain_id, event.conversation_id, event.visitor_id, event.session_id, event.agent_key,
      event.environment, event.deployment_target, event.occurred_at, event.id,
      bool_or(event.kind = 'email_captured') over whole,
      bool_or(event.kind = 'demo_proposed') over whole,
      bool_or(event.kind = 'cta_clicked') over whole,
      bool_or(event.kind = 'demo_booked') over whole
    from unnest(batch) as event
    where event.conversation_id is not null
    window whole as (partition by event.domain_id, event.conversation_id)
    order by event.domain_id, event.conversation_id, event.occurred_at, event.id
  ) as told
  left join private.told_transcripts(batch) as transcript
    on told.domain_id = transcript.domain_id and told.conversation_id = transcript.conversation_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.told_messages (
  batch private.visitor_event[]
)
  RETURNS TABLE (
    domain_id       uuid,
    conversation_id uuid,
    seq             integer,
    role            text,
    content         text,
    language        text,
    meta            jsonb,
    occurred_at     timestamp with time zone,
    event_id        uuid
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 500
  SET search_path TO ''
  AS $function$
begin
  return query
  select distinct on (event.domain_id, event.conversation_id, event.seq)
    event.domain_id,
    event.conversation_id,
    event.seq,
    event.properties ->> 'role',
    event.properties ->> 'content',
    nullif(event.properties ->> 'language', ''),
    coalesce(nullif(event.properties -> 'meta', 'null'), '{}'),
    event.occurred_at,
    event.id
  from (
    select told.*, (told.properties ->> 'seq')::integer as seq
    from unnest(batch) as told
    where told.kind = 'message'
    offset 0 -- The number is read once, not wherever it is named.
  ) as event
  order by event.domain_id, event.conversation_id, event.seq, event.occurred_at desc, event.id desc;
end;
$function$;

CREATE OR REPLACE FUNCTION private.told_transcripts (
  batch private.visitor_event[]
)
  RETURNS TABLE (
    domain_id       uuid,
    conversation_id uuid,
    turns           integer,
    agent_turns     integer,
    human_turns     integer,
    last_role       text,
    last_message_at timestamp with time zone,
    language        text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 50
  SET search_path TO ''
  AS $function$
begin
  return query
  select
    told.domain_id,
    told.conversation_id,
    (count(*) filter (where told.role = 'visitor'))::integer,
    (count(*) filter (where told.role = 'assistant'))::integer,
    (count(*) filter (where told.role = 'human'))::integer,
    (array_agg(told.role order by told.seq desc))[1],
    max(told.occurred_at),
    (array_agg(told.language order by told.occurred_at desc, told.event_id desc)
      filter (where told.language is not null))[1]
  from private.told_messages(batch) as told
  group by told.domain_id, told.conversation_id;
end;
$function$;

COMMENT ON FUNCTION "private"."envelope_faults"(jsonb, jsonb, boolean) IS 'What is wrong with the fields that every event has, as "field: problem", by the event''s place from 1. The types must be right: see event_type_fault. sites maps the names in the batch to domain ids.';

COMMENT ON FUNCTION "private"."first_event_fault"(jsonb, jsonb, boolean) IS 'The place from 1 of the first malformed event, and what is wrong with it as "field: problem"; nulls when none is. The types must be right: see event_type_fault.';

COMMENT ON FUNCTION "private"."follow_merges"(private.visitor_event[]) IS 'The batch with the survivor in place of each visitor who was merged.';

COMMENT ON FUNCTION "private"."message_faults"(jsonb) IS 'What is wrong with the properties of messages, as "field: problem", by the event''s place from 1.';

COMMENT ON FUNCTION "private"."payload_faults"(jsonb) IS 'What is wrong with the fields that the kinds of the events need, as "field: problem", by the event''s place from 1. What a message needs is message_faults''.';

COMMENT ON FUNCTION "private"."store_conversations"(private.visitor_event[]) IS 'Creates the conversations of the batch, or adds what it tells of them. Returns the events of those that were there before: their transcripts hold more than the batch.';

COMMENT ON FUNCTION "private"."told_conversations"(private.visitor_event[]) IS 'What a batch tells of each conversation in it, in the columns of public.conversations: its first event, by time and then by event id, decides who, where and with which agent.';

COMMENT ON FUNCTION "private"."told_messages"(private.visitor_event[]) IS 'The messages of a batch in the columns of public.messages, of each place in a conversation the newest, in the order of their keys.';

COMMENT ON FUNCTION "private"."told_transcripts"(private.visitor_event[]) IS 'What follows from the messages of a batch for each conversation that has no others, as private.refresh_conversations finds it.';

REVOKE ALL ON FUNCTION "private"."envelope_faults"(jsonb, jsonb, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."envelope_faults"(jsonb, jsonb, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."envelope_faults"(jsonb, jsonb, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."first_event_fault"(jsonb, jsonb, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."first_event_fault"(jsonb, jsonb, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."first_event_fault"(jsonb, jsonb, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."message_faults"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."message_faults"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."message_faults"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."payload_faults"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payload_faults"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."payload_faults"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_conversations"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_conversations"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_conversations"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."told_conversations"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."told_conversations"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."told_conversations"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."told_messages"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."told_messages"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."told_messages"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."told_transcripts"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."told_transcripts"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."told_transcripts"(private.visitor_event[]) TO "postgres";
