-- Consent of visitors: decisions arrive as events, a withdrawal takes away what it covers, and what lacks a
-- consent waits for it. Taking away needs every address that was given, and the agent of
-- each event, so these are kept from now on.
SET local check_function_bodies = off;

-- squawk-ignore ban-drop-function
DROP FUNCTION "public"."update_domain"(uuid, integer, text, timestamp WITH time zone, timestamp WITH time zone);

CREATE TABLE "private"."consent_events" (
  "domain_id"   uuid                     NOT NULL,
  "id"          uuid                     NOT NULL,
  "digest"      bytea                    NOT NULL,
  "state"       text                     NOT NULL,
  "purposes"    text[]                   NOT NULL,
  "source"      text                     NOT NULL,
  "occurred_at" timestamp with time zone NOT NULL,
  CONSTRAINT "consent_events_pkey" PRIMARY KEY (domain_id, id),
  CONSTRAINT "consent_events_purposes_check" CHECK ((cardinality(purposes) > 0)),
  CONSTRAINT "consent_events_source_check" CHECK ((source = ANY (ARRAY['widget'::text, 'staff'::text]))),
  CONSTRAINT "consent_events_state_check" CHECK ((state = ANY (ARRAY['granted'::text, 'withdrawn'::text])))
);

ALTER TABLE "private"."consent_events"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."consent_purposes" (
  "purpose"    text    NOT NULL,
  "meaning"    text    NOT NULL,
  "is_storage" boolean NOT NULL DEFAULT false,
  CONSTRAINT "consent_purposes_pkey" PRIMARY KEY (purpose),
  CONSTRAINT "consent_purposes_purpose_check" CHECK ((purpose ~ '^[a-z_]{1,40}$'::text))
);

ALTER TABLE "private"."consent_purposes"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."held_events" (
  "domain_id"   uuid                     NOT NULL,
  "id"          uuid                     NOT NULL,
  "digest"      bytea                    NOT NULL,
  "occurred_at" timestamp with time zone NOT NULL,
  "event"       jsonb                    NOT NULL,
  "held_at"     timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "held_events_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "private"."held_events"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."visitor_consents" (
  "domain_id"    uuid                     NOT NULL,
  "digest"       bytea                    NOT NULL,
  "person"       bytea                    NOT NULL,
  "visitor_id"   uuid,
  "withdrawn_at" timestamp with time zone,
  "granted_at"   timestamp with time zone,
  CONSTRAINT "visitor_consents_granted_at_check" CHECK ((granted_at >= withdrawn_at)),
  CONSTRAINT "visitor_consents_pkey" PRIMARY KEY (domain_id, digest)
);

ALTER TABLE "private"."visitor_consents"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."visitor_emails" (
  "domain_id"   uuid                     NOT NULL,
  "event_id"    uuid                     NOT NULL,
  "email"       text                     NOT NULL,
  "occurred_at" timestamp with time zone NOT NULL,
  CONSTRAINT "visitor_emails_pkey" PRIMARY KEY (domain_id, event_id)
);

ALTER TABLE "private"."visitor_emails"
  ENABLE ROW LEVEL SECURITY;

ALTER TABLE "public"."domains"
  ADD COLUMN "is_consent_required" boolean NOT NULL DEFAULT false;

ALTER TABLE "public"."session_events"
  ADD COLUMN "agent_key" text;

ALTER TYPE "public"."visitor_event_kind" ADD VALUE 'consent' AFTER 'conversation_status';


SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION private.consent_verdict (
  occurred_at  timestamp with time zone,
  withdrawn_at timestamp with time zone,
  granted_at   timestamp with time zone,
  is_required  boolean
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return case
    when occurred_at <= withdrawn_at then 'drop'
    when withdrawn_at is null and not is_required then 'keep'
    when granted_at <= occurred_at then 'keep'
    else 'hold'
  end;
end;
$function$;


SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION private.drop_erased_events (
  batch private.visitor_event[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  erased uuid [];
begin
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

CREATE OR REPLACE FUNCTION private.drop_visitors (
  domain_id   uuid,
  visitor_ids uuid[],
  kept        private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  gone_ids constant uuid [] := array(
    select listed.id from unnest(visitor_ids) as listed (id)
    where listed.id <> all(array(select event.visitor_id from unnest(kept) as event))
  );
begin
  -- Somebody else spoke in a session of theirs: it is that person's now.
  update public.visitor_sessions as session set visitor_id = talk.visitor_id, landing_url = null
  from public.conversations as talk
  where session.domain_id = drop_visitors.domain_id and session.visitor_id = any(visitor_ids)
    and talk.domain_id = session.domain_id and talk.session_id = session.id
    and talk.visitor_id <> all(visitor_ids);
  delete from public.visitor_sessions as session
  where session.domain_id = drop_visitors.domain_id and session.visitor_id = any(visitor_ids)
    and session.id <> all(array(select event.session_id from unnest(kept) as event));
  delete from public.visitors as visitor
  where visitor.domain_id = drop_visitors.domain_id and visitor.id = any(gone_ids);
  -- Numbers are never given twice, so nobody has it now.
  update private.person_numbers as known set person_id = gen_random_uuid()
  where known.domain_id = drop_visitors.domain_id and known.person_id = any(gone_ids);
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_consents (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  digests bytea [] := array(
    select private.visitor_digest(erase_consents.domain_id, listed.id) from unnest(visitor_ids) as listed (id)
  );
begin
  -- Also visitors of the person of whom nothing was left before.
  digests := digests || array(
    select other.digest
    from private.visitor_consents as consent
    inner join private.visitor_consents as other
      on consent.domain_id = other.domain_id and consent.person = other.person
    where consent.domain_id = erase_consents.domain_id and consent.digest = any(digests)
      and other.visitor_id is null
  );
  insert into private.erased_visitors (domain_id, digest)
  select distinct erase_consents.domain_id, unnest(digests)
  on conflict do nothing;
  delete from private.held_events as waiting
  where waiting.domain_id = erase_consents.domain_id and waiting.digest = any(digests);
  update private.visitor_consents as consent set visitor_id = null
  where consent.domain_id = erase_consents.domain_id and consent.digest = any(digests);
  delete from private.visitor_emails as given
  using public.session_events as event
  where event.domain_id = erase_consents.domain_id and event.visitor_id = any(visitor_ids)
    and given.domain_id = event.domain_id and given.event_id = event.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.event_consent_fault (
  given jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return case
    when coalesce(given ->> 'state', '') not in ('granted', 'withdrawn')
      then 'properties.state: must be granted or withdrawn'
    when jsonb_typeof(given -> 'purposes') is distinct from 'array' or given -> 'purposes' = '[]'
      then 'properties.purposes: must be an array of at least one purpose'
    when exists (
      select from jsonb_array_elements(given -> 'purposes') as listed (purpose)
      where not exists (
        select from private.consent_purposes as known where to_jsonb(known.purpose) = listed.purpose
      )
    ) then 'properties.purposes: names no known purpose'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.event_payload_fault (
  event jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  kind constant text := event ->> 'kind';
  given constant jsonb := coalesce(nullif(event -> 'properties', 'null'), '{}');
  email constant text := given ->> 'email';
begin
  return case
    when kind in ('message', 'demo_proposed', 'conversation_status')
      and event ->> 'conversation_id' is null
      then 'conversation_id: required for this kind'
    when kind in ('identify', 'email_captured') and email is null
      then 'properties.email: required for this kind'
    when not private.is_email(email)
      then 'properties.email: is no e-mail address'
    -- Of any kind, as sessions take it from every event that has it.
    when given -> 'visible_ms' is not null
      and (given ->> 'visible_ms') ~ '^\d{1,9}$' is not true
      then 'properties.visible_ms: must be a whole number of milliseconds'
    when kind = 'message' then private.event_message_fault(given)
    when kind = 'conversation_status'
      and coalesce(given ->> 'status', '') not in ('open', 'closed', 'handed_over')
      then 'properties.status: must be open, closed or handed_over'
    when kind = 'enrichment' then private.event_enrichment_fault(given)
    when kind = 'consent' then private.event_consent_fault(given)
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.exported_consents (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  digests constant bytea [] := private.person_digests(domain_id, visitor_ids);
begin
  return jsonb_build_object(
    'consents', (
      select coalesce(jsonb_agg(to_jsonb(told) - 'digest' order by told.occurred_at, told.id), '[]')
      from private.consent_events as told
      where told.domain_id = exported_consents.domain_id and told.digest = any(digests)
    ),
    'waiting', (
      select coalesce(jsonb_agg(waiting.event order by waiting.occurred_at, waiting.id), '[]')
      from private.held_events as waiting
      where waiting.domain_id = exported_consents.domain_id and waiting.digest = any(digests)
    ),
    'emails', (
      select coalesce(jsonb_agg(to_jsonb(given) order by given.occurred_at, given.event_id), '[]')
      from public.session_events as event
      inner join private.visitor_emails as given
        on event.domain_id = given.domain_id and event.id = given.event_id
      where event.domain_id = exported_consents.domain_id and event.visitor_id = any(visitor_ids)
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.follow_consent (
  domain_id uuid,
  person    bytea
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  -- Looked up first: a withdrawal forgets them.
  visitor_ids constant uuid [] := array(
    select same.id
    from private.visitor_consents as consent
    cross join lateral (
      select consent.visitor_id
      union
      select unnest(private.same_visitors(consent.domain_id, consent.visitor_id))
    ) as same (id)
    where consent.domain_id = follow_consent.domain_id and consent.person = follow_consent.person
      and consent.visitor_id is not null
  );
begin
  if private.refresh_consent(follow_consent.domain_id, follow_consent.person) then
    perform private.rebuild_visits(follow_consent.domain_id, follow_consent.person, visitor_ids);
  end if;
  perform private.release_events(follow_consent.domain_id, follow_consent.person);
end;
$function$;

CREATE OR REPLACE FUNCTION private.forget_judgements (
  domain_id        uuid,
  conversation_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  delete from public.conversation_keywords as known
  where known.domain_id = forget_judgements.domain_id and known.conversation_id = any(conversation_ids);
  delete from public.conversation_topics as known
  where known.domain_id = forget_judgements.domain_id and known.conversation_id = any(conversation_ids);
  delete from public.conversation_scores as known
  where known.domain_id = forget_judgements.domain_id and known.conversation_id = any(conversation_ids);
  update public.conversations as talk
  set score = null, scorer = null, topics_at = null, topics_source = null
  where talk.domain_id = forget_judgements.domain_id and talk.id = any(conversation_ids);
end;
$function$;

CREATE OR REPLACE FUNCTION private.forget_talks (
  domain_id   uuid,
  visitor_ids uuid[],
  told        private.visitor_event[],
  kept        private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  told_ids constant uuid [] := array(select event.id from unnest(told) as event);
  named_ids constant uuid [] := array(select distinct event.conversation_id from unnest(told) as event);
  own_ids constant uuid [] := array(
    select talk.id from public.conversations as talk
    where talk.domain_id = forget_talks.domain_id and talk.visitor_id = any(visitor_ids)
  );
  whole_ids constant uuid [] := array(
    select event.conversation_id from unnest(told) as event
    where event.conversation_id is not null
    group by event.conversation_id
    having bool_and(event.id = any(array(select stays.id from unnest(kept) as stays)))
  );
  broken_ids constant uuid [] := array(
    select own.id from unnest(own_ids) as own (id) where own.id <> all(whole_ids)
  );
  gone_ids constant uuid [] := array(
    select broken.id from unnest(broken_ids) as broken (id)
    where broken.id <> all(array(
      select event.conversation_id from unnest(kept) as event where event.conversation_id is not null
    ))
  );
begin
  delete from public.messages as message
  where message.domain_id = forget_talks.domain_id and (
    message.conversation_id = any(gone_ids)
    or message.conversation_id = any(named_ids) and message.event_id = any(told_ids)
  );
  perform private.erase_tickets(forget_talks.domain_id, broken_ids);
  perform private.forget_judgements(forget_talks.domain_id, broken_ids);
  delete from public.conversations as talk
  where talk.domain_id = forget_talks.domain_id and talk.id = any(gone_ids);
  perform private.reset_talks(forget_talks.domain_id, own_ids, kept);
end;
$function$;

CREATE OR REPLACE FUNCTION private.forget_visits (
  domain_id   uuid,
  visitor_ids uuid[],
  told        private.visitor_event[],
  kept        private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  told_ids constant uuid [] := array(select event.id from unnest(told) as event);
begin
  delete from private.visitor_emails as given
  where given.domain_id = forget_visits.domain_id and given.event_id = any(told_ids);
  delete from public.visitor_enrichments as enriched
  where enriched.domain_id = forget_visits.domain_id and enriched.id = any(told_ids);
  delete from public.session_events as event
  where event.domain_id = forget_visits.domain_id and event.id = any(told_ids);
  update public.visitor_sessions as session set
    first_event_at = first.at, last_activity_at = first.at, landing_url = null, widget_visible_ms = 0,
    first_event_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff', is_test = true
  from (
    select event.session_id as id, min(event.occurred_at) as at from unnest(kept) as event
    group by event.session_id
  ) as first
  where session.domain_id = forget_visits.domain_id and session.visitor_id = any(visitor_ids)
    and session.id = first.id;
  update public.visitors as visitor set
    first_seen_at = first.at, last_seen_at = first.at, is_test = true, merged_into_id = null,
    account_id = null, email = null, email_at = null, email_event_id = null, company_domain = null,
    enrichment_data = '{}', enrichment_source = null, enriched_at = null, enrichment_event_id = null
  from (
    select event.visitor_id as id, min(event.occurred_at) as at from unnest(kept) as event
    group by event.visitor_id
  ) as first
  where visitor.domain_id = forget_visits.domain_id and visitor.id = any(visitor_ids)
    and visitor.id = first.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.gate_events (
  INOUT batch private.visitor_event[],
  OUT   held integer,
  OUT   dropped integer
)
  RETURNS record
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  waiting private.visitor_event [];
  given constant integer := cardinality(batch);
begin
  held := 0;
  dropped := 0;
  if not exists (
    select from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
    inner join private.visitor_consents as consent
      on named.domain_id = consent.domain_id
      and private.visitor_digest(named.domain_id, named.visitor_id) = consent.digest
    where consent.withdrawn_at is not null
  ) and not exists (
    select from public.domains as domain
    where domain.is_consent_required
      and domain.id = any(array(select distinct event.domain_id from unnest(batch) as event))
  ) then
    return;
  end if;
  select
    coalesce(array_agg(judged.event) filter (where judged.verdict = 'keep'), '{}'),
    array_agg(judged.event) filter (where judged.verdict = 'hold')
  into batch, waiting
  from (
    select event, private.consent_verdict(
      event.occurred_at, consent.withdrawn_at, consent.granted_at, domain.is_consent_required
    ) as verdict
    from unnest(batch) as event
    inner join public.domains as domain on event.domain_id = domain.id
    left join private.visitor_consents as consent
      on event.domain_id = consent.domain_id
      and consent.digest = private.visitor_digest(event.domain_id, event.visitor_id)
  ) as judged;
  dropped := given - cardinality(batch) - coalesce(cardinality(waiting), 0);
  perform private.note_kept_visitors(batch);
  held := private.hold_events(waiting);
end;
$function$;

CREATE OR REPLACE FUNCTION private.hold_events (
  batch private.visitor_event[]
)
  RETURNS integer
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  held integer;
begin
  insert into private.held_events (domain_id, id, digest, occurred_at, event)
  select
    event.domain_id, event.id, private.visitor_digest(event.domain_id, event.visitor_id),
    event.occurred_at, to_jsonb(event)
  from unnest(batch) as event
  order by event.domain_id, event.id
  on conflict (domain_id, id) do nothing;
  get diagnostics held = row_count;
  return held;
end;
$function$;

CREATE OR REPLACE FUNCTION private.keep_withdrawal()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  new.withdrawn_at := greatest(new.withdrawn_at, old.withdrawn_at);
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.link_consents (
  domain_id   uuid,
  merged_id   uuid,
  survivor_id uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  people bytea [];
begin
  insert into private.visitor_consents (domain_id, digest, person, visitor_id)
  select link_consents.domain_id, named.digest, named.digest, named.id
  from (
    select both_ids.id, private.visitor_digest(link_consents.domain_id, both_ids.id) as digest
    from unnest(array[merged_id, survivor_id]) as both_ids (id)
  ) as named
  on conflict on constraint visitor_consents_pkey do update set visitor_id = excluded.visitor_id;
  people := array(
    select consent.person
    from unnest(array[merged_id, survivor_id]) with ordinality as both_ids (id, place)
    inner join private.visitor_consents as consent
      on consent.domain_id = link_consents.domain_id
      and consent.digest = private.visitor_digest(consent.domain_id, both_ids.id)
    order by both_ids.place
  );
  update private.visitor_consents as consent set person = people[2]
  where consent.domain_id = link_consents.domain_id and consent.person = people[1];
  perform private.follow_consent(link_consents.domain_id, people[2]);
  return 2 = (
    select count(*) from public.visitors as visitor
    where visitor.domain_id = link_consents.domain_id and visitor.id in (merged_id, survivor_id)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_event_domains (
  batch private.visitor_event[]
)
  RETURNS boolean
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  tenant record;
  has_decision boolean := false;
begin
  for tenant in
    select event.domain_id, bool_or(event.kind = 'consent') as decides
    from unnest(batch) as event
    group by event.domain_id
    order by event.domain_id
  loop
    if tenant.decides then
      has_decision := true;
      perform pg_advisory_xact_lock(private.merge_lock_key(tenant.domain_id));
    else
      perform pg_advisory_xact_lock_shared(private.merge_lock_key(tenant.domain_id));
    end if;
  end loop;
  return has_decision;
end;
$function$;

CREATE OR REPLACE FUNCTION private.mentions_of_company (
  domain_id      uuid,
  company_domain text
)
  RETURNS TABLE (
    id          uuid,
    occurred_at timestamp with time zone,
    company     jsonb
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select given.event_id, given.occurred_at, null::jsonb
  from private.visitor_emails as given
  where given.domain_id = mentions_of_company.domain_id
    and split_part(given.email, '@', 2) = mentions_of_company.company_domain
  union all
  select enriched.id, enriched.occurred_at, enriched.company
  from public.visitor_enrichments as enriched
  where enriched.domain_id = mentions_of_company.domain_id
    and lower(enriched.company ->> 'domain') = mentions_of_company.company_domain;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_kept_visitors (
  batch private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  with locked as (
    select consent.domain_id, consent.digest, named.visitor_id
    from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
    inner join private.visitor_consents as consent
      on named.domain_id = consent.domain_id
      and private.visitor_digest(named.domain_id, named.visitor_id) = consent.digest
    where consent.visitor_id is null
    order by consent.domain_id, consent.digest
    for no key update of consent
  )
  update private.visitor_consents as consent set visitor_id = locked.visitor_id
  from locked
  where consent.domain_id = locked.domain_id and consent.digest = locked.digest;
end;
$function$;

CREATE OR REPLACE FUNCTION private.person_digests (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS bytea[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select private.visitor_digest(person_digests.domain_id, listed.id)
    from unnest(visitor_ids) as listed (id)
    union
    select other.digest
    from unnest(visitor_ids) as listed (id)
    inner join private.visitor_consents as consent
      on consent.domain_id = person_digests.domain_id
      and consent.digest = private.visitor_digest(consent.domain_id, listed.id)
    inner join private.visitor_consents as other
      on consent.domain_id = other.domain_id and consent.person = other.person
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_visits (
  domain_id   uuid,
  person      bytea,
  visitor_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  recalled constant private.visitor_event [] := private.recall_events(domain_id, visitor_ids);
  kept constant private.visitor_event [] := (select gate.batch from private.gate_events(recalled) as gate);
begin
  if recalled = '{}' then
    return;
  end if;
  if cardinality(kept) < cardinality(recalled) then
    perform private.erase_contacts(domain_id, visitor_ids);
  end if;
  perform private.forget_talks(domain_id, visitor_ids, recalled, kept);
  perform private.forget_visits(domain_id, visitor_ids, recalled, kept);
  perform private.store_batch(kept);
  perform private.drop_visitors(domain_id, visitor_ids, kept);
  perform private.refresh_accounts(domain_id, recalled);
  perform private.audit_event(
    'erase', 'visitors', encode(person, 'hex'), domain_id,
    jsonb_build_object('events', cardinality(recalled) - cardinality(kept), 'kept', cardinality(kept))
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.recall_events (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS private.visitor_event[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select row(
      event.id, event.domain_id, event.visitor_id, event.session_id, event.conversation_id, event.kind,
      event.url,
      event.properties
      || case when given.email is null then '{}' else jsonb_build_object('email', given.email) end
      || case when event.kind = 'message'
        then jsonb_build_object('content', coalesce(said.content, '')) else '{}' end
      || case when enriched.id is null then '{}'
        else jsonb_build_object('company', enriched.company, 'data', enriched.data) end,
      event.environment, event.deployment_target, coalesce(event.agent_key, talk.agent_key, 'web'),
      event.environment <> 'production' or event.deployment_target <> 'widget',
      event.occurred_at, event.received_at, event.has_clock_skew
    )::private.visitor_event
    from public.session_events as event
    left join private.visitor_emails as given
      on event.domain_id = given.domain_id and event.id = given.event_id
    left join public.visitor_enrichments as enriched
      on event.domain_id = enriched.domain_id and event.id = enriched.id
    left join public.conversations as talk
      on event.domain_id = talk.domain_id and event.conversation_id = talk.id
    left join public.messages as said
      on event.domain_id = said.domain_id and event.conversation_id = said.conversation_id
      and event.id = said.event_id
    where event.domain_id = recall_events.domain_id and event.visitor_id = any(visitor_ids)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.refresh_accounts (
  domain_id uuid,
  told      private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  account record;
begin
  for account in
    select known.id, mention.first_at, newest.id as event_id, newest.occurred_at as at, newest.company
    from public.accounts as known
    cross join lateral (
      select min(listed.occurred_at) as first_at
      from private.mentions_of_company(known.domain_id, known.company_domain) as listed
    ) as mention
    left join lateral (
      select listed.* from private.mentions_of_company(known.domain_id, known.company_domain) as listed
      where listed.company is not null
      order by listed.occurred_at desc, listed.id desc
      limit 1
    ) as newest on true
    where known.domain_id = refresh_accounts.domain_id and known.company_domain in (
      select named.company_domain from private.company_mentions(told) as named
    )
  loop
    update public.accounts as known set
      first_seen_at = coalesce(account.first_at, known.first_seen_at),
      company_name = nullif(account.company ->> 'name', ''),
      enrichment_data = private.client_fields(account.company),
      enriched_at = account.at,
      enrichment_event_id = account.event_id,
      updated_at = now()
    where known.domain_id = refresh_accounts.domain_id and known.id = account.id;
    if account.first_at is null then
      perform private.erase_accounts(refresh_accounts.domain_id, array[account.id]);
    end if;
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.refresh_consent (
  domain_id uuid,
  person    bytea
)
  RETURNS boolean
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  members constant bytea [] := array(
    select consent.digest from private.visitor_consents as consent
    where consent.domain_id = refresh_consent.domain_id and consent.person = refresh_consent.person
  );
  storage constant text := (select known.purpose from private.consent_purposes as known where known.is_storage);
  newest record;
  granted timestamptz;
  is_raised boolean;
begin
  select told.occurred_at, told.id into newest
  from private.consent_events as told
  where told.domain_id = refresh_consent.domain_id and told.digest = any(members)
    and told.state = 'withdrawn' and storage = any(told.purposes)
  order by told.occurred_at desc, told.id desc
  limit 1;
  select min(told.occurred_at) into granted
  from private.consent_events as told
  where told.domain_id = refresh_consent.domain_id and told.digest = any(members)
    and told.state = 'granted' and storage = any(told.purposes)
    and (newest.id is null or (told.occurred_at, told.id) > (newest.occurred_at, newest.id));
  is_raised := newest.id is not null and exists (
    select from private.visitor_consents as consent
    where consent.domain_id = refresh_consent.domain_id and consent.person = refresh_consent.person
      and consent.withdrawn_at is distinct from newest.occurred_at
  );
  update private.visitor_consents as consent set
    withdrawn_at = newest.occurred_at,
    granted_at = granted,
    -- Nothing of the visitor may be kept, so neither its id.
    visitor_id = case when newest.id is null or granted is not null then consent.visitor_id end
  where consent.domain_id = refresh_consent.domain_id and consent.person = refresh_consent.person;
  return is_raised;
end;
$function$;

CREATE OR REPLACE FUNCTION private.rejoin_visitors (
  batch_size integer
)
  RETURNS integer
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  pair record;
  joined integer := 0;
begin
  for pair in
    select consent.domain_id, consent.visitor_id as merged_id, survivor.visitor_id as survivor_id
    from private.visitor_consents as consent
    inner join private.visitor_consents as survivor
      on consent.domain_id = survivor.domain_id and consent.person = survivor.digest
    inner join public.visitors as visitor
      on consent.domain_id = visitor.domain_id and consent.visitor_id = visitor.id
    inner join public.visitors as stays
      on survivor.domain_id = stays.domain_id and survivor.visitor_id = stays.id
    where consent.digest <> consent.person and consent.withdrawn_at is not null
      and visitor.merged_into_id is null and stays.merged_into_id is null
    order by consent.domain_id, consent.digest
    limit batch_size
  loop
    perform pg_advisory_xact_lock(private.merge_lock_key(pair.domain_id));
    if exists (
      select from public.visitors as visitor
      where visitor.domain_id = pair.domain_id and visitor.id = pair.merged_id and visitor.merged_into_id is null
    ) and exists (
      select from public.visitors as visitor
      where visitor.domain_id = pair.domain_id and visitor.id = pair.survivor_id
    ) then
      perform private.absorb_visitor(pair.domain_id, pair.merged_id, pair.survivor_id);
      joined := joined + 1;
    end if;
  end loop;
  return joined;
end;
$function$;

CREATE OR REPLACE FUNCTION private.release_events (
  domain_id uuid,
  person    bytea
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  released private.visitor_event [];
begin
  with decided as (
    delete from private.held_events as waiting
    using private.visitor_consents as consent, public.domains as domain
    where
      consent.domain_id = release_events.domain_id and consent.person = release_events.person
      and waiting.domain_id = consent.domain_id and waiting.digest = consent.digest
      and domain.id = waiting.domain_id
      and private.consent_verdict(
        waiting.occurred_at, consent.withdrawn_at, consent.granted_at, domain.is_consent_required
      ) <> 'hold'
    returning waiting.event, waiting.occurred_at > consent.withdrawn_at is not false as is_kept
  )
  select array_agg(jsonb_populate_record(null::private.visitor_event, decided.event))
  into released
  from decided
  where decided.is_kept;
  if released is not null then
    perform private.note_kept_visitors(released);
    perform private.audit_visitor_events(private.store_batch(released));
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.reset_talks (
  domain_id        uuid,
  conversation_ids uuid[],
  kept             private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  update public.conversations as talk set
    started_at = first.at, first_event_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    last_message_at = null, total_turns = 0, agent_turns = 0, human_turns = 0, last_role = null,
    language = null, status = 'open', status_at = null, status_event_id = null,
    email_captured = false, demo_proposed = false, cta_clicked = false, demo_booked = false
  from (
    select event.conversation_id as id, min(event.occurred_at) as at
    from unnest(kept) as event
    group by event.conversation_id
  ) as first
  where
    talk.domain_id = reset_talks.domain_id and talk.id = any(conversation_ids) and talk.id = first.id;
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
  fresh private.visitor_event [] := private.store_session_events(batch);
begin
  perform private.store_visitor_emails(fresh);
  fresh := private.follow_merges(fresh);
  perform private.store_accounts(fresh);
  perform private.store_visitors(fresh);
  perform private.link_visitor_accounts(fresh);
  perform private.store_visitor_enrichments(fresh);
  perform private.store_visitor_sessions(fresh);
  perform private.store_conversations(fresh);
  perform private.store_messages(fresh);
  perform private.refresh_conversations(fresh);
  perform private.store_conversation_status(fresh);
  return fresh;
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
  fresh private.visitor_event [];
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
  select array_agg(event) into fresh
  from unnest(batch) as event
  inner join stored on event.domain_id = stored.domain_id and event.id = stored.id;
  return coalesce(fresh, '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_visitor_emails (
  batch private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.visitor_emails (domain_id, event_id, email, occurred_at)
  select event.domain_id, event.id, lower(event.properties ->> 'email'), event.occurred_at
  from unnest(batch) as event
  where event.properties ->> 'email' <> ''
  order by event.domain_id, event.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_consents (
  source text,
  INOUT  batch private.visitor_event[],
  OUT    taken integer
)
  RETURNS record
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  told record;
begin
  taken := 0;
  for told in
    with stored as (
      insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
      select
        event.domain_id, event.id, private.visitor_digest(event.domain_id, event.visitor_id),
        event.properties ->> 'state',
        array(select distinct named from jsonb_array_elements_text(event.properties -> 'purposes') as named
          order by named),
        take_consents.source, event.occurred_at
      from unnest(batch) as event
      where event.kind = 'consent'
      on conflict (domain_id, id) do nothing
      returning consent_events.*
    )
    select stored.*, event.visitor_id
    from stored inner join unnest(batch) as event using (domain_id, id)
    order by stored.domain_id, stored.digest, stored.id
  loop
    taken := taken + 1;
    if told.state = 'withdrawn' then
      perform private.audit_event(
        'withdraw_consent', 'visitors', encode(told.digest, 'hex'), told.domain_id,
        jsonb_build_object('purposes', told.purposes, 'source', told.source)
      );
    end if;
    insert into private.visitor_consents (domain_id, digest, person, visitor_id)
    values (told.domain_id, told.digest, told.digest, told.visitor_id)
    on conflict (domain_id, digest) do update set visitor_id = excluded.visitor_id;
    perform private.follow_consent(told.domain_id, (
      select consent.person from private.visitor_consents as consent
      where consent.domain_id = told.domain_id and consent.digest = told.digest
    ));
  end loop;
  batch := array(select event from unnest(batch) as event where event.kind <> 'consent');
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
  perform private.erase_consents(delete_visitor.domain_id, visitor_ids);
  perform private.erase_contacts(delete_visitor.domain_id, visitor_ids);
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
  return private.exported_visits(export_visitor.domain_id, same) || jsonb_build_object(
    'conversations', private.exported_talks(export_visitor.domain_id, same),
    'tickets', private.exported_tickets(export_visitor.domain_id, same),
    'contacts', private.exported_contacts(export_visitor.domain_id, same)
  ) || private.exported_consents(export_visitor.domain_id, same);
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
  erased integer;
  held integer;
  has_decision boolean;
  decided integer := 0;
  fresh private.visitor_event [];
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
  has_decision := private.lock_event_domains(batch);
  erased := cardinality(batch);
  batch := private.drop_erased_events(batch);
  erased := erased - cardinality(batch);
  if has_decision then
    select told.batch, told.taken into batch, decided from private.take_consents('widget', batch) as told;
  end if;
  select gate.batch, gate.held, erased + gate.dropped into batch, held, erased
  from private.gate_events(batch) as gate;
  fresh := private.store_batch(batch);
  perform private.audit_visitor_events(fresh);
  return jsonb_build_object(
    'received', received,
    'stored', cardinality(fresh) + decided,
    'duplicates', received - cardinality(fresh) - decided - coalesce(erased, 0) - held,
    'erased', coalesce(erased, 0),
    'held', held,
    'clock_skewed', (select count(*) from unnest(fresh) as event where event.has_clock_skew)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.merge_visitors (
  domain_id       uuid,
  visitor_id      uuid,
  into_visitor_id uuid,
  reason          text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  merged public.visitors;
  survivor_id uuid;
begin
  perform private.require_one_of('{visitors.edit,integrations.manage}', merge_visitors.domain_id);
  if coalesce(btrim(merge_visitors.reason), '') = '' then
    perform private.fail('22023', 'REASON_REQUIRED', 'reason: say why', 'It goes to the audit log.');
  end if;
  perform pg_advisory_xact_lock(private.merge_lock_key(merge_visitors.domain_id));
  select visitor.* into merged
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.visitor_id;
  -- Chains are kept flat, so the survivor of the target is at most one step away.
  select coalesce(visitor.merged_into_id, visitor.id) into survivor_id
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.into_visitor_id;
  if merged.id is null or survivor_id is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  if survivor_id = merged.id then
    perform private.bad_input('into_visitor_id', 'is visitor_id, or was merged into it');
  end if;
  if merged.merged_into_id = survivor_id then
    return survivor_id;
  end if;
  if merged.merged_into_id is not null then
    perform private.fail(
      'PT409', 'ALREADY_MERGED', 'the visitor was merged into another one',
      format('Merge visitor %s, which stands for it.', merged.merged_into_id)
    );
  end if;
  -- What one of them withdrew holds for the other: nothing may be left to merge.
  if private.link_consents(merge_visitors.domain_id, merged.id, survivor_id) then
    perform private.absorb_visitor(merge_visitors.domain_id, merged.id, survivor_id);
  end if;
  -- The log cannot forget, so it gets digests: see private.visitor_digest.
  perform private.audit_event(
    'merge', 'visitors', encode(private.visitor_digest(merge_visitors.domain_id, merged.id), 'hex'),
    merge_visitors.domain_id, jsonb_build_object(
      'into_visitor', encode(private.visitor_digest(merge_visitors.domain_id, survivor_id), 'hex')
    ), btrim(merge_visitors.reason)
  );
  return survivor_id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.run_consent_upkeep (
  batch_size integer DEFAULT 1000
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  waited private.visitor_event [];
  kept private.visitor_event [];
  joined integer;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  -- One worker at a time: it holds domains with others first, and then alone.
  if not pg_try_advisory_xact_lock(hashtextextended('run_consent_upkeep', 0)) then
    return jsonb_build_object('stored', 0, 'dropped', 0, 'joined', 0, 'is_waiting', false);
  end if;
  waited := array(
    select jsonb_populate_record(null::private.visitor_event, waiting.event)
    from private.held_events as waiting
    where waiting.held_at < now() - interval '7 days'
    order by waiting.held_at
    limit batch_size
  );
  perform private.lock_event_domains(waited);
  -- Whoever was here before may have taken some.
  with taken as (
    delete from private.held_events as waiting
    using unnest(waited) as event
    where waiting.domain_id = event.domain_id and waiting.id = event.id
    returning waiting.*
  )
  select array_agg(jsonb_populate_record(null::private.visitor_event, taken.event)) into kept
  from taken
  inner join public.domains as domain on taken.domain_id = domain.id
  left join private.visitor_consents as consent
    on taken.domain_id = consent.domain_id and taken.digest = consent.digest
  where private.consent_verdict(
    taken.occurred_at, consent.withdrawn_at, consent.granted_at, domain.is_consent_required
  ) = 'keep';
  kept := private.store_batch(coalesce(kept, '{}'));
  perform private.audit_visitor_events(kept);
  joined := private.rejoin_visitors(batch_size);
  return jsonb_build_object(
    'stored', cardinality(kept), 'dropped', cardinality(waited) - cardinality(kept), 'joined', joined,
    'is_waiting', cardinality(waited) = batch_size or joined = batch_size
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_consent_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.set_visitor_consent (
  domain_id  uuid,
  visitor_id uuid,
  state      text,
  purposes   text[],
  reason     text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := jsonb_build_object('state', state, 'purposes', purposes);
  fault text;
begin
  perform private.require('visitors.delete', set_visitor_consent.domain_id);
  perform private.begin_sensitive('set_visitor_consent', set_visitor_consent.reason);
  fault := private.event_consent_fault(given);
  if fault is not null then
    perform private.bad_input(
      replace(split_part(fault, ': ', 1), 'properties.', ''), split_part(fault, ': ', 2)
    );
  end if;
  perform pg_advisory_xact_lock(private.merge_lock_key(set_visitor_consent.domain_id));
  if private.same_visitors(set_visitor_consent.domain_id, set_visitor_consent.visitor_id) = '{}' and not exists (
    select from private.visitor_consents as consent
    where consent.domain_id = set_visitor_consent.domain_id and consent.digest
      = private.visitor_digest(set_visitor_consent.domain_id, set_visitor_consent.visitor_id)
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  perform private.take_consents('staff', private.drop_erased_events(array[row(
    gen_random_uuid(), set_visitor_consent.domain_id, set_visitor_consent.visitor_id, null, null,
    'consent', null, given, null, null, null, false, now(), now(), false
  )::private.visitor_event]));
  return public.visitor_consent(set_visitor_consent.domain_id, set_visitor_consent.visitor_id);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_visitor_consent"(uuid, uuid, text, text[], text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.update_domain (
  domain_id           uuid,
  expected_version    integer,
  environment         text                     DEFAULT NULL::text,
  verified_at         timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  stats_valid_from    timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  is_consent_required boolean                  DEFAULT NULL::boolean
)
  RETURNS public.domains
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  domain public.domains;
begin
  perform private.require('domains.edit');
  if environment not in ('production', 'staging', 'test') then
    perform private.bad_input('environment', 'production, staging or test');
  end if;
  select d.* into domain from public.domains as d where d.id = update_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(update_domain.expected_version, domain.version);
  update public.domains as d
  set
    environment = coalesce(update_domain.environment, d.environment),
    verified_at = coalesce(update_domain.verified_at, d.verified_at),
    stats_valid_from = coalesce(update_domain.stats_valid_from, d.stats_valid_from),
    is_consent_required = coalesce(update_domain.is_consent_required, d.is_consent_required)
  where d.id = domain.id
  returning * into domain;
  return domain;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_domain"(uuid, integer, text, timestamp WITH time zone, timestamp WITH time zone, boolean) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.visitor_consent (
  domain_id  uuid,
  visitor_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  digests constant bytea [] := private.person_digests(domain_id, array[visitor_id]);
  decisions jsonb;
begin
  perform private.require('visitors.view', visitor_consent.domain_id);
  select coalesce(jsonb_agg(to_jsonb(told) - '{digest,domain_id}'::text [] order by told.occurred_at desc, told.id desc), '[]')
  into decisions
  from private.consent_events as told
  where told.domain_id = visitor_consent.domain_id and told.digest = any(digests);
  if decisions = '[]' and private.same_visitors(visitor_consent.domain_id, visitor_consent.visitor_id) = '{}'
  then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  return jsonb_build_object(
    'is_required', (
      select domain.is_consent_required from public.domains as domain where domain.id = visitor_consent.domain_id
    ),
    'purposes', (
      select jsonb_agg(jsonb_build_object(
        'purpose', known.purpose, 'meaning', known.meaning, 'is_storage', known.is_storage,
        'state', newest.told ->> 'state', 'decided_at', newest.told -> 'occurred_at'
      ) order by known.is_storage desc, known.purpose)
      from private.consent_purposes as known
      left join lateral (
        select listed.told from jsonb_array_elements(decisions) with ordinality as listed (told, place)
        where listed.told -> 'purposes' ? known.purpose
        order by listed.place
        limit 1
      ) as newest on true
    ),
    'history', decisions
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."visitor_consent"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

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
      'consent', told.id, told.occurred_at, null, null, null,
      jsonb_build_object('state', told.state, 'purposes', told.purposes, 'source', told.source)
    from private.consent_events as told
    where
      told.domain_id = visitor_timeline.domain_id
      and told.digest = any(private.person_digests(visitor_timeline.domain_id, same_person))
      and (told.occurred_at, told.id) < (place_at, place.id)
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

ALTER TABLE "private"."consent_events"
  ADD CONSTRAINT "consent_events_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "private"."held_events"
  ADD CONSTRAINT "held_events_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "private"."visitor_consents"
  ADD CONSTRAINT "visitor_consents_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX consent_events_digest_idx ON private.consent_events USING btree (domain_id, digest, occurred_at DESC, id DESC);

CREATE UNIQUE INDEX consent_purposes_is_storage_idx ON private.consent_purposes USING btree (is_storage)
  WHERE is_storage;

CREATE INDEX held_events_digest_idx ON private.held_events USING btree (domain_id, digest);

CREATE INDEX held_events_held_at_idx ON private.held_events USING btree (held_at);

CREATE INDEX visitor_consents_person_idx ON private.visitor_consents USING btree (domain_id, person);

CREATE INDEX visitor_emails_company_idx ON private.visitor_emails USING btree (domain_id, split_part(email, '@'::text, 2));

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX visitor_enrichments_company_idx ON public.visitor_enrichments USING btree (domain_id, lower((company ->> 'domain'::text)));

CREATE TRIGGER keep_withdrawal
  BEFORE UPDATE OF withdrawn_at ON private.visitor_consents
  FOR EACH ROW
  EXECUTE FUNCTION private.keep_withdrawal();

COMMENT ON COLUMN "public"."domains"."is_consent_required" IS 'Whether what the widget tells of a visitor waits until the visitor consents. A withdrawal counts in any case.';

COMMENT ON COLUMN "public"."session_events"."agent_key" IS 'The agent that the widget named; null in rows that are older than the column.';

COMMENT ON FUNCTION "private"."consent_verdict"(timestamp with time zone, timestamp with time zone, timestamp with time zone, boolean) IS 'What becomes of an event: keep, drop (a later withdrawal covers it), or hold (it waits for a consent). withdrawn_at and granted_at as in private.visitor_consents; is_required: the domain keeps nothing without consent.';

COMMENT ON FUNCTION "private"."drop_erased_events"(private.visitor_event[]) IS 'The batch without the events of visitors who were erased.';

COMMENT ON FUNCTION "private"."drop_visitors"(uuid, uuid[], private.visitor_event[]) IS 'Removes those of these visitors and of their sessions that kept has no event of.';

COMMENT ON FUNCTION "private"."erase_consents"(uuid, uuid[]) IS 'Forgets what waits for a consent of these visitors, their addresses, and which visitors their decisions are of; and lets nothing in that comes later, of any visitor of the person.';

COMMENT ON FUNCTION "private"."event_consent_fault"(jsonb) IS 'What is wrong with the properties of a decision on consent, as "field: problem"; null when nothing.';

COMMENT ON FUNCTION "private"."exported_consents"(uuid, uuid[]) IS 'What these visitors, who are one person, decided on consent, what waits for a consent, and every address they gave: {consents, waiting, emails}.';

COMMENT ON FUNCTION "private"."follow_consent"(uuid, bytea) IS 'Brings what is stored of a person in line with the decisions: takes away what a new withdrawal covers, stores what waited for a consent. Who calls it is alone in the domain: see private.lock_event_domains.';

COMMENT ON FUNCTION "private"."forget_judgements"(uuid, uuid[]) IS 'Removes scores, topics and keywords of conversations whose words were taken away.';

COMMENT ON FUNCTION "private"."forget_talks"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) IS 'Removes the conversations of these visitors, who told all of told, of which nothing is in kept; the others are as if nothing had been said yet.';

COMMENT ON FUNCTION "private"."forget_visits"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) IS 'Removes the events told of these visitors, with addresses and enrichments; sessions and visitors that kept has events of are as if nothing had happened yet, and merged into nobody.';

COMMENT ON FUNCTION "private"."gate_events"(private.visitor_event[]) IS 'The events of the batch that may be stored. Those that lack a consent so far are put aside, and counted in held where they are new; those that a withdrawal covers are left out, and counted in dropped.';

COMMENT ON FUNCTION "private"."hold_events"(private.visitor_event[]) IS 'Puts events aside until there is a consent for them. How many were not there yet.';

COMMENT ON FUNCTION "private"."keep_withdrawal"() IS 'Row trigger of visitor_consents: a withdrawal only moves forward.';

COMMENT ON FUNCTION "private"."link_consents"(uuid, uuid, uuid) IS 'Says that two visitors are one person, whose decisions on consent count for both, also when the visitors themselves are gone. Whether both are still there.';

COMMENT ON FUNCTION "private"."lock_event_domains"(private.visitor_event[]) IS 'Keeps merges, erasures and decisions on consent in these domains waiting until the end of the transaction, and waits for those under way. A batch that brings a decision is alone in its domain. Whether it brings any.';

COMMENT ON FUNCTION "private"."mentions_of_company"(uuid, text) IS 'The stored events that named a company, by an address or an enrichment, which is company.';

COMMENT ON FUNCTION "private"."note_kept_visitors"(private.visitor_event[]) IS 'Notes the ids of visitors of whom something is stored again after a withdrawal, so that the next one finds them.';

COMMENT ON FUNCTION "private"."person_digests"(uuid, uuid[]) IS 'Digests of these visitors and of all that are the same person, also those of whom nothing is left.';

COMMENT ON FUNCTION "private"."rebuild_visits"(uuid, bytea, uuid[]) IS 'Takes away of these visitors, who are one person, what a withdrawal covers or what now waits for a consent; the rest is stored anew, each visitor for itself.';

COMMENT ON FUNCTION "private"."recall_events"(uuid, uuid[]) IS 'The events of these visitors as they came, put together from where their parts are kept.';

COMMENT ON FUNCTION "private"."refresh_accounts"(uuid, private.visitor_event[]) IS 'The companies that these events named, which are gone: as the events that are left make them, and none where none is left, unless another system knows the company.';

COMMENT ON FUNCTION "private"."refresh_consent"(uuid, bytea) IS 'Works out anew what a person''s decisions come to. True when there is a later withdrawal than was known of one of the visitors.';

COMMENT ON FUNCTION "private"."rejoin_visitors"(integer) IS 'Merges again visitors who are one person and of whom something was stored anew after a withdrawal; at most batch_size. How many.';

COMMENT ON FUNCTION "private"."release_events"(uuid, bytea) IS 'Stores the events of a person that waited for a consent that is there now, and drops those that a withdrawal covers.';

COMMENT ON FUNCTION "private"."reset_talks"(uuid, uuid[], private.visitor_event[]) IS 'Those of these conversations that kept has events of, as if nothing had happened in them yet.';

COMMENT ON FUNCTION "private"."store_batch"(private.visitor_event[]) IS 'Stores events and all that follows from them; returns those that were not there before. Who calls it holds the lock of the domains, and has asked private.gate_events.';

COMMENT ON FUNCTION "private"."store_visitor_emails"(private.visitor_event[]) IS 'Keeps every address that the batch gives, with the event that gave it.';

COMMENT ON FUNCTION "private"."take_consents"(text, private.visitor_event[]) IS 'Keeps the decisions on consent of a batch, told by source (widget or staff), and does what follows from them. The batch without them, and how many were not known.';

COMMENT ON FUNCTION "public"."export_visitor"(uuid, uuid) IS 'All that is stored of a person, with all visitors who were merged, to be handed to the person: {visitors, account, enrichments in full, sessions, events, conversations with messages, scores, topics and keywords, tickets with all that was said about them, contacts: the person in other systems, emails: every address that was given, consents: the decisions, waiting: events that wait for a consent}. What is only counted from these is left out, and who of us wrote something. Noted in the access log. Needs visitors.manage there, and strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."ingest_visitor_events"(jsonb, boolean) IS 'Stores up to 1000 widget events in one transaction: all of them, or none and 22023 with the index, id and field of the first malformed one (BATCH_TOO_LARGE for more). Events are objects with id, site_domain, visitor_id, session_id, kind, occurred_at, and optionally conversation_id, url, properties, environment, deployment_target, agent, received_at (when the edge got it). Sending an event again changes nothing; order and split of batches do not matter. Events over 7 days late need is_backfill. Events of kind consent say what the visitor agrees to; what a withdrawal covers is erased, and dropped when it comes later; what lacks a consent waits for it. Events of visitors who were erased are dropped. Returns received, stored, duplicates, erased, held (waiting for a consent), clock_skewed. See docs/ingestion.md.';

COMMENT ON FUNCTION "public"."merge_visitors"(uuid, uuid, uuid, text) IS 'Says that visitor_id is the same person as into_visitor_id of the same domain: sessions, conversations and what comes later count for the latter, whose id is returned. Again it changes nothing. Into a merged visitor means into its survivor. Decisions on consent of one count for both, and what a withdrawal covers goes. Needs visitors.edit or integrations.manage there, or the secret key, and a reason, in which the person is not to be named: it stays in the audit log. Errors: 42501 PERMISSION_DENIED; 22023 REASON_REQUIRED, INVALID_INPUT for a visitor with itself or in a circle; P0002 NOT_FOUND; PT409 ALREADY_MERGED.';

COMMENT ON FUNCTION "public"."run_consent_upkeep"(integer) IS 'For the worker, every minute, and again at once while is_waiting: events that waited 7 days for a consent are stored where the domain asks for none any more, and dropped otherwise; visitors who are one person and came back after a withdrawal are merged again. At most batch_size (1 to 10000) of each. A second one at the same time does nothing. Returns {stored, dropped, joined, is_waiting}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."set_visitor_consent"(uuid, uuid, text, text[], text) IS 'For somebody who calls or writes in: notes that a visitor granted or withdrew (state) consent to purposes, now, as if the widget had told. A withdrawal of the purpose that storage rests on erases what is kept of the person up to now, which cannot be undone. Returns what visitor_consent does. Needs visitors.delete there, strong login and a reason, in which the person is not to be named: it stays in the audit log. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."update_domain"(uuid, integer, text, timestamp with time zone, timestamp with time zone, boolean) IS 'Changes a domain; null keeps a field. Its name never changes and its client by move_domain(). Needs domains.edit. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."visitor_consent"(uuid, uuid) IS 'What a visitor, with all who are the same person, consented to: {is_required: whether the domain keeps nothing without consent, purposes: [{purpose, meaning, is_storage, state: granted, withdrawn or null, decided_at}], history: the decisions, newest first, each {id, state, purposes, source, occurred_at}}. It answers also when a withdrawal left nothing else of the visitor. Needs visitors.view there. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."visitor_timeline"(uuid, uuid, text, integer) IS 'What a visitor did, newest first, over all sessions: widget events, enrichments, conversations (kind conversation), decisions on consent (kind consent) and, for who may view integrations, when the person was last sent to a CRM (kind crm_sync), of all visitors that were merged with this one. after: the cursor of the last row of the page before. Errors: P0002 / NOT_FOUND when it is not there or not visible; 22023 names a wrong argument.';

COMMENT ON TABLE "private"."consent_events" IS 'Decisions of visitors on consent: who, by digest (private.visitor_digest), what, for which purposes, when, and whether the widget or somebody of the staff told. Only added to.';

COMMENT ON TABLE "private"."consent_purposes" IS 'What visitors may consent to. is_storage: the one purpose that keeping what the widget tells rests on.';

COMMENT ON TABLE "private"."held_events" IS 'Events that wait for a consent, whole (event is a private.visitor_event), by digest of the visitor''s id; for 7 days at most.';

COMMENT ON TABLE "private"."visitor_consents" IS 'By digest of the visitor''s id: person, the digest of the visitor that it was merged into, or its own; visitor_id, null while nothing of the visitor may be kept; withdrawn_at, the latest withdrawal of the purpose that storage rests on, which only moves forward: nothing up to it is kept; granted_at, the first consent after that.';

COMMENT ON TABLE "private"."visitor_emails" IS 'Every e-mail address that an event gave, in lowercase.';

COMMENT ON TABLE "public"."session_events" IS 'What the widget reported, once per event id, but for decisions on consent. Never updated.';

REVOKE ALL ON FUNCTION "private"."consent_verdict"(timestamp WITH time zone, timestamp WITH time zone, timestamp WITH time zone, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."consent_verdict"(timestamp WITH time zone, timestamp WITH time zone, timestamp WITH time zone, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."consent_verdict"(timestamp WITH time zone, timestamp WITH time zone, timestamp WITH time zone, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."drop_visitors"(uuid, uuid[], private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_visitors"(uuid, uuid[], private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."drop_visitors"(uuid, uuid[], private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_consents"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_consents"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_consents"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."event_consent_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."event_consent_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."event_consent_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."exported_consents"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."exported_consents"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."exported_consents"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."follow_consent"(uuid, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."follow_consent"(uuid, bytea) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."follow_consent"(uuid, bytea) TO "postgres";

REVOKE ALL ON FUNCTION "private"."forget_judgements"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."forget_judgements"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."forget_judgements"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."forget_talks"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."forget_talks"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."forget_talks"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."forget_visits"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."forget_visits"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."forget_visits"(uuid, uuid[], private.visitor_event[], private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."gate_events"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."gate_events"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."gate_events"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."hold_events"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hold_events"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."hold_events"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."keep_withdrawal"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_withdrawal"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."keep_withdrawal"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."link_consents"(uuid, uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."link_consents"(uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."link_consents"(uuid, uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_event_domains"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_event_domains"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_event_domains"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."mentions_of_company"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."mentions_of_company"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."mentions_of_company"(uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_kept_visitors"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_kept_visitors"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_kept_visitors"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."person_digests"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."person_digests"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."person_digests"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."rebuild_visits"(uuid, bytea, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rebuild_visits"(uuid, bytea, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rebuild_visits"(uuid, bytea, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."recall_events"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."recall_events"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."recall_events"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."refresh_accounts"(uuid, private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refresh_accounts"(uuid, private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."refresh_accounts"(uuid, private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."refresh_consent"(uuid, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refresh_consent"(uuid, bytea) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."refresh_consent"(uuid, bytea) TO "postgres";

REVOKE ALL ON FUNCTION "private"."rejoin_visitors"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rejoin_visitors"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rejoin_visitors"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."release_events"(uuid, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."release_events"(uuid, bytea) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."release_events"(uuid, bytea) TO "postgres";

REVOKE ALL ON FUNCTION "private"."reset_talks"(uuid, uuid[], private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."reset_talks"(uuid, uuid[], private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."reset_talks"(uuid, uuid[], private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_batch"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_batch"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_batch"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_visitor_emails"(private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_visitor_emails"(private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_visitor_emails"(private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_consents"(text, private.visitor_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_consents"(text, private.visitor_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_consents"(text, private.visitor_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_consent_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_consent_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_consent_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_visitor_consent"(uuid, uuid, text, text[], text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_visitor_consent"(uuid, uuid, text, text[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_visitor_consent"(uuid, uuid, text, text[], text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_domain"(uuid, integer, text, timestamp WITH time zone, timestamp WITH time zone, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_domain"(uuid, integer, text, timestamp WITH time zone, timestamp WITH time zone, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_domain"(uuid, integer, text, timestamp WITH time zone, timestamp WITH time zone, boolean) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."visitor_consent"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."visitor_consent"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."visitor_consent"(uuid, uuid) TO "postgres";

REVOKE ALL ("is_consent_required") ON TABLE "public"."domains" FROM "authenticated";

GRANT UPDATE ("is_consent_required") ON TABLE "public"."domains" TO "authenticated";

-- Of older addresses only the newest of each visitor is known.
INSERT INTO private.visitor_emails (domain_id, event_id, email, occurred_at)
SELECT visitor.domain_id, visitor.email_event_id, visitor.email, visitor.email_at
FROM public.visitors AS visitor
WHERE visitor.email IS NOT NULL AND visitor.email_event_id IS NOT NULL AND visitor.email_at IS NOT NULL
ON CONFLICT DO NOTHING;

-- Who was merged before is one person for consent too.
INSERT INTO private.visitor_consents (domain_id, digest, person, visitor_id)
SELECT
  visitor.domain_id, private.visitor_digest(visitor.domain_id, visitor.id),
  private.visitor_digest(visitor.domain_id, coalesce(visitor.merged_into_id, visitor.id)), visitor.id
FROM public.visitors AS visitor
WHERE visitor.merged_into_id IS NOT NULL OR EXISTS (
  SELECT FROM public.visitors AS merged
  WHERE merged.domain_id = visitor.domain_id AND merged.merged_into_id = visitor.id
);

INSERT INTO private.consent_purposes (purpose, meaning, is_storage)
VALUES
  ('analytics', 'keeping what the widget tells, to count and to improve', true),
  ('contact', 'writing or calling', false),
  ('enrichment', 'looking the person up with other services', false);

INSERT INTO public.sensitive_operations (rpc, needs_reason) VALUES ('set_visitor_consent', true)
ON CONFLICT (rpc) DO NOTHING;
