-- AI sections with drafts, versions and previews, and what visitors read of them; agents with switches, heartbeats
-- and history. At the end the agents that there are, as seeds/reference has them.
SET local check_function_bodies = off;

CREATE TABLE "private"."section_previews" (
  "token_hash" bytea                    NOT NULL,
  "domain_id"  uuid                     NOT NULL,
  "section_id" uuid                     NOT NULL,
  "expires_at" timestamp with time zone NOT NULL,
  "created_by" uuid                     NOT NULL,
  "created_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "section_previews_pkey" PRIMARY KEY (token_hash),
  CONSTRAINT "section_previews_token_hash_check" CHECK ((length(token_hash) = 32))
);

ALTER TABLE "private"."section_previews"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."agent_client_state" (
  "client_id"  uuid                     NOT NULL,
  "agent_key"  text                     NOT NULL,
  "is_enabled" boolean,
  "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
  "version"    integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "agent_client_state_pkey" PRIMARY KEY (client_id, agent_key)
);

ALTER TABLE "public"."agent_client_state"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."agent_client_state" FROM "anon";

CREATE TABLE "public"."agent_domain_state" (
  "domain_id"  uuid                     NOT NULL,
  "agent_key"  text                     NOT NULL,
  "is_enabled" boolean,
  "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
  "version"    integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "agent_domain_state_pkey" PRIMARY KEY (domain_id, agent_key)
);

ALTER TABLE "public"."agent_domain_state"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."agent_domain_state" FROM "anon";

