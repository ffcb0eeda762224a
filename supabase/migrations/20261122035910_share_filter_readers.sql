-- One reader for the filters of lists, and helpers where the same lines stood in several functions.
SET local check_function_bodies = off;

ALTER TABLE "public"."platform_users"
  -- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "platform_users_email_check";

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."case_filter_fault"(text, jsonb);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."engagement_filter_fault"(text, jsonb);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."ticket_filter_fault"(text, jsonb);

CREATE OR REPLACE FUNCTION private.config_access (
  permission text,
  domain_id  uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  is_everywhere constant boolean := config_access.domain_id is null;
begin
  if private.has_secret_key()
    or is_everywhere and private.holds('settings.manage')
    or config_access.domain_id = any(private.domains_with('settings.manage')) then
    return 'staff';
  end if;
  if is_everywhere and private.holds(permission)
    or config_access.domain_id = any(private.domains_with(permission)) then
    return 'client';
  end if;
  perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_activity (
  domain_ids uuid[],
  periods    private.activity_period[],
  time_zone  text
)
  RETURNS TABLE (
    place     integer,
    active    bigint,
    active_7  bigint,
    active_30 bigint,
    sum_30    bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  with told as materialized (
    select seen.* from private.active_sets(domain_ids, midnights, time_zone) as seen where seen.place > 0
  ), rolling as (
    select
      part.place, bit_count(told.people) as active,
      bit_count(bit_or(told.people) over (person rows between 6 preceding and current row)) as active_7,
      bit_count(bit_or(told.people) over (person rows between 29 preceding and current row)) as active_30
    from (select distinct listed.domain_id, listed.chunk from told as listed) as every
    cross join generate_series(1, cardinality(periods)) as part (place)
    left join told using (domain_id, chunk, place)
    window person as (partition by domain_id, chunk order by part.place)
  ), summed as (
    select
      (periods[rolling.place]).place, sum(rolling.active) as active,
      sum(rolling.active_7) as active_7, sum(rolling.active_30) as active_30
    from rolling
    group by rolling.place
  )
  select
    part.place, coalesce(summed.active, 0)::bigint, coalesce(summed.active_7, 0)::bigint,
    coalesce(summed.active_30, 0)::bigint,
    (sum(coalesce(summed.active, 0)) over (order by part.place rows between 29 preceding and current row))::bigint
  from unnest(periods) as part
  left join summed on part.place = summed.place;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_growth (
  domain_ids uuid[],
  periods    private.activity_period[],
  time_zone  text
)
  RETURNS TABLE (
    place      integer,
    active     bigint,
    new_people bigint,
    retained   bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  select
    part.place, coalesce(sum(bit_count(told.people)), 0)::bigint,
    coalesce(sum(bit_count(told.people & ~told.seen_before)), 0)::bigint,
    coalesce(sum(bit_count(told.people & told.just_before)), 0)::bigint
  from unnest(periods) with ordinality as part (place, begins_on, from_at, to_at, state, number)
  left join (
    select
      seen.place, seen.people,
      coalesce(
        bit_or(seen.people) over (person rows between unbounded preceding and 1 preceding), nobody
      ) as seen_before,
      case when lag(seen.place) over person = seen.place - 1 then lag(seen.people) over person else nobody end
      as just_before
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window person as (partition by seen.domain_id, seen.chunk order by seen.place)
  ) as told on part.number = told.place
  group by part.place;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_retention (
  domain_ids   uuid[],
  periods      private.activity_period[],
  time_zone    text,
  is_unbounded boolean
)
  RETURNS TABLE (
    cohort integer,
    later  integer,
    people bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 500
  SET search_path TO ''
  AS $function$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  with told as materialized (
    select
      seen.domain_id, seen.chunk, seen.place, seen.people,
      seen.people & ~coalesce(
        bit_or(seen.people) over (person order by seen.place rows between unbounded preceding and 1 preceding),
        nobody
      ) as first_seen,
      seen.people & ~coalesce(
        bit_or(seen.people) over (person order by seen.place desc rows between unbounded preceding and 1 preceding),
        nobody
      ) as last_seen
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window person as (partition by seen.domain_id, seen.chunk)
  )
  -- Who was active in a period or later is who was so for the last time then.
  select
    begun.place, again.place - begun.place,
    sum(bit_count(begun.first_seen & case when is_unbounded then again.last_seen else again.people end))::bigint
  from told as begun
  inner join told as again using (domain_id, chunk)
  where begun.place > 0 and again.place >= begun.place and begun.first_seen <> nobody
  group by 1, 2;
end;
$function$;

CREATE OR REPLACE FUNCTION private.event_payload_fault (
  event jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
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
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.filter_fault (
  value jsonb,
  shape jsonb
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
    when shape is null then 'is no known filter'
    when jsonb_typeof(shape) = 'array' then
      case when not shape ? given then 'must be ' || private.listed_words(shape) end
    when jsonb_typeof(shape) = 'object' then
      case
        when jsonb_typeof(value) <> 'array' or not shape -> 'some_of' @> value
          then 'must be an array of ' || private.listed_words(shape -> 'some_of')
      end
    when shape = '"boolean"' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when shape = '"uuid"' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when shape = '"uuids"' and (
      jsonb_typeof(value) <> 'array'
      or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or not private.is_valid_input(translate(given, '[]', '{}'), 'uuid[]')
    ) then 'must be an array of uuids'
    when shape = '"time"' and not private.is_zoned_time(given)
      then 'must be a time with a zone, such as 2026-03-29T00:00:00Z'
    when shape = '"score"' and not jsonb_path_exists(value, '$ ? (@ >= 0 && @ <= 100)')
      then 'must be a number from 0 to 100'
    when shape = '"language"' and given !~ '^[a-z]{2,3}$' then 'must be a language code such as en'
    when shape = '"text"' and not private.is_text(value, 500) then 'must be a text of 1 to 500 characters'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.has_secret_key()
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return current_setting('role') = 'service_role';
end;
$function$;

CREATE OR REPLACE FUNCTION private.is_email (
  value text
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return length(value) <= 254
    and value ~ '^[^][@[:space:],;:<>()"\\]+@[^][@[:space:],;:<>()"\\]+\.[^][@[:space:],;:<>()"\\]+$';
end;
$function$;

CREATE OR REPLACE FUNCTION private.listed_words (
  words jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return (
    select regexp_replace(string_agg(word.value, ', ' order by word.place), ', ([^,]*)$', ' or \1')
    from jsonb_array_elements_text(words) with ordinality as word (value, place)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_events()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct changed.domain_id, (changed.occurred_at at time zone 'UTC')::date - back.days, 'events'
  from changed_rows as changed
  inner join private.noted_kinds as noted on changed.kind = noted.kind
  cross join lateral generate_series(0, noted.days_back) as back (days);
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_person (
  domain_id uuid,
  person_id uuid,
  cause     text
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct note_person.domain_id, (fact.at at time zone 'UTC')::date, note_person.cause
  from public.visitors as visitor
  cross join lateral (
    select talk.started_at as at
    from public.conversations as talk
    where talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    union all
    select event.occurred_at - make_interval(days => back.days)
    from public.session_events as event
    inner join private.noted_kinds as noted on event.kind = noted.kind
    cross join lateral generate_series(0, noted.days_back) as back (days)
    where event.domain_id = visitor.domain_id and event.visitor_id = visitor.id
  ) as fact
  where
    visitor.domain_id = note_person.domain_id
    and note_person.person_id in (visitor.id, visitor.merged_into_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.period_marks (
  periods private.activity_period[]
)
  RETURNS timestamp WITH time zone[]
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select part.from_at from unnest(periods) as part
    union all
    select max(part.to_at) from unnest(periods) as part
    order by 1
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_case_filter (
  filter jsonb
)
  RETURNS private.case_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "status": {"some_of": ["draft", "active", "urgent", "on_hold", "completed", "cancelled"]},
      "priority": ["normal", "urgent"],
      "category": ["rescue", "surgery", "treatment", "transit", "foster"],
      "species": "text",
      "org_id": "uuid",
      "include_archived": "boolean",
      "text": "text"
    }'
  );
  wanted private.case_filter := jsonb_populate_record(null::private.case_filter, given - 'text');
begin
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_engagement_filter (
  filter jsonb
)
  RETURNS private.engagement_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "from": "time",
      "to": "time",
      "domain_ids": "uuids",
      "score_min": "score",
      "score_max": "score",
      "outcome": ["demo_booked", "email_captured", "demo_proposed", "cta_clicked", "none"],
      "language": "language",
      "has_email": "boolean",
      "include_test": "boolean",
      "account_id": "uuid",
      "topic_id": "uuid",
      "status": ["open", "closed", "handed_over"],
      "text": "text"
    }'
  );
begin
  return jsonb_populate_record(null::private.engagement_filter, given);
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_filter (
  filter jsonb,
  shapes jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, checked.fault
  into broken
  from jsonb_each(given) as entry
  cross join lateral (select private.filter_fault(entry.value, shapes -> entry.key) as fault) as checked
  where checked.fault is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  return given;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_ticket_filter (
  filter jsonb
)
  RETURNS private.ticket_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "status": {"some_of": ["new", "open", "pending", "on_hold", "resolved", "closed"]},
      "kind": ["chatbot", "general"],
      "priority": ["urgent", "high", "normal", "low"],
      "assignee_id": "uuid",
      "is_unassigned": "boolean",
      "is_overdue": "boolean",
      "text": "text"
    }'
  );
  wanted private.ticket_filter := jsonb_populate_record(null::private.ticket_filter, given - 'text');
begin
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$function$;

CREATE OR REPLACE FUNCTION private.require_one_of (
  permissions text[],
  domain_id   uuid
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if private.has_secret_key() then
    return;
  end if;
  if not exists (
    select from unnest(permissions) as permission (name)
    where require_one_of.domain_id = any(private.domains_with(permission.name))
  ) then
    perform private.fail(
      '42501', 'PERMISSION_DENIED',
      format('%s is not permitted', array_to_string(permissions, ' or '))
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.trade_subject_fault (
  entry jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case entry ->> 'kind'
    when 'user' then case
      when not private.is_text(entry -> 'external_id', 200) then '.external_id: must be a text'
      when not private.is_zoned_time(entry ->> 'joined_at') then '.joined_at: must be a time with its zone'
      when not private.is_email(entry ->> 'email') then '.email: must be an e-mail address'
      when coalesce(jsonb_typeof(entry -> 'wallets'), 'array') <> 'array'
        then '.wallets: must be an array of texts'
      when jsonb_array_length(coalesce(entry -> 'wallets', '[]')) > 50
        or exists (
          select from jsonb_array_elements(coalesce(entry -> 'wallets', '[]')) as w (address)
          where not private.is_text(w.address, 200)
        ) then '.wallets: must be at most 50 texts'
    end
    when 'token' then case
      when not private.is_text(entry -> 'chain', 50) then '.chain: must be a text'
      when not private.is_text(entry -> 'address', 200) then '.address: must be a text'
      when not private.is_text(entry -> 'symbol', 50) then '.symbol: must be a text'
      when (entry ->> 'decimals' ~ '^([12]?\d|3[0-8])$') is not true then '.decimals: must be from 0 to 38'
      when jsonb_typeof(entry -> 'provider') <> 'null' and not private.is_text(entry -> 'provider', 100)
        then '.provider: must be a text'
    end
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION public.set_user_tag (
  domain_id        uuid,
  platform_user_id uuid,
  tag              text,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.platform_users
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  -- The platform calls with the secret key, for the user; people of the back office call as themselves.
  is_own_choice constant boolean := private.has_secret_key();
  platform_user public.platform_users;
begin
  if not is_own_choice then
    perform private.require('platform_users.edit', domain_id);
  end if;
  if tag ~ '^[A-Za-z0-9_-]{6,12}$' is not true then
    perform private.bad_input('tag', '6 to 12 letters, digits, _ or -');
  end if;
  platform_user := private.lock_platform_user(domain_id, platform_user_id, expected_version);
  if platform_user.tag = set_user_tag.tag then
    return platform_user;
  end if;
  if is_own_choice and platform_user.tag_chosen_at is not null then
    perform private.fail(
      'PT409', 'TAG_CHOSEN', 'the user has chosen a tag before', 'Support can still change it.'
    );
  end if;
  update public.platform_users as u
  set tag = set_user_tag.tag, tag_chosen_at = case when is_own_choice then now() else u.tag_chosen_at end
  where u.domain_id = platform_user.domain_id and u.id = platform_user.id
  returning u.* into platform_user;
  return platform_user;
exception
  when unique_violation then
    perform private.fail('23505', 'TAG_TAKEN', 'tag: another user of this domain has it');
end;
$function$;

ALTER TABLE "public"."platform_users"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "platform_users_email_check" CHECK (((email = lower(email)) AND (length(email) <= 254)));

CREATE VIEW "private"."noted_kinds" WITH (security_invoker=on) AS  SELECT kind,
    max(days_back) AS days_back
   FROM ( VALUES ('widget_shown'::public.visitor_event_kind,0), ('form_submitted'::public.visitor_event_kind,7), ('email_captured'::public.visitor_event_kind,7), ('demo_booked'::public.visitor_event_kind,7)
        UNION ALL
         SELECT active.kind,
            0 AS days_back
           FROM private.active_kinds active) counted(kind, days_back)
  GROUP BY kind;

COMMENT ON FUNCTION "private"."filter_fault"(jsonb, jsonb) IS 'What is wrong with the value of one key of a filter; null when nothing. shape: boolean, uuid, uuids, time, score, language or text; an array: one of these texts; {"some_of": array}: an array of these texts; null: no such key.';

COMMENT ON FUNCTION "private"."has_secret_key"() IS 'Whether a worker or a platform calls, with the secret key, and no person.';

COMMENT ON FUNCTION "private"."listed_words"(jsonb) IS 'The texts of an array as a sentence lists a choice: a, b or c.';

COMMENT ON FUNCTION "private"."period_marks"(private.activity_period[]) IS 'When the periods begin, and when the last of them ends: the midnights that active_sets() takes.';

COMMENT ON FUNCTION "private"."read_filter"(jsonb, jsonb) IS 'The filter of a list without its nulls; null means no filter. shapes: what each key takes, as filter_fault() says. Raises 22023 that names an unknown or ill-typed key.';

COMMENT ON VIEW "private"."noted_kinds" IS 'The kinds of events that a rollup counts, and of how many days before theirs they change the numbers.';

REVOKE ALL ON FUNCTION "private"."filter_fault"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."filter_fault"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."filter_fault"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."has_secret_key"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."has_secret_key"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."has_secret_key"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."listed_words"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."listed_words"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."listed_words"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."period_marks"(private.activity_period[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."period_marks"(private.activity_period[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."period_marks"(private.activity_period[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_filter"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_filter"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_filter"(jsonb, jsonb) TO "postgres";