CREATE TABLE "public"."agent_events" (
  "domain_id" uuid                     NOT NULL,
  "agent_key" text                     NOT NULL,
  "kind"      text                     NOT NULL,
  "before"    text,
  "after"     text                     NOT NULL,
  "message"   text,
  "person_id" uuid,
  "at"        timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "agent_events_after_check" CHECK ((after = ANY ((
CASE kind
    WHEN 'switched'::text THEN '{on,off,inherit}'::text
    ELSE '{ok,degraded,error,off}'::text
END)::text[]))),
  CONSTRAINT "agent_events_kind_check" CHECK ((kind = ANY (ARRAY['switched'::text, 'status'::text]))),
  "id"        uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "agent_events_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."agent_events"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."agent_events" FROM "anon";

CREATE TABLE "public"."agent_heartbeats" (
  "domain_id"         uuid                     NOT NULL,
  "agent_key"         text                     NOT NULL,
  "status"            text                     NOT NULL,
  "message"           text,
  "last_heartbeat_at" timestamp with time zone NOT NULL,
  CONSTRAINT "agent_heartbeats_message_check" CHECK ((length(message) <= 500)),
  CONSTRAINT "agent_heartbeats_pkey" PRIMARY KEY (domain_id, agent_key),
  CONSTRAINT "agent_heartbeats_status_check" CHECK ((status = ANY (ARRAY['ok'::text, 'degraded'::text, 'error'::text, 'off'::text])))
);

ALTER TABLE "public"."agent_heartbeats"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."agent_heartbeats" FROM "anon";

CREATE TABLE "public"."agents" (
  "key"              text                     NOT NULL,
  "name"             text                     NOT NULL,
  "description"      text                     NOT NULL,
  "is_on_by_default" boolean                  NOT NULL DEFAULT false,
  "silent_after"     interval                 NOT NULL DEFAULT '00:10:00'::interval,
  "updated_at"       timestamp with time zone NOT NULL DEFAULT now(),
  "version"          integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "agents_key_check" CHECK ((key ~ '^[a-z0-9_-]{1,50}$'::text)),
  CONSTRAINT "agents_name_check" CHECK ((btrim(name) <> ''::text)),
  CONSTRAINT "agents_pkey" PRIMARY KEY (key),
  CONSTRAINT "agents_silent_after_check" CHECK (((silent_after >= '00:01:00'::interval) AND (silent_after <= '30 days'::interval)))
);

ALTER TABLE "public"."agents"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."agents" FROM "anon";

CREATE TABLE "public"."ai_section_versions" (
  "domain_id"  uuid    NOT NULL,
  "section_id" uuid    NOT NULL,
  "number"     integer NOT NULL,
  "title"      text    NOT NULL,
  "body"       text    NOT NULL,
  "questions"  jsonb   NOT NULL,
  "styling"    jsonb   NOT NULL,
  CONSTRAINT "ai_section_versions_number_check" CHECK ((number > 0)),
  CONSTRAINT "ai_section_versions_pkey" PRIMARY KEY (domain_id, section_id, number)
);

ALTER TABLE "public"."ai_section_versions"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ai_section_versions" FROM "anon";

CREATE TABLE "public"."ai_sections" (
  "domain_id" uuid  NOT NULL,
  "slug"      text  NOT NULL,
  "locale"    text  NOT NULL DEFAULT 'en'::text,
  "title"     text  NOT NULL,
  "body"      text  NOT NULL DEFAULT ''::text,
  "questions" jsonb NOT NULL DEFAULT '[]'::jsonb,
  "styling"   jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT "ai_sections_locale_check" CHECK ((locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'::text)),
  CONSTRAINT "ai_sections_slug_check" CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 80))),
  CONSTRAINT "ai_sections_slug_locale_key" UNIQUE (domain_id, slug, LOCALE),
  "id"        uuid  NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "ai_sections_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."ai_sections"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ai_sections" FROM "anon";

CREATE OR REPLACE FUNCTION private.agent_status (
  is_on             boolean,
  reported          text,
  last_heartbeat_at timestamp with time zone,
  silent_after      interval
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return case
    when not is_on or reported = 'off' then 'off'
    when reported = 'error' then 'error'
    -- Never heard of is silent too.
    when reported = 'ok' and last_heartbeat_at >= now() - silent_after then 'ok'
    else 'degraded'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_section (
  title     text,
  body      text,
  questions jsonb,
  styling   jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  fault constant text := private.section_fault(title, body, questions, styling);
begin
  if fault is not null then
    perform private.bad_input(split_part(fault, ': ', 1), substr(fault, strpos(fault, ': ') + 2));
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.flatten_json (
  value jsonb,
  path  text  DEFAULT ''::text
)
  RETURNS TABLE (
    place text,
    leaf  jsonb
  )
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  if jsonb_typeof(value) = 'object' and value <> '{}' then
    return query
    select below.place, below.leaf
    from jsonb_each(flatten_json.value) as part
    cross join lateral private.flatten_json(
      part.value, concat_ws('.', nullif(flatten_json.path, ''), part.key)
    ) as below;
  elsif jsonb_typeof(value) = 'array' and value <> '[]' then
    return query
    select below.place, below.leaf
    from jsonb_array_elements(flatten_json.value) with ordinality as part (value, number)
    cross join lateral private.flatten_json(
      part.value, format('%s[%s]', flatten_json.path, part.number - 1)
    ) as below;
  else
    return query values (flatten_json.path, flatten_json.value);
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.heartbeat_fault (
  heartbeat jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case
    when jsonb_typeof(heartbeat) <> 'object' then ': must be an object'
    when heartbeat - '{site_domain,agent,status,at,message}'::text [] <> '{}'
      then ': there are site_domain, agent, status, at and message'
    when jsonb_typeof(heartbeat -> 'site_domain') is distinct from 'string' then '.site_domain: must be a text'
    when not exists (select from public.agents as a where a.key = heartbeat ->> 'agent')
      then '.agent: there is no such agent'
    when (heartbeat ->> 'status' in ('ok', 'degraded', 'error', 'off')) is not true
      then '.status: must be ok, degraded, error or off'
    when private.is_zoned_time(heartbeat ->> 'at') is not true then '.at: must be a time with its zone'
    -- A time to come would hide the silence until then.
    when (heartbeat ->> 'at')::timestamptz > now() + interval '5 minutes' then '.at: lies in the future'
    when coalesce(jsonb_typeof(heartbeat -> 'message'), 'null') not in ('null', 'string')
      or length(heartbeat ->> 'message') > 500 then '.message: must be a text of at most 500 characters'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.line_fault (
  value   text,
  longest integer
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return case
    when value is null or btrim(value) = '' then 'must be a text that is not empty'
    when length(value) > longest then format('must have at most %s characters', longest)
    when value ~ '[\x01-\x1f\x7f]' then 'must be one line without control characters'
    when private.markup_at(value) is not null
      then format('holds HTML at character %s; write plain text', private.markup_at(value))
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_open_section (
  domain_id        uuid,
  section_id       uuid,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_section(domain_id, section_id, expected_version);
begin
  if section.status = 'archived' then
    perform private.fail('PT409', 'SECTION_ARCHIVED', 'the section is archived', 'Restore it first.');
  end if;
  return section;
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_section (
  domain_id        uuid,
  section_id       uuid,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections;
begin
  perform private.require('ai_sections.edit', lock_section.domain_id);
  select s.* into section from public.ai_sections as s
  where s.domain_id = lock_section.domain_id and s.id = lock_section.section_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section');
  end if;
  perform private.require_version(lock_section.expected_version, section.version);
  return section;
end;
$function$;

CREATE OR REPLACE FUNCTION private.make_section_live (
  section       public.ai_sections,
  published_by  uuid,
  restored_from integer            DEFAULT NULL::integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  live public.ai_sections;
begin
  with made as (
    insert into public.ai_section_versions as v (
      domain_id, section_id, number, title, body, questions, styling, restored_from, published_by
    )
    select
      section.domain_id, section.id, coalesce(max(older.number), 0) + 1, section.title, section.body,
      section.questions, section.styling, make_section_live.restored_from, make_section_live.published_by
    from public.ai_section_versions as older
    where older.domain_id = section.domain_id and older.section_id = section.id
    returning v.number
  )
  update public.ai_sections as s
  set
    title = section.title,
    body = section.body,
    questions = section.questions,
    styling = section.styling,
    status = 'published',
    published_number = made.number,
    publish_at = null,
    scheduled_by = null
  from made
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into live;
  return live;
end;
$function$;

CREATE OR REPLACE FUNCTION private.markdown_fault (
  value text
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  url constant text := '[^\s()<>"''`\\]';
  -- https, mail, telephone, a place on this page, or a path of this site (but // is another site).
  target constant text := format(
    '\s*(?:(?:https://|mailto:|tel:|#)%1$s*|/(?:[^/\s()<>"''`\\]%1$s*)?)', url
  );
  forbidden constant text [] := array[
    '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]', 'holds a control character',
    format('\]\s*\((?!%s\s*\))', target),
    'a link goes to https://, mailto:, tel:, # or /path, without title, brackets and quotes',
    format('\]:(?!%s(?:\s|$))', target),
    'a link goes to https://, mailto:, tel:, # or /path, also where it is defined apart'
  ];
  before text;
begin
  if value is null or length(value) > 20000 then
    return 'must be a text of at most 20000 characters';
  end if;
  if private.markup_at(value) is not null then
    return format(
      'line %s: holds HTML; write Markdown', regexp_count(left(value, private.markup_at(value) - 1), '\n') + 1
    );
  end if;
  for rule in 1 .. cardinality(forbidden) by 2 loop
    before := substring(value from '^(.*?)(?:' || forbidden[rule] || ')');
    if before is not null then
      return format('line %s: %s', regexp_count(before, '\n') + 1, forbidden[rule + 1]);
    end if;
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.markup_at (
  value text
)
  RETURNS integer
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  -- Browsers take an entity without its semicolon, too.
  markup constant text :=
    U&'[<\FF1C\FE64][a-zA-Z/!?]|&(lt|LT|#0*60(?![0-9])|#[xX]0*3[cC](?![0-9a-fA-F]))';
begin
  return length(substring(value from '^(.*?)(?:' || markup || ')')) + 1;
end;
$function$;

CREATE OR REPLACE FUNCTION private.questions_fault (
  questions jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  question jsonb;
  place integer := -1;
  field record;
  fault text;
begin
  if jsonb_typeof(questions) is distinct from 'array' or jsonb_array_length(questions) > 20 then
    return 'questions: must be an array of at most 20 questions';
  end if;
  for question in select listed.value from jsonb_array_elements(questions) as listed loop
    place := place + 1;
    if jsonb_typeof(question) <> 'object' or not question ? 'text' then
      return format('questions[%s]: must be an object with text, and optionally prompt', place);
    end if;
    for field in select pair.key, pair.value from jsonb_each(question) as pair order by pair.key loop
      fault := case
        when field.key not in ('text', 'prompt') then 'there is no such field; there are text and prompt'
        when jsonb_typeof(field.value) <> 'string' then 'must be a text that is not empty'
        else private.line_fault(field.value #>> '{}', case field.key when 'text' then 200 else 1000 end)
      end;
      if fault is not null then
        return format('questions[%s].%s: %s', place, left(field.key, 50), fault);
      end if;
    end loop;
    if jsonb_path_exists(
      questions, '$[0 to $last] ? (@.text == $text)',
      jsonb_build_object('last', place - 1, 'text', question -> 'text')
    ) and place > 0 then
      return format('questions[%s].text: is asked twice', place);
    end if;
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.require_agent (
  agent_key text
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if not exists (select from public.agents as a where a.key = require_agent.agent_key) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such agent');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.section_content (
  section jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_build_object(
    'title', section -> 'title', 'body', section -> 'body',
    'questions', section -> 'questions', 'styling', section -> 'styling'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.section_fault (
  title     text,
  body      text,
  questions jsonb,
  styling   jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return coalesce(
    'title: ' || private.line_fault(title, 200),
    'body: ' || private.markdown_fault(body),
    private.questions_fault(questions),
    private.styling_fault(styling)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.section_hash (
  title     text,
  body      text,
  questions jsonb,
  styling   jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  -- jsonb has one writing, so the same content has the same hash.
  return encode(sha256(convert_to(jsonb_build_array(title, body, questions, styling)::text, 'UTF8')), 'hex');
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_heartbeat (
  heartbeat public.agent_heartbeats
)
  RETURNS boolean
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  previous text;
begin
  insert into public.agent_heartbeats as h (domain_id, agent_key, status, message, last_heartbeat_at)
  select heartbeat.*
  on conflict on constraint agent_heartbeats_pkey do nothing;
  if not found then
    -- Of two at the same moment the one that sorts last counts, whichever came first.
    select h.status into previous from public.agent_heartbeats as h
    where h.domain_id = heartbeat.domain_id and h.agent_key = heartbeat.agent_key
      and (h.last_heartbeat_at, h.status) < (heartbeat.last_heartbeat_at, heartbeat.status)
    for update;
    if not found then
      return false;
    end if;
    update public.agent_heartbeats as h
    set status = heartbeat.status, message = heartbeat.message, last_heartbeat_at = heartbeat.last_heartbeat_at
    where h.domain_id = heartbeat.domain_id and h.agent_key = heartbeat.agent_key;
  end if;
  if previous is distinct from heartbeat.status then
    insert into public.agent_events (domain_id, agent_key, kind, before, after, message, at)
    values (
      heartbeat.domain_id, heartbeat.agent_key, 'status', previous, heartbeat.status, heartbeat.message,
      heartbeat.last_heartbeat_at
    );
  end if;
  return true;
end;
$function$;

CREATE OR REPLACE FUNCTION private.styling_fault (
  styling jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  colour constant text := '#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})';
  size constant text := '(0|[1-9][0-9]{0,2}px|[1-9]?[0-9](\.[0-9]{1,2})?rem)';
  known constant jsonb := jsonb_build_object(
    'accent_color', colour, 'background_color', colour, 'border_color', colour, 'text_color', colour,
    'border_radius', size, 'border_width', size, 'font_size', size, 'gap', size, 'padding', size,
    'max_width', '([1-9][0-9]{0,3}px|[1-9][0-9]?%|100%)',
    'font_weight', '(normal|bold|[1-9]00)', 'text_align', '(start|center|end)',
    'layout', '(list|grid|carousel)', 'columns', '[1-6]'
  );
  field record;
begin
  if jsonb_typeof(styling) is distinct from 'object' then
    return 'styling: must be an object';
  end if;
  for field in select pair.key, pair.value from jsonb_each(styling) as pair order by pair.key loop
    if not known ? field.key then
      return format(
        'styling.%s: there is no such style; there are %s', left(field.key, 50),
        (select string_agg(style.name, ', ' order by style.name) from jsonb_object_keys(known) as style (name))
      );
    end if;
    if jsonb_typeof(field.value) <> 'string'
      or (field.value #>> '{}') !~ ('^' || (known ->> field.key) || '$') then
      return format('styling.%s: must be a text like %s', field.key, known ->> field.key);
    end if;
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.switch_word (
  is_enabled boolean
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return case when is_enabled then 'on' when not is_enabled then 'off' else 'inherit' end;
end;
$function$;

CREATE OR REPLACE FUNCTION public.agent_history (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  with_agent text    DEFAULT NULL::text,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id uuid,
    id        uuid,
    agent_key text,
    kind      text,
    was       text,
    became    text,
    message   text,
    person_id uuid,
    at        timestamp with time zone,
    cursor    text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('agents.view', domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('agent_history', after);
  return query
  select
    page.domain_id, page.id, page.agent_key, page.kind, page.before, page.after, page.message,
    page.person_id, page.at, private.make_time_cursor('agent_history', page.at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select e.* from public.agent_events as e
    where
      e.domain_id = tenant.id
      and (with_agent is null or e.agent_key = with_agent)
      and (place.at is null or (e.at, e.id, e.domain_id) < (place.at, place.id, place.domain_id))
    order by e.at desc, e.id desc
    limit page_size
  ) as page
  order by page.at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."agent_history"(uuid[], text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.archive_section (
  domain_id        uuid,
  section_id       uuid,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
begin
  update public.ai_sections as s
  set status = 'archived', published_number = null, publish_at = null, scheduled_by = null
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into section;
  return section;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."archive_section"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.compare_section (
  domain_id   uuid,
  section_id  uuid,
  from_number integer,
  to_number   integer DEFAULT NULL::integer
)
  RETURNS TABLE (
    path   text,
    before jsonb,
    after  jsonb
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 10
  SET search_path TO ''
  AS $function$
declare
  older jsonb;
  newer jsonb;
begin
  select private.section_content(to_jsonb(v)) into older from public.ai_section_versions as v
  where v.domain_id = compare_section.domain_id and v.section_id = compare_section.section_id
    and v.number = compare_section.from_number;
  select private.section_content(to_jsonb(v)) into newer from public.ai_section_versions as v
  where v.domain_id = compare_section.domain_id and v.section_id = compare_section.section_id
    and v.number = compare_section.to_number;
  if to_number is null then
    select private.section_content(to_jsonb(s)) into newer from public.ai_sections as s
    where s.domain_id = compare_section.domain_id and s.id = compare_section.section_id;
  end if;
  if older is null or newer is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section or version');
  end if;
  return query
  select coalesce(one.place, other.place), one.leaf, other.leaf
  from private.flatten_json(older) as one
  full join private.flatten_json(newer) as other on one.place = other.place
  where one.leaf is distinct from other.leaf
  order by coalesce(one.place, other.place);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."compare_section"(uuid, uuid, integer, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_section (
  domain_id       uuid,
  slug            text,
  title           text,
  locale          text  DEFAULT 'en'::text,
  body            text  DEFAULT ''::text,
  questions       jsonb DEFAULT '[]'::jsonb,
  styling         jsonb DEFAULT '{}'::jsonb,
  idempotency_key uuid  DEFAULT NULL::uuid
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section_id constant uuid := coalesce(create_section.idempotency_key, private.new_id());
  section public.ai_sections;
begin
  perform private.require('ai_sections.edit', create_section.domain_id);
  if create_section.domain_id is null then
    perform private.bad_input('domain_id', 'is missing');
  end if;
  if (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80) is not true then
    perform private.bad_input('slug', 'must be words of small letters and digits joined by -, at most 80 characters');
  end if;
  if (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$') is not true then
    perform private.bad_input('locale', 'must be a language such as es or es-AR');
  end if;
  perform private.check_section(title, body, questions, styling);
  insert into public.ai_sections as s (domain_id, id, slug, locale, title, body, questions, styling, position)
  select
    create_section.domain_id, section_id, create_section.slug, create_section.locale,
    btrim(create_section.title), create_section.body, create_section.questions, create_section.styling,
    -- Beside its other languages, else at the end.
    coalesce(min(other.position) filter (where other.slug = create_section.slug), max(other.position) + 1, 1)
  from public.ai_sections as other where other.domain_id = create_section.domain_id
  on conflict do nothing
  returning s.* into section;
  if section.id is null then
    select s.* into section from public.ai_sections as s
    where s.domain_id = create_section.domain_id and s.id = section_id;
    if (section.slug, section.locale) is distinct from (create_section.slug, create_section.locale) then
      perform private.fail('23505', 'SECTION_EXISTS', 'slug: there is a section with this slug and language, or for this key');
    end if;
  end if;
  return section;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_section"(uuid, text, text, text, text, jsonb, jsonb, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_section_preview (
  domain_id  uuid,
  section_id uuid,
  minutes    integer DEFAULT 30
)
  RETURNS TABLE (
    token      text,
    expires_at timestamp with time zone
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  secret constant bytea := extensions.gen_random_bytes(32);
  ends constant timestamptz := now() + make_interval(mins => minutes);
begin
  perform private.require('ai_sections.edit', create_section_preview.domain_id);
  if minutes between 1 and 1440 is not true then
    perform private.bad_input('minutes', 'must be from 1 to 1440');
  end if;
  if not exists (
    select from public.ai_sections as s
    where s.domain_id = create_section_preview.domain_id and s.id = create_section_preview.section_id
      and s.status <> 'archived'
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section');
  end if;
  insert into private.section_previews (token_hash, domain_id, section_id, expires_at, created_by)
  values (sha256(secret), domain_id, section_id, ends, private.current_person_id());
  perform private.audit_event(
    'create_preview', 'ai_sections', section_id::text, domain_id, jsonb_build_object('expires_at', ends)
  );
  return query values (encode(secret, 'hex'), ends);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_section_preview"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.ingest_agent_heartbeats (
  heartbeats jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  listed record;
  beat public.agent_heartbeats;
  sites jsonb;
  stored integer := 0;
begin
  if jsonb_typeof(heartbeats) is distinct from 'array' then
    perform private.bad_input('heartbeats', 'must be an array');
  end if;
  if jsonb_array_length(heartbeats) > 1000 then
    perform private.fail('22023', 'BATCH_TOO_LARGE', 'heartbeats: at most 1000 at once');
  end if;
  for listed in
    select each.place - 1 as index, private.heartbeat_fault(each.value) as fault
    from jsonb_array_elements(heartbeats) with ordinality as each (value, place)
    order by each.place
  loop
    if listed.fault is not null then
      perform private.bad_input(
        format('heartbeats[%s]%s', listed.index, split_part(listed.fault, ': ', 1)),
        split_part(listed.fault, ': ', 2)
      );
    end if;
  end loop;
  sites := private.resolve_sites(heartbeats);
  -- In one order everywhere, so that two batches never wait for each other.
  for beat in
    select
      (sites ->> (each.value ->> 'site_domain'))::uuid, each.value ->> 'agent', each.value ->> 'status',
      nullif(btrim(each.value ->> 'message'), ''), (each.value ->> 'at')::timestamptz
    from jsonb_array_elements(heartbeats) as each
    where sites ->> (each.value ->> 'site_domain') is not null
    order by 1, 2, 5, 3
  loop
    stored := stored + private.store_heartbeat(beat)::integer;
  end loop;
  return jsonb_build_object('received', jsonb_array_length(heartbeats), 'stored', stored);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."ingest_agent_heartbeats"(jsonb) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.list_agents (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id         uuid,
    agent_key         text,
    name              text,
    is_on             boolean,
    is_enabled        boolean,
    decided_by        text,
    status            text,
    message           text,
    last_heartbeat_at timestamp with time zone,
    version           integer,
    cursor            text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('agents.view', domain_ids);
  place constant text [] := private.read_cursor('agents', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    site.id, agent.key, agent.name, decided.is_on, own.is_enabled,
    case
      when own.is_enabled is not null then 'domain' when of_client.is_enabled is not null then 'client' else 'default'
    end,
    private.agent_status(decided.is_on, heard.status, heard.last_heartbeat_at, agent.silent_after),
    heard.message, heard.last_heartbeat_at, coalesce(own.version, 0),
    private.make_cursor('agents', agent.key, site.id, site.id)
  from public.domains as site
  cross join public.agents as agent
  left join public.agent_domain_state as own on site.id = own.domain_id and agent.key = own.agent_key
  left join public.agent_client_state as of_client
    on site.client_id = of_client.client_id and agent.key = of_client.agent_key
  left join public.agent_heartbeats as heard on site.id = heard.domain_id and agent.key = heard.agent_key
  cross join lateral (
    values (coalesce(own.is_enabled, of_client.is_enabled, agent.is_on_by_default))
  ) as decided (is_on)
  where
    site.id = any(mine)
    and (place is null or (site.id, agent.key) > (place[1]::uuid, place[3]))
  order by site.id, agent.key
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_agents"(uuid[], text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_sections (
  domain_ids  uuid[]  DEFAULT NULL::uuid[],
  with_status text    DEFAULT NULL::text,
  with_locale text    DEFAULT NULL::text,
  after       text    DEFAULT NULL::text,
  page_size   integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id        uuid,
    id               uuid,
    slug             text,
    locale           text,
    title            text,
    place            integer,
    status           text,
    is_changed       boolean,
    published_number integer,
    published_at     timestamp with time zone,
    publish_at       timestamp with time zone,
    updated_at       timestamp with time zone,
    version          integer,
    cursor           text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('ai_sections.view', domain_ids);
  last constant text [] := private.read_cursor('sections', after);
begin
  perform private.check_page_size(page_size);
  if with_status not in ('draft', 'published', 'archived') then
    perform private.bad_input('with_status', 'draft, published or archived');
  end if;
  if not private.is_valid_input(last[3], 'integer') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return query
  select
    page.domain_id, page.id, page.slug, page.locale, page.title, page.position, page.status,
    page.content_hash is distinct from live.content_hash, page.published_number, live.published_at,
    page.publish_at, page.updated_at, page.version,
    private.make_cursor('sections', page.position::text, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select s.* from public.ai_sections as s
    where
      s.domain_id = tenant.id
      and (last is null or (s.domain_id, s.position, s.id) > (last[2]::uuid, last[3]::integer, last[1]::uuid))
      and (with_status is null and s.status <> 'archived' or s.status = with_status)
      and (with_locale is null or s.locale = with_locale)
    order by s.position, s.id
    limit page_size
  ) as page
  left join public.ai_section_versions as live
    on
      page.domain_id = live.domain_id and page.id = live.section_id
      and page.published_number = live.number
  order by page.domain_id, page.position, page.id
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_sections"(uuid[], text, text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.publish_section (
  domain_id        uuid,
  section_id       uuid,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
begin
  if section.publish_at is null and exists (
    select from public.ai_section_versions as live
    where live.domain_id = section.domain_id and live.section_id = section.id
      and live.number = section.published_number and live.content_hash = section.content_hash
  ) then
    return section; -- Visitors read this already.
  end if;
  return private.make_section_live(section, private.current_person_id());
end;
$function$;

REVOKE ALL ON FUNCTION "public"."publish_section"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.published_sections (
  site_domain text,
  locale      text DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  site_id constant uuid := private.site_domain_id(site_domain);
  wanted constant text := lower(replace(locale, '_', '-'));
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'slug', best.slug, 'locale', best.locale, 'title', live.title, 'body', live.body,
      'questions', live.questions, 'styling', live.styling
    ) order by best.position, best.slug), '[]')
    from (
      select distinct on (s.slug) s.*
      from public.ai_sections as s
      where s.domain_id = site_id and s.status = 'published'
      -- The wanted language, its parent, English, else the one in which it was written first.
      order by
        s.slug, lower(s.locale) = wanted desc nulls last,
        s.locale = split_part(wanted, '-', 1) desc nulls last, s.locale = 'en' desc, s.created_at, s.id
    ) as best
    inner join public.ai_section_versions as live
      on
        best.domain_id = live.domain_id and best.id = live.section_id
        and best.published_number = live.number
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.read_section_preview (
  token text
)
  RETURNS TABLE (
    slug      text,
    locale    text,
    title     text,
    body      text,
    questions jsonb,
    styling   jsonb
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 1
  SET search_path TO ''
  AS $function$
declare
  secret constant bytea := decode(substring(token from '^[0-9a-f]{64}$'), 'hex');
begin
  -- The hash is looked up, so how long it takes tells nothing of other tokens.
  return query
  select s.slug, s.locale, s.title, s.body, s.questions, s.styling
  from private.section_previews as p
  inner join public.ai_sections as s on p.domain_id = s.domain_id and p.section_id = s.id
  inner join public.domains as d on p.domain_id = d.id
  inner join public.people as author on p.created_by = author.id
  where
    p.token_hash = sha256(secret)
    and p.expires_at > now()
    and s.status <> 'archived'
    and d.archived_at is null
    and author.status = 'active';
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such preview, or it has ended');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION public.reorder_sections (
  domain_id uuid,
  slugs     text[]
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  unknown text;
  moved integer;
begin
  perform private.require('ai_sections.edit', reorder_sections.domain_id);
  if slugs is null or cardinality(slugs) > (select count(distinct given.slug) from unnest(slugs) as given (slug)) then
    perform private.bad_input('slugs', 'must be an array that names each section once');
  end if;
  -- All of them, in one order, so that two people who reorder at once do not mix their orders.
  perform from public.ai_sections as s where s.domain_id = reorder_sections.domain_id order by s.id for update;
  select given.slug into unknown from unnest(slugs) as given (slug)
  where not exists (
    select from public.ai_sections as s
    where s.domain_id = reorder_sections.domain_id and s.slug = given.slug and s.status <> 'archived'
  );
  if found then
    perform private.bad_input('slugs', format('there is no section %s, or it is archived', unknown));
  end if;
  update public.ai_sections as s set position = ranked.place
  from (
    select
      other.slug,
      row_number() over (order by array_position(slugs, other.slug) nulls last, min(other.position), other.slug) as place
    from public.ai_sections as other
    where other.domain_id = reorder_sections.domain_id and other.status <> 'archived'
    group by other.slug
  ) as ranked
  where s.domain_id = reorder_sections.domain_id and s.slug = ranked.slug and s.position <> ranked.place;
  get diagnostics moved = row_count;
  return moved;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."reorder_sections"(uuid, text[]) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.restore_section (
  domain_id        uuid,
  section_id       uuid,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_section(domain_id, section_id, expected_version);
begin
  if section.status = 'archived' then
    update public.ai_sections as s set status = 'draft'
    where s.domain_id = section.domain_id and s.id = section.id
    returning s.* into section;
  end if;
  return section;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."restore_section"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.rollback_section (
  domain_id        uuid,
  section_id       uuid,
  number           integer,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
  older public.ai_section_versions;
begin
  select v.* into older from public.ai_section_versions as v
  where v.domain_id = section.domain_id and v.section_id = section.id and v.number = rollback_section.number;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such version');
  end if;
  section.title := older.title;
  section.body := older.body;
  section.questions := older.questions;
  section.styling := older.styling;
  return private.make_section_live(section, private.current_person_id(), older.number);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."rollback_section"(uuid, uuid, integer, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_content_upkeep (
  batch_size integer DEFAULT 500
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections;
  published integer := 0;
  expired integer;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  -- Publishing empties publish_at under the lock, so a second worker, or a second run, finds nothing to do.
  for section in
    select s.* from public.ai_sections as s
    inner join public.domains as d on d.id = s.domain_id and d.archived_at is null
    where s.publish_at <= now()
    order by s.publish_at, s.id
    limit batch_size
    for update of s skip locked
  loop
    perform private.make_section_live(section, section.scheduled_by);
    published := published + 1;
  end loop;
  delete from private.section_previews as p where p.expires_at <= now();
  get diagnostics expired = row_count;
  return jsonb_build_object('published', published, 'previews_expired', expired);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_content_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.schedule_section (
  domain_id        uuid,
  section_id       uuid,
  publish_at       timestamp with time zone,
  expected_version integer
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
begin
  -- clock_timestamp: a request that waited for the lock is not in the past of its own.
  if schedule_section.publish_at <= clock_timestamp()
    or schedule_section.publish_at > clock_timestamp() + interval '1 year' then
    perform private.bad_input('publish_at', 'must lie in the coming year');
  end if;
  update public.ai_sections as s
  set
    publish_at = schedule_section.publish_at,
    scheduled_by = case when schedule_section.publish_at is not null then private.current_person_id() end
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into section;
  return section;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."schedule_section"(uuid, uuid, timestamp WITH time zone, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.section_detail (
  domain_id  uuid,
  section_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  detail jsonb;
begin
  select jsonb_build_object(
    'section', to_jsonb(section),
    'is_changed', section.content_hash is distinct from live.content_hash,
    'live', to_jsonb(live) - '{domain_id,section_id}'::text [],
    'versions', coalesce((
      select jsonb_agg(
        to_jsonb(older) - '{domain_id,section_id,body,questions,styling}'::text [] order by older.number desc
      )
      from (
        select v.* from public.ai_section_versions as v
        where v.domain_id = section.domain_id and v.section_id = section.id
        order by v.number desc
        limit 200
      ) as older
    ), '[]')
  )
  into detail
  from public.ai_sections as section
  left join public.ai_section_versions as live
    on
      live.domain_id = section.domain_id and live.section_id = section.id
      and live.number = section.published_number
  where section.domain_id = section_detail.domain_id and section.id = section_detail.section_id;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section');
  end if;
  return detail;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."section_detail"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_client_agent (
  client_id        uuid,
  agent_key        text,
  is_enabled       boolean,
  expected_version integer
)
  RETURNS public.agent_client_state
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  state public.agent_client_state;
begin
  perform private.require('agents.manage');
  perform private.require_agent(set_client_agent.agent_key);
  if not exists (select from public.clients as c where c.id = set_client_agent.client_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such client');
  end if;
  insert into public.agent_client_state as s (client_id, agent_key, is_enabled)
  select set_client_agent.client_id, set_client_agent.agent_key, set_client_agent.is_enabled
  where set_client_agent.expected_version = 0
  on conflict on constraint agent_client_state_pkey do nothing
  returning s.* into state;
  if not found then
    select s.* into state from public.agent_client_state as s
    where s.client_id = set_client_agent.client_id and s.agent_key = set_client_agent.agent_key for update;
    perform private.require_version(set_client_agent.expected_version, coalesce(state.version, 0));
    update public.agent_client_state as s set is_enabled = set_client_agent.is_enabled
    where s.client_id = state.client_id and s.agent_key = state.agent_key
    returning s.* into state;
  end if;
  return state;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_client_agent"(uuid, text, boolean, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.toggle_agent (
  domain_id        uuid,
  agent_key        text,
  is_enabled       boolean,
  expected_version integer,
  reason           text    DEFAULT NULL::text
)
  RETURNS public.agent_domain_state
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  before public.agent_domain_state;
  state public.agent_domain_state;
begin
  perform private.require('agents.edit', toggle_agent.domain_id);
  perform private.require_agent(toggle_agent.agent_key);
  if length(reason) > 500 then
    perform private.bad_input('reason', 'must have at most 500 characters');
  end if;
  -- The row that is not there yet is at version 0; whoever is late to make it has read an old state.
  insert into public.agent_domain_state as s (domain_id, agent_key, is_enabled)
  select toggle_agent.domain_id, toggle_agent.agent_key, toggle_agent.is_enabled
  where toggle_agent.expected_version = 0
  on conflict on constraint agent_domain_state_pkey do nothing
  returning s.* into state;
  if not found then
    select s.* into before from public.agent_domain_state as s
    where s.domain_id = toggle_agent.domain_id and s.agent_key = toggle_agent.agent_key for update;
    perform private.require_version(toggle_agent.expected_version, coalesce(before.version, 0));
    if before.is_enabled is not distinct from toggle_agent.is_enabled then
      return before;
    end if;
    update public.agent_domain_state as s set is_enabled = toggle_agent.is_enabled
    where s.domain_id = before.domain_id and s.agent_key = before.agent_key
    returning s.* into state;
  end if;
  insert into public.agent_events (domain_id, agent_key, kind, before, after, message, person_id)
  select
    state.domain_id, state.agent_key, 'switched', private.switch_word(before.is_enabled),
    private.switch_word(state.is_enabled), nullif(btrim(toggle_agent.reason), ''), private.current_person_id();
  return state;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."toggle_agent"(uuid, text, boolean, integer, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.update_agent (
  agent_key        text,
  expected_version integer,
  is_on_by_default boolean  DEFAULT NULL::boolean,
  silent_after     interval DEFAULT NULL::interval
)
  RETURNS public.agents
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  agent public.agents;
begin
  perform private.require('agents.manage');
  select a.* into agent from public.agents as a where a.key = update_agent.agent_key for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such agent');
  end if;
  perform private.require_version(update_agent.expected_version, agent.version);
  if silent_after not between '1 minute' and '30 days' then
    perform private.bad_input('silent_after', 'must be from 1 minute to 30 days');
  end if;
  update public.agents as a
  set
    is_on_by_default = coalesce(update_agent.is_on_by_default, a.is_on_by_default),
    silent_after = coalesce(update_agent.silent_after, a.silent_after)
  where a.key = agent.key
  returning a.* into agent;
  return agent;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_agent"(text, integer, boolean, interval) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.update_section (
  domain_id        uuid,
  section_id       uuid,
  expected_version integer,
  title            text    DEFAULT NULL::text,
  body             text    DEFAULT NULL::text,
  questions        jsonb   DEFAULT NULL::jsonb,
  styling          jsonb   DEFAULT NULL::jsonb
)
  RETURNS public.ai_sections
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
begin
  section.title := coalesce(btrim(update_section.title), section.title);
  section.body := coalesce(update_section.body, section.body);
  section.questions := coalesce(update_section.questions, section.questions);
  section.styling := coalesce(update_section.styling, section.styling);
  perform private.check_section(section.title, section.body, section.questions, section.styling);
  update public.ai_sections as s
  set
    title = section.title,
    body = section.body,
    questions = section.questions,
    styling = section.styling
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into section;
  return section;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_section"(uuid, uuid, integer, text, text, jsonb, jsonb) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "private"."section_previews"
  ADD CONSTRAINT "section_previews_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE "public"."agent_client_state"
  ADD CONSTRAINT "agent_client_state_client_id_fkey" FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE "public"."agent_domain_state"
  ADD CONSTRAINT "agent_domain_state_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."agent_events"
  ADD CONSTRAINT "agent_events_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."agent_heartbeats"
  ADD CONSTRAINT "agent_heartbeats_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."agent_client_state"
  ADD CONSTRAINT "agent_client_state_agent_key_fkey" FOREIGN KEY (agent_key) REFERENCES public.agents(key);

ALTER TABLE "public"."agent_domain_state"
  ADD CONSTRAINT "agent_domain_state_agent_key_fkey" FOREIGN KEY (agent_key) REFERENCES public.agents(key);

ALTER TABLE "public"."agent_events"
  ADD CONSTRAINT "agent_events_agent_key_fkey" FOREIGN KEY (agent_key) REFERENCES public.agents(key);

ALTER TABLE "public"."agent_heartbeats"
  ADD CONSTRAINT "agent_heartbeats_agent_key_fkey" FOREIGN KEY (agent_key) REFERENCES public.agents(key);

ALTER TABLE "public"."ai_sections"
  ADD CONSTRAINT "ai_sections_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX section_previews_created_by_idx ON private.section_previews USING btree (created_by);

CREATE INDEX section_previews_expires_at_idx ON private.section_previews USING btree (expires_at);

CREATE INDEX section_previews_section_id_idx ON private.section_previews USING btree (domain_id, section_id);

CREATE INDEX agent_client_state_agent_key_idx ON public.agent_client_state USING btree (agent_key);

CREATE INDEX agent_domain_state_agent_key_idx ON public.agent_domain_state USING btree (agent_key);

CREATE INDEX agent_events_agent_key_idx ON public.agent_events USING btree (agent_key);

CREATE INDEX agent_heartbeats_agent_key_idx ON public.agent_heartbeats USING btree (agent_key);

CREATE TRIGGER audit_delete AFTER DELETE ON public.agent_client_state REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{client_id,agent_key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.agent_client_state REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{client_id,agent_key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.agent_client_state
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{client_id,agent_key}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.agent_client_state
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.agent_domain_state REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{agent_key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.agent_domain_state REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{agent_key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.agent_domain_state
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{agent_key}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.agent_domain_state
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.agent_events REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.agent_events REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.agent_events
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER refuse_change
  BEFORE DELETE OR UPDATE ON public.agent_events
  FOR EACH ROW
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate
  BEFORE TRUNCATE ON public.agent_events
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER audit_delete AFTER DELETE ON public.agents REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.agents REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.agents REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.agents
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.ai_section_versions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{section_id,number}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ai_section_versions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{section_id,number}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ai_section_versions
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{section_id,number}',
  '{}'
);

CREATE TRIGGER refuse_change
  BEFORE DELETE OR UPDATE ON public.ai_section_versions
  FOR EACH ROW
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate
  BEFORE TRUNCATE ON public.ai_section_versions
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER audit_delete AFTER DELETE ON public.ai_sections REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ai_sections REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ai_sections REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE POLICY "select_manager" ON "public"."agent_client_state"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('agents.manage'::text) AS holds));

CREATE POLICY "select_member" ON "public"."agent_domain_state"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('agents.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."agent_events"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('agents.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."agent_heartbeats"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('agents.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_person" ON "public"."agents"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

CREATE POLICY "select_member" ON "public"."ai_section_versions"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('ai_sections.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."ai_sections"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('ai_sections.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."agent_client_state"."is_enabled" IS 'null: as agents.is_on_by_default says.';

COMMENT ON COLUMN "public"."agent_domain_state"."is_enabled" IS 'null: as the client''s, else the agent''s default says.';

COMMENT ON COLUMN "public"."agent_events"."after" IS 'What it became.';

COMMENT ON COLUMN "public"."agent_events"."at" IS 'When it happened: for a status the time of the heartbeat.';

COMMENT ON COLUMN "public"."agent_events"."before" IS 'What it was; null: it was not heard of before.';

COMMENT ON COLUMN "public"."agent_events"."kind" IS 'switched: on, off or inherit. status: ok, degraded, error or off.';

COMMENT ON COLUMN "public"."agent_events"."message" IS 'The reason that the person gave, or what the agent said.';

COMMENT ON COLUMN "public"."agent_events"."person_id" IS 'Who switched it; null for a status.';

COMMENT ON COLUMN "public"."agent_heartbeats"."last_heartbeat_at" IS 'When it was last heard of, by its own clock.';

COMMENT ON COLUMN "public"."agent_heartbeats"."message" IS 'What it said of its status, for people.';

COMMENT ON COLUMN "public"."agent_heartbeats"."status" IS 'ok, degraded, error or off.';

COMMENT ON COLUMN "public"."agents"."is_on_by_default" IS 'Whether it runs where neither the domain nor its client has said.';

COMMENT ON COLUMN "public"."agents"."key" IS 'As in conversations.agent_key.';

COMMENT ON COLUMN "public"."agents"."name" IS 'Its name, for people.';

COMMENT ON COLUMN "public"."agents"."silent_after" IS 'An agent that was not heard of for longer counts as degraded, from that moment, without any write.';

COMMENT ON COLUMN "public"."ai_section_versions"."body" IS 'Markdown without HTML.';

COMMENT ON COLUMN "public"."ai_section_versions"."number" IS 'Counts from 1 in each section.';

COMMENT ON COLUMN "public"."ai_section_versions"."title" IS 'One line of plain text.';

COMMENT ON COLUMN "public"."ai_sections"."body" IS 'Markdown without HTML.';

COMMENT ON COLUMN "public"."ai_sections"."questions" IS 'What a visitor may ask with one click: [{"text": "…", "prompt": "what the agent is asked, where that differs"}].';

COMMENT ON COLUMN "public"."ai_sections"."slug" IS 'Its name in the domain, the same in every language.';

COMMENT ON COLUMN "public"."ai_sections"."styling" IS 'Styles by name, such as {"text_color": "#1a2b3c"}: no CSS.';

COMMENT ON COLUMN "public"."ai_sections"."title" IS 'One line of plain text.';

COMMENT ON FUNCTION "private"."agent_status"(boolean, text, timestamp with time zone, interval) IS 'How an agent is now: off when it is switched off or said so, error when it said so, degraded when it said so or is silent for too long, else ok.';

COMMENT ON FUNCTION "private"."check_section"(text, text, jsonb, jsonb) IS 'Raises 22023 INVALID_INPUT where section_fault() finds something; the message starts with its path.';

COMMENT ON FUNCTION "private"."flatten_json"(jsonb, text) IS 'Each value of a document with its path, as in questions[0].text; empty objects and arrays are values.';

COMMENT ON FUNCTION "private"."heartbeat_fault"(jsonb) IS 'What is wrong with a heartbeat, with the field (.status: …); null where nothing is.';

COMMENT ON FUNCTION "private"."line_fault"(text, integer) IS 'What is wrong with one line of plain text of this length at most; null where nothing is.';

COMMENT ON FUNCTION "private"."lock_open_section"(uuid, uuid, integer) IS 'As lock_section, for one that is not archived; else PT409 SECTION_ARCHIVED.';

COMMENT ON FUNCTION "private"."lock_section"(uuid, uuid, integer) IS 'The section, locked, for whoever may edit sections there and has read this version of it. Raises 42501 PERMISSION_DENIED, P0002 NOT_FOUND, 40001 STALE_VERSION.';

COMMENT ON FUNCTION "private"."make_section_live"(public.ai_sections, uuid, integer) IS 'Publishes this content of a section that the caller has locked; ends its schedule. Returns the section.';

COMMENT ON FUNCTION "private"."markdown_fault"(text) IS 'What is wrong with a Markdown text, with its line; null where nothing is. HTML is refused, and links that lead elsewhere than to https, mail, telephone or this site.';

COMMENT ON FUNCTION "private"."markup_at"(text) IS 'Where HTML begins in a text, counted in characters from 1; null where there is none. "a < b" and "<3" are none.';

COMMENT ON FUNCTION "private"."questions_fault"(jsonb) IS 'What is wrong with the questions of a section, with its path (questions[2].text: …); null where nothing is.';

COMMENT ON FUNCTION "private"."require_agent"(text) IS 'Raises P0002 NOT_FOUND for a key that no agent has.';

COMMENT ON FUNCTION "private"."section_content"(jsonb) IS 'What there is to read in a row of ai_sections or ai_section_versions.';

COMMENT ON FUNCTION "private"."section_fault"(text, text, jsonb, jsonb) IS 'The first fault of a section''s content as "path: problem"; null where there is none. Content of sections is text, Markdown without HTML, and styles by name: there is nothing to execute in it.';

COMMENT ON FUNCTION "private"."section_hash"(text, text, jsonb, jsonb) IS 'SHA-256 of a section''s content, in hexadecimal: two sections with the same hash read the same, byte for byte.';

COMMENT ON FUNCTION "private"."store_heartbeat"(public.agent_heartbeats) IS 'Keeps a heartbeat that is newer than what is known, and notes a status that changed; false for an older one, which changes nothing.';

COMMENT ON FUNCTION "private"."styling_fault"(jsonb) IS 'What is wrong with the styling of a section, with its path (styling.text_color: …); null where nothing is.';

COMMENT ON FUNCTION "private"."switch_word"(boolean) IS 'on, off, or inherit for null: as agent_events has it.';

COMMENT ON FUNCTION "public"."agent_history"(uuid[], text, text, integer) IS 'What happened to agents, newest first: who switched them and why, and how they said they were. with_agent: of one agent. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs agents.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."archive_section"(uuid, uuid, integer) IS 'Takes a section from the site and out of lists; draft and versions stay, previews and a schedule end. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."compare_section"(uuid, uuid, integer, integer) IS 'What differs between two versions of a section, or, without to_number, between a version and the draft: a row for each path that differs, such as title or questions[0].text, with its value before and after (null: not there). Nothing where they are equal. from_number: the older version. to_number: the newer one; null: the draft. Errors: P0002 NOT_FOUND when it is not there, or AI sections may not be viewed there.';

COMMENT ON FUNCTION "public"."create_section"(uuid, text, text, text, text, jsonb, jsonb, uuid) IS 'Makes a draft of a section in one language. slug: its name in this domain, the same in every language. body: Markdown; HTML is refused. questions: [{"text": "…", "prompt": "…"}], 20 at most. styling: {"text_color": "#1a2b3c"}; docs/content.md lists the names. idempotency_key: the section''s id; sent again it returns the section. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT with the path of the fault, as in questions[2].text; 23505 SECTION_EXISTS, also where the one that exists is archived.';

COMMENT ON FUNCTION "public"."create_section_preview"(uuid, uuid, integer) IS 'A token with which anybody reads the draft of this section, through read_section_preview(), as long as the caller''s account is active. It is told this once. minutes: for how long, 1 to 1440. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND, also for an archived section.';

COMMENT ON FUNCTION "public"."ingest_agent_heartbeats"(jsonb) IS 'Stores how agents are. heartbeats: up to 1000 of {"site_domain", "agent", "status": ok, degraded, error or off, "at", "message"}. All of them, or none and 22023 with the path of the first fault. Older ones than what is known, repeats, and those of unknown sites change nothing; order does not matter for how the agent is in the end. A status that changed goes to agent_history(). Returns {received, stored}. Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';

COMMENT ON FUNCTION "public"."list_agents"(uuid[], text, integer) IS 'Every agent in these domains, or in all of the caller''s: is_on is what holds, is_enabled what the domain itself says (null: inherits), decided_by domain, client or default. status is worked out now: off, error, degraded (said so, or unheard of for longer than agents.silent_after) or ok. version is for toggle_agent(). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs agents.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."list_sections"(uuid[], text, text, text, integer) IS 'Sections in their order on the page, domain after domain: of these domains, or of all of the caller''s. with_status: draft, published or archived; without it, all that are not archived. with_locale: in one language. Where is_changed is true, the draft differs from what visitors read. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs ai_sections.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."publish_section"(uuid, uuid, integer) IS 'Lets visitors read the draft from now on, as a new version that never changes; ends a schedule. What is live already stays as it is. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."published_sections"(text, text) IS 'What visitors of a site read, as an array of {slug, locale, title, body, questions, styling} in its order: each section once, in their language (es-AR, else es, else en, else the first that there was). site_domain in any writing, such as https://www.abtasty.com/; an unknown site has none. For everybody, without an account.';

COMMENT ON FUNCTION "public"."read_section_preview"(text) IS 'The one draft that a token of create_section_preview() opens. For everybody, without an account. token: as it was told. Errors: P0002 NOT_FOUND for a token that is unknown or has ended.';

COMMENT ON FUNCTION "public"."reorder_sections"(uuid, text[]) IS 'Puts sections of a domain into this order, in every language, at once also for visitors; those that are not named follow in the order that they had. slugs: of sections that are not archived, each once. Returns how many moved. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."restore_section"(uuid, uuid, integer) IS 'Brings an archived section back, as a draft: visitors read it again after publish_section(). One that is not archived stays as it is. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."rollback_section"(uuid, uuid, integer, integer) IS 'Publishes an older version anew, byte for byte, under a new number. number: of the older version. The draft becomes the same, a schedule ends. A draft that was not published is in the audit log. Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."run_content_upkeep"(integer) IS 'For the worker, every minute, and again at once while published equals batch_size (1 to 10000): publishes each section whose time has come, once, and forgets previews that have ended. Two at a time do no harm. Returns {published, previews_expired}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."schedule_section"(uuid, uuid, timestamp with time zone, integer) IS 'Plans when the draft will be published, with the changes made to it until then. publish_at: in the coming year; null takes the plan back. The worker does it within a minute (run_content_upkeep). Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT for a time that is past or over a year away; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."section_detail"(uuid, uuid) IS 'One section as {section (with its draft), is_changed, live (the version that visitors read, or null), versions (the newest 200, newest first, without their content)}. compare_section() tells what differs. Errors: P0002 NOT_FOUND when it is not there, or AI sections may not be viewed there.';

COMMENT ON FUNCTION "public"."set_client_agent"(uuid, text, boolean, integer) IS 'Switches an agent in all domains of a client that say nothing themselves. is_enabled: on (true), off (false), or as the agent''s default says (null). expected_version: 0 where the client has no row yet. Needs agents.manage everywhere. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."toggle_agent"(uuid, text, boolean, integer, text) IS 'Switches an agent in a domain. is_enabled: on (true), off (false), or as its client, else the agent''s default says (null). expected_version: that of list_agents(), 0 where the domain has not said yet. Needs agents.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."update_agent"(text, integer, boolean, interval) IS 'Changes what holds for an agent everywhere; null keeps it. is_on_by_default: where neither domain nor client has said. silent_after: unheard of for longer it counts as degraded. Needs agents.manage everywhere. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."update_section"(uuid, uuid, integer, text, text, jsonb, jsonb) IS 'Changes the draft of a section; null keeps a field. Visitors see nothing of it before publish_section(). Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT with the path of the fault, as in styling.text_color; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';

COMMENT ON POLICY "select_manager" ON "public"."agent_client_state" IS 'Whoever manages agents everywhere: others learn from list_agents() what it comes to.';

COMMENT ON POLICY "select_member" ON "public"."agent_domain_state" IS 'Agents of the domains where the person may view agents.';

COMMENT ON POLICY "select_member" ON "public"."agent_events" IS 'Agents of the domains where the person may view agents.';

COMMENT ON POLICY "select_member" ON "public"."agent_heartbeats" IS 'Agents of the domains where the person may view agents.';

COMMENT ON POLICY "select_person" ON "public"."agents" IS 'Every active person: it tells what there is, of nobody.';

COMMENT ON POLICY "select_member" ON "public"."ai_section_versions" IS 'Versions of the domains where the person may view AI sections.';

COMMENT ON POLICY "select_member" ON "public"."ai_sections" IS 'Sections, with their drafts, of the domains where the person may view AI sections.';

COMMENT ON TABLE "private"."section_previews" IS 'Who may read a draft with a token, until when. Answered by read_section_preview() alone.';

COMMENT ON TABLE "public"."agent_client_state" IS 'Whether an agent runs for a client, in the domains that say nothing themselves.';

COMMENT ON TABLE "public"."agent_domain_state" IS 'Whether an agent runs in a domain. list_agents() tells what holds, and how the agent is.';

COMMENT ON TABLE "public"."agent_events" IS 'What happened to an agent in a domain, append-only: somebody switched it, or it said that its status changed.';

COMMENT ON TABLE "public"."agent_heartbeats" IS 'How each agent said it was, and when: the newest heartbeat of each domain. list_agents() tells how it is now.';

COMMENT ON TABLE "public"."agents" IS 'The agents that there are: what works for a client on a site.';

COMMENT ON TABLE "public"."ai_section_versions" IS 'What was published, and when: append-only. Rolling back publishes an old version anew, under a new number.';

COMMENT ON TABLE "public"."ai_sections" IS 'Blocks of content that the widget shows on a site: one row a slug and language, with its draft.';

REVOKE ALL ON FUNCTION "private"."agent_status"(boolean, text, timestamp WITH time zone, interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."agent_status"(boolean, text, timestamp WITH time zone, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."agent_status"(boolean, text, timestamp WITH time zone, interval) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_section"(text, text, jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_section"(text, text, jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_section"(text, text, jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."flatten_json"(jsonb, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."flatten_json"(jsonb, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."flatten_json"(jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."flatten_json"(jsonb, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "private"."flatten_json"(jsonb, text) TO "service_role";

REVOKE ALL ON FUNCTION "private"."heartbeat_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."heartbeat_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."heartbeat_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."line_fault"(text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."line_fault"(text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."line_fault"(text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_open_section"(uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_open_section"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_open_section"(uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_section"(uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_section"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_section"(uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."make_section_live"(public.ai_sections, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."make_section_live"(public.ai_sections, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."make_section_live"(public.ai_sections, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."markdown_fault"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."markdown_fault"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."markdown_fault"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."markup_at"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."markup_at"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."markup_at"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."questions_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."questions_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."questions_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."require_agent"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_agent"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."require_agent"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."section_content"(jsonb) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."section_content"(jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."section_content"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."section_content"(jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "private"."section_content"(jsonb) TO "service_role";

REVOKE ALL ON FUNCTION "private"."section_fault"(text, text, jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."section_fault"(text, text, jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."section_fault"(text, text, jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."section_hash"(text, text, jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."section_hash"(text, text, jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."section_hash"(text, text, jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_heartbeat"(public.agent_heartbeats) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_heartbeat"(public.agent_heartbeats) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_heartbeat"(public.agent_heartbeats) TO "postgres";

REVOKE ALL ON FUNCTION "private"."styling_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."styling_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."styling_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."switch_word"(boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."switch_word"(boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."switch_word"(boolean) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."agent_history"(uuid[], text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."agent_history"(uuid[], text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."agent_history"(uuid[], text, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."archive_section"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."archive_section"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."archive_section"(uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."compare_section"(uuid, uuid, integer, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."compare_section"(uuid, uuid, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."compare_section"(uuid, uuid, integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_section"(uuid, text, text, text, text, jsonb, jsonb, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_section"(uuid, text, text, text, text, jsonb, jsonb, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_section"(uuid, text, text, text, text, jsonb, jsonb, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_section_preview"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_section_preview"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_section_preview"(uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."ingest_agent_heartbeats"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."ingest_agent_heartbeats"(jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."ingest_agent_heartbeats"(jsonb) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."list_agents"(uuid[], text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_agents"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_agents"(uuid[], text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_sections"(uuid[], text, text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_sections"(uuid[], text, text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_sections"(uuid[], text, text, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."publish_section"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."publish_section"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."publish_section"(uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."published_sections"(text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."published_sections"(text, text) TO "anon", "authenticated";

REVOKE ALL ON FUNCTION "public"."published_sections"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."published_sections"(text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."published_sections"(text, text) TO "service_role";

REVOKE ALL ON FUNCTION "public"."read_section_preview"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."read_section_preview"(text) TO "anon", "authenticated";

REVOKE ALL ON FUNCTION "public"."read_section_preview"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."read_section_preview"(text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."read_section_preview"(text) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."reorder_sections"(uuid, text[]) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."reorder_sections"(uuid, text[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."reorder_sections"(uuid, text[]) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."restore_section"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."restore_section"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."restore_section"(uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."rollback_section"(uuid, uuid, integer, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."rollback_section"(uuid, uuid, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."rollback_section"(uuid, uuid, integer, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_content_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_content_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_content_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."schedule_section"(uuid, uuid, timestamp WITH time zone, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."schedule_section"(uuid, uuid, timestamp WITH time zone, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."schedule_section"(uuid, uuid, timestamp WITH time zone, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."section_detail"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."section_detail"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."section_detail"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_client_agent"(uuid, text, boolean, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_client_agent"(uuid, text, boolean, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_client_agent"(uuid, text, boolean, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."toggle_agent"(uuid, text, boolean, integer, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."toggle_agent"(uuid, text, boolean, integer, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."toggle_agent"(uuid, text, boolean, integer, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_agent"(text, integer, boolean, interval) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_agent"(text, integer, boolean, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_agent"(text, integer, boolean, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_section"(uuid, uuid, integer, text, text, jsonb, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_section"(uuid, uuid, integer, text, text, jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_section"(uuid, uuid, integer, text, text, jsonb, jsonb) TO "postgres";

REVOKE ALL ON TABLE "public"."agent_client_state" FROM "authenticated";

GRANT SELECT ON TABLE "public"."agent_client_state" TO "authenticated";

REVOKE ALL ON TABLE "public"."agent_client_state" FROM "service_role";

GRANT SELECT ON TABLE "public"."agent_client_state" TO "service_role";

REVOKE ALL ON TABLE "public"."agent_domain_state" FROM "authenticated";

GRANT SELECT ON TABLE "public"."agent_domain_state" TO "authenticated";

REVOKE ALL ON TABLE "public"."agent_domain_state" FROM "service_role";

GRANT SELECT ON TABLE "public"."agent_domain_state" TO "service_role";

REVOKE ALL ON TABLE "public"."agent_events" FROM "authenticated";

GRANT SELECT ON TABLE "public"."agent_events" TO "authenticated";

REVOKE ALL ON TABLE "public"."agent_events" FROM "service_role";

GRANT SELECT ON TABLE "public"."agent_events" TO "service_role";

REVOKE ALL ON TABLE "public"."agent_heartbeats" FROM "authenticated";

GRANT SELECT ON TABLE "public"."agent_heartbeats" TO "authenticated";

REVOKE ALL ON TABLE "public"."agent_heartbeats" FROM "service_role";

GRANT SELECT ON TABLE "public"."agent_heartbeats" TO "service_role";

REVOKE ALL ON TABLE "public"."agents" FROM "authenticated";

GRANT SELECT ON TABLE "public"."agents" TO "authenticated";

REVOKE ALL ON TABLE "public"."agents" FROM "service_role";

GRANT SELECT ON TABLE "public"."agents" TO "service_role";

REVOKE ALL ON TABLE "public"."ai_section_versions" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ai_section_versions" TO "authenticated";

REVOKE ALL ON TABLE "public"."ai_section_versions" FROM "service_role";

GRANT SELECT ON TABLE "public"."ai_section_versions" TO "service_role";

REVOKE ALL ON TABLE "public"."ai_sections" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ai_sections" TO "authenticated";

REVOKE ALL ON TABLE "public"."ai_sections" FROM "service_role";

GRANT SELECT ON TABLE "public"."ai_sections" TO "service_role";

CREATE INDEX agent_events_at_idx ON public.agent_events USING btree (domain_id, at DESC, id DESC);

ALTER TABLE "public"."ai_section_versions"
  -- squawk-ignore adding-field-with-default
  ADD COLUMN "content_hash" text GENERATED ALWAYS AS (private.section_hash(title, body, questions, styling)) STORED NOT NULL;

ALTER TABLE "public"."ai_section_versions"
  ADD COLUMN "restored_from" integer;

ALTER TABLE "public"."ai_section_versions"
  ADD COLUMN "published_at" timestamp WITH time zone NOT NULL DEFAULT now();

ALTER TABLE "public"."ai_section_versions"
  ADD COLUMN "published_by" uuid;

ALTER TABLE "public"."ai_section_versions"
  ADD CONSTRAINT "ai_section_versions_restored_from_check" CHECK ((restored_from < number));

COMMENT ON COLUMN "public"."ai_section_versions"."content_hash" IS 'SHA-256 of the content: versions with the same hash read the same, byte for byte.';

COMMENT ON COLUMN "public"."ai_section_versions"."published_at" IS 'From when visitors read it.';

COMMENT ON COLUMN "public"."ai_section_versions"."published_by" IS 'Who published it, or planned it; null: nobody who is known.';

COMMENT ON COLUMN "public"."ai_section_versions"."restored_from" IS 'The older version that was rolled back to; null: a draft.';

ALTER TABLE "private"."section_previews"
  ADD CONSTRAINT "section_previews_section_id_fkey" FOREIGN KEY (domain_id, section_id) REFERENCES public.ai_sections(domain_id, id) ON DELETE CASCADE;

ALTER TABLE "public"."ai_section_versions"
  ADD CONSTRAINT "ai_section_versions_section_id_fkey" FOREIGN KEY (domain_id, section_id) REFERENCES public.ai_sections(domain_id, id);

ALTER TABLE "public"."ai_sections"
  -- squawk-ignore adding-field-with-default
  ADD COLUMN "content_hash" text GENERATED ALWAYS AS (private.section_hash(title, body, questions, styling)) STORED NOT NULL;

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "position" integer NOT NULL DEFAULT 1;

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "status" text NOT NULL DEFAULT 'draft'::text;

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "published_number" integer;

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "publish_at" timestamp WITH time zone;

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "scheduled_by" uuid;

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "created_at" timestamp WITH time zone NOT NULL DEFAULT now();

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "updated_at" timestamp WITH time zone NOT NULL DEFAULT now();

ALTER TABLE "public"."ai_sections"
  ADD COLUMN "version" integer NOT NULL DEFAULT 1;

ALTER TABLE "public"."ai_sections"
  ADD CONSTRAINT "ai_sections_position_check" CHECK (("position" > 0));

ALTER TABLE "public"."ai_sections"
  ADD CONSTRAINT "ai_sections_publish_at_check" CHECK (((publish_at IS NULL) OR (status <> 'archived'::text)));

ALTER TABLE "public"."ai_sections"
  ADD CONSTRAINT "ai_sections_published_number_check" CHECK (((status = 'published'::text) = (published_number IS NOT NULL)));

ALTER TABLE "public"."ai_sections"
  ADD CONSTRAINT "ai_sections_status_check" CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text])));

CREATE INDEX ai_sections_position_idx ON public.ai_sections USING btree (domain_id, "position", id);

CREATE INDEX ai_sections_publish_at_idx ON public.ai_sections USING btree (publish_at)
  WHERE (publish_at IS NOT NULL);

CREATE TRIGGER touch_row
  BEFORE UPDATE OF title, body, questions, styling, status, published_number, publish_at ON public.ai_sections
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

COMMENT ON COLUMN "public"."ai_sections"."content_hash" IS 'Of the draft; that of the live version where nothing waits to be published.';

COMMENT ON COLUMN "public"."ai_sections"."position" IS 'Order on the page, the same in every language of a slug.';

COMMENT ON COLUMN "public"."ai_sections"."publish_at" IS 'When the draft, as it then is, will be published; null: not planned.';

COMMENT ON COLUMN "public"."ai_sections"."published_number" IS 'The version that visitors read; null: none. Written with the version, in one statement.';

COMMENT ON COLUMN "public"."ai_sections"."scheduled_by" IS 'Who planned it.';

COMMENT ON COLUMN "public"."ai_sections"."status" IS 'draft: visitors read nothing of it; published: they read a version; archived.';

ALTER TABLE "public"."ai_sections"
  -- squawk-ignore adding-field-with-default
  ADD COLUMN "created_by" uuid DEFAULT private.current_person_id();

ALTER TABLE "public"."ai_section_versions"
  ADD CONSTRAINT "ai_section_versions_content_check" CHECK ((private.section_fault(title, body, questions, styling) IS NULL));

ALTER TABLE "public"."ai_sections"
  ADD CONSTRAINT "ai_sections_content_check" CHECK ((private.section_fault(title, body, questions, styling) IS NULL));

-- What an installation has changed of their defaults stays.
insert into public.agents (key, name, description, is_on_by_default, silent_after)
values
('web', 'Website agent', 'Talks to visitors in the widget.', true, '10 minutes'),
('nurturing', 'Nurturing agent', 'Writes to people who left their address.', false, '26 hours'),
('enrichment', 'Enrichment agent', 'Finds out which company a visitor comes from.', true, '6 hours')
on conflict (key) do update
set name = excluded.name, description = excluded.description
where (agents.name, agents.description) is distinct from (excluded.name, excluded.description);
