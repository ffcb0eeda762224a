-- Support tickets: two kinds, a state machine as rows, comments, notes apart, and the issue in Linear.
SET local check_function_bodies = off;

CREATE TABLE "private"."ticket_numbers" (
  "domain_id"   uuid    NOT NULL,
  "last_number" integer NOT NULL,
  CONSTRAINT "ticket_numbers_pkey" PRIMARY KEY (domain_id)
);

ALTER TABLE "private"."ticket_numbers"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."ticket_comments" (
  "domain_id"       uuid                     NOT NULL,
  "ticket_id"       uuid                     NOT NULL,
  "author_id"       uuid                     NOT NULL,
  "body"            text                     NOT NULL,
  "idempotency_key" text,
  "created_at"      timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "ticket_comments_body_check" CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
  CONSTRAINT "ticket_comments_idempotency_key_key" UNIQUE (domain_id, ticket_id, author_id, idempotency_key),
  "id"              uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "ticket_comments_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."ticket_comments"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_comments" FROM "anon";

CREATE TABLE "public"."ticket_events" (
  "domain_id"  uuid                     NOT NULL,
  "ticket_id"  uuid                     NOT NULL,
  "kind"       text                     NOT NULL,
  "actor"      text                     NOT NULL,
  "actor_id"   uuid,
  "from_value" text,
  "to_value"   text,
  "created_at" timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "ticket_events_actor_check" CHECK ((actor = ANY (ARRAY['support'::text, 'reporter'::text, 'linear'::text]))),
  CONSTRAINT "ticket_events_kind_check" CHECK ((kind = ANY (ARRAY['created'::text, 'status'::text, 'priority'::text, 'assignee'::text, 'edited'::text]))),
  "id"         uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "ticket_events_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."ticket_events"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_events" FROM "anon";

CREATE TABLE "public"."ticket_links" (
  "domain_id"           uuid                     NOT NULL,
  "id"                  uuid                     NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id"           uuid                     NOT NULL,
  "provider"            text                     NOT NULL DEFAULT 'linear'::text,
  "identifier"          text,
  "url"                 text,
  "state_type"          text,
  "state_name"          text,
  "provider_updated_at" timestamp with time zone,
  "created_at"          timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "ticket_links_identifier_check" CHECK ((length(identifier) <= 50)),
  CONSTRAINT "ticket_links_pkey" PRIMARY KEY (domain_id, id),
  CONSTRAINT "ticket_links_provider_check" CHECK ((provider = 'linear'::text)),
  CONSTRAINT "ticket_links_provider_key" UNIQUE (domain_id, ticket_id, PROVIDER),
  CONSTRAINT "ticket_links_state_name_check" CHECK ((length(state_name) <= 100)),
  CONSTRAINT "ticket_links_url_check" CHECK (((url ~ '^https://'::text) AND (length(url) <= 500)))
);

ALTER TABLE "public"."ticket_links"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_links" FROM "anon";

CREATE TABLE "public"."ticket_notes" (
  "domain_id"       uuid                     NOT NULL,
  "ticket_id"       uuid                     NOT NULL,
  "author_id"       uuid                     NOT NULL,
  "body"            text                     NOT NULL,
  "idempotency_key" text,
  "created_at"      timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "ticket_notes_body_check" CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
  CONSTRAINT "ticket_notes_idempotency_key_key" UNIQUE (domain_id, ticket_id, author_id, idempotency_key),
  "id"              uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "ticket_notes_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."ticket_notes"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_notes" FROM "anon";

CREATE TABLE "public"."ticket_statuses" (
  "key"               text    NOT NULL,
  "title"             text    NOT NULL,
  "position"          integer NOT NULL,
  "is_open"           boolean NOT NULL,
  "sla_clock"         text    NOT NULL,
  "linear_state_type" text,
  CONSTRAINT "ticket_statuses_pkey" PRIMARY KEY (key),
  CONSTRAINT "ticket_statuses_sla_clock_check" CHECK ((sla_clock = ANY (ARRAY['runs'::text, 'paused'::text, 'stopped'::text])))
);

ALTER TABLE "public"."ticket_statuses"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_statuses" FROM "anon";

CREATE TABLE "public"."ticket_transitions" (
  "from_status" text    NOT NULL,
  "to_status"   text    NOT NULL,
  "actor"       text    NOT NULL,
  "is_on_reply" boolean NOT NULL DEFAULT false,
  CONSTRAINT "ticket_transitions_actor_check" CHECK ((actor = ANY (ARRAY['support'::text, 'reporter'::text, 'linear'::text]))),
  CONSTRAINT "ticket_transitions_pkey" PRIMARY KEY (from_status, to_status, actor),
  CONSTRAINT "ticket_transitions_to_status_check" CHECK ((to_status <> from_status))
);

ALTER TABLE "public"."ticket_transitions"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_transitions" FROM "anon";

CREATE TABLE "public"."tickets" (
  "domain_id"         uuid                     NOT NULL,
  "number"            integer                  NOT NULL,
  "kind"              text                     NOT NULL,
  "title"             text                     NOT NULL,
  "description"       text                     NOT NULL DEFAULT ''::text,
  "status"            text                     NOT NULL DEFAULT 'new'::text,
  "close_reason"      text,
  "priority"          text                     NOT NULL DEFAULT 'normal'::text,
  "reporter_id"       uuid                     NOT NULL,
  "assignee_id"       uuid,
  "conversation_id"   uuid,
  "conversation_link" text                     GENERATED ALWAYS AS (('/conversations/'::text || (conversation_id)::text)) STORED,
  "message_id"        uuid,
  "message_content"   text,
  "subtype"           text,
  "expected_answer"   text,
  "idempotency_key"   text,
  "resolved_at"       timestamp with time zone,
  "closed_at"         timestamp with time zone,
  "reopened"          integer                  NOT NULL DEFAULT 0,
  "tsv"               tsvector                 GENERATED ALWAYS AS (to_tsvector('private.plain_words'::regconfig, ((title || ' '::text) || description))) STORED NOT NULL,
  "created_at"        timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"        timestamp with time zone NOT NULL DEFAULT now(),
  "version"           integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "tickets_close_reason_check" CHECK ((close_reason = ANY (ARRAY['duplicate'::text, 'canceled'::text]))),
  CONSTRAINT "tickets_description_check" CHECK ((length(description) <= 10000)),
  CONSTRAINT "tickets_expected_answer_check" CHECK ((length(expected_answer) <= 10000)),
  CONSTRAINT "tickets_idempotency_key_key" UNIQUE (domain_id, reporter_id, idempotency_key),
  CONSTRAINT "tickets_kind_check" CHECK ((kind = ANY (ARRAY['chatbot'::text, 'general'::text]))),
  CONSTRAINT "tickets_message_id_check" CHECK (((num_nulls(conversation_id, message_id, message_content, subtype) =
CASE kind
    WHEN 'chatbot'::text THEN 0
    ELSE 4
END) AND ((kind = 'chatbot'::text) OR (expected_answer IS NULL)))),
  CONSTRAINT "tickets_number_key" UNIQUE (domain_id, number),
  CONSTRAINT "tickets_priority_check" CHECK ((priority = ANY (ARRAY['urgent'::text, 'high'::text, 'normal'::text, 'low'::text]))),
  CONSTRAINT "tickets_status_check" CHECK ((status = ANY (ARRAY['new'::text, 'open'::text, 'pending'::text, 'on_hold'::text, 'resolved'::text, 'closed'::text]))),
  CONSTRAINT "tickets_subtype_check" CHECK ((subtype = ANY (ARRAY['accurate_but_not_ok'::text, 'not_accurate'::text]))),
  CONSTRAINT "tickets_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  "id"                uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "tickets_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."tickets"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."tickets" FROM "anon";

CREATE TYPE "private"."ticket_filter" AS (
  "domain_ids"      uuid[],
  "reporter_id"     uuid,
  "status"          text[],
  "kind"            text,
  "priority"        text,
  "assignee_id"     uuid,
  "is_unassigned"   boolean,
  "query"           tsquery,
  "after_at"        timestamp WITH time zone,
  "after_id"        uuid,
  "after_domain_id" uuid,
  "page_size"       integer
);

CREATE TYPE "private"."ticket_row" AS (
  "domain_id"         uuid,
  "id"                uuid,
  "number"            integer,
  "kind"              text,
  "title"             text,
  "status"            text,
  "priority"          text,
  "reporter_id"       uuid,
  "reporter_name"     text,
  "assignee_id"       uuid,
  "assignee_name"     text,
  "created_at"        timestamp WITH time zone,
  "last_change_at"    timestamp WITH time zone,
  "version"           integer,
  "linear_identifier" text,
  "linear_url"        text,
  "linear_state"      text,
  "cursor"            text
);

CREATE OR REPLACE FUNCTION private.add_ticket (
  draft public.tickets
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.tickets;
begin
  insert into private.ticket_numbers as n (domain_id, last_number) values (draft.domain_id, 1)
  on conflict on constraint ticket_numbers_pkey do update set last_number = n.last_number + 1
  returning n.last_number into draft.number;
  insert into public.tickets (
    domain_id, number, kind, title, description, priority, reporter_id,
    conversation_id, message_id, message_content, subtype, expected_answer, idempotency_key
  )
  values (
    draft.domain_id, draft.number, draft.kind, draft.title, coalesce(draft.description, ''), draft.priority,
    private.current_person_id(), draft.conversation_id, draft.message_id, draft.message_content,
    draft.subtype, draft.expected_answer, draft.idempotency_key
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
  perform private.log_ticket(made, 'created', private.ticket_actor(made.domain_id, made.reporter_id));
  perform private.send_ticket(made);
  perform private.tell_ticket('ticket.created', made, private.support_people(made.domain_id), made.description);
  return made.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_ticket (
  domain_id       uuid,
  priority        text,
  idempotency_key text
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if check_ticket.domain_id = any(private.member_domains()) is not true then
    perform private.fail('42501', 'PERMISSION_DENIED', 'you do not work in this domain');
  end if;
  if priority in ('urgent', 'high', 'normal', 'low') is not true then
    perform private.bad_input('priority', 'urgent, high, normal or low');
  end if;
  -- What is urgent, support says: otherwise everything is.
  if priority = 'urgent' and domain_id <> all(private.domains_with('support.edit')) then
    perform private.bad_input('priority', 'high, normal or low; support may make it urgent');
  end if;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_ticket_text (
  field       text,
  value       text,
  max_length  integer,
  is_required boolean DEFAULT true
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  plain constant text := nullif(btrim(value, E' \t\r\n'), '');
begin
  if plain is null and is_required then
    perform private.bad_input(field, format('1 to %s characters', max_length));
  end if;
  if length(plain) > max_length then
    perform private.bad_input(field, format('at most %s characters', max_length));
  end if;
  return plain;
end;
$function$;

CREATE OR REPLACE FUNCTION private.edit_ticket (
  was    public.tickets,
  ticket public.tickets,
  actor  text
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if (was.title, was.description, was.priority) = (ticket.title, ticket.description, ticket.priority) then
    return was.version;
  end if;
  update public.tickets as t set
    title = ticket.title, description = ticket.description, priority = ticket.priority
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  if (was.title, was.description) <> (ticket.title, ticket.description) then
    perform private.log_ticket(ticket, 'edited', actor);
  end if;
  if was.priority <> ticket.priority then
    perform private.log_ticket(ticket, 'priority', actor, was.priority, ticket.priority);
    if ticket.priority = 'urgent' then
      perform private.tell_ticket('ticket.escalated', ticket, private.support_people(ticket.domain_id));
    end if;
  end if;
  perform private.update_issue(
    ticket,
    case when was.title <> ticket.title then jsonb_build_object('title', ticket.title) else '{}' end
    || case when was.description <> ticket.description
      then jsonb_build_object('description', private.linear_description(ticket)) else '{}' end
    || case when was.priority <> ticket.priority
      then jsonb_build_object('priority', private.linear_priority(ticket.priority)) else '{}' end
  );
  return ticket.version;
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
      and ((wanted).query is null or t.tsv @@ (wanted).query)
    order by t.created_at desc, t.id desc
    limit (wanted).page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit (wanted).page_size;
end;
$function$;

CREATE OR REPLACE FUNCTION private.follow_comment (
  ticket        public.tickets,
  actor         text,
  said          public.ticket_comments,
  mentioned_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  issue_id uuid;
  next_status text;
  mentioned uuid [];
  followers uuid [];
begin
  select l.id into issue_id from public.ticket_links as l
  where l.domain_id = ticket.domain_id and l.ticket_id = ticket.id and l.provider = 'linear';
  if found then
    perform private.enqueue(
      'linear.comment.create', 'linear.comment.create:' || said.id,
      jsonb_build_object('id', gen_random_uuid(), 'issue_id', issue_id, 'body', said.body),
      ticket.domain_id
    );
  end if;
  mentioned := array(
    select distinct named.id from unnest(mentioned_ids) as named (id)
    where private.person_may(named.id, 'tickets.view', ticket.domain_id) or named.id = ticket.reporter_id
  );
  followers := array(
    select follower.id from unnest(private.ticket_people(ticket)) as follower (id)
    where follower.id <> all(mentioned)
  );
  perform private.tell_ticket('ticket.mentioned', ticket, mentioned, said.body);
  perform private.tell_ticket('ticket.commented', ticket, followers, said.body);
  select t.to_status into next_status from public.ticket_transitions as t
  where t.from_status = ticket.status and t.actor = follow_comment.actor and t.is_on_reply;
  if found then
    perform private.move_ticket(ticket, next_status, actor);
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.linear_description (
  ticket public.tickets
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  facts record;
begin
  select p.display_name, p.email::text as email, d.site_domain into facts
  from public.people as p
  cross join public.domains as d
  where p.id = ticket.reporter_id and d.id = ticket.domain_id;
  return concat_ws(
    E'\n\n',
    nullif(ticket.description, ''),
    case ticket.subtype
      when 'not_accurate' then '**The answer is not accurate.**'
      when 'accurate_but_not_ok' then '**The answer is accurate, but not ok.**'
    end,
    '> ' || replace(ticket.message_content, E'\n', E'\n> '),
    E'Expected:\n\n' || ticket.expected_answer,
    'Conversation: ' || ticket.conversation_link,
    format('Ticket %s of %s, from %s <%s>', ticket.number, facts.site_domain, facts.display_name, facts.email)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.linear_priority (
  priority text
)
  RETURNS integer
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return array_position('{urgent,high,normal,low}'::text [], priority);
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_ticket (
  domain_id uuid,
  ticket_id uuid,
  OUT       ticket public.tickets,
  OUT       actor text
)
  RETURNS record
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  select t.* into ticket from public.tickets as t
  where t.domain_id = lock_ticket.domain_id and t.id = lock_ticket.ticket_id
    and private.may_see_ticket(t.domain_id, t.reporter_id)
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  actor := private.ticket_actor(ticket.domain_id, ticket.reporter_id);
  if actor is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'tickets.edit is not permitted');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.log_ticket (
  ticket     public.tickets,
  kind       text,
  actor      text,
  from_value text           DEFAULT NULL::text,
  to_value   text           DEFAULT NULL::text
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into public.ticket_events (domain_id, ticket_id, kind, actor, actor_id, from_value, to_value)
  values (
    ticket.domain_id, ticket.id, log_ticket.kind, log_ticket.actor, private.current_person_id(),
    log_ticket.from_value, log_ticket.to_value
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.may_see_ticket (
  domain_id   uuid,
  reporter_id uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return domain_id = any(private.domains_with('tickets.view'))
    or (
      coalesce(reporter_id = private.current_person_id(), false)
      and domain_id = any(private.member_domains())
    );
end;
$function$;

CREATE OR REPLACE FUNCTION private.move_ticket (
  ticket       public.tickets,
  to_status    text,
  actor        text,
  close_reason text           DEFAULT NULL::text
)
  RETURNS public.tickets
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  was constant text := ticket.status;
  is_reopened constant boolean := was in ('resolved', 'closed') and to_status not in ('resolved', 'closed');
  state_type text;
begin
  update public.tickets as t set
    status = move_ticket.to_status,
    close_reason = case when move_ticket.to_status = 'closed' then move_ticket.close_reason end,
    resolved_at = case
      when move_ticket.to_status = 'resolved' then now()
      when move_ticket.to_status = 'closed' then t.resolved_at
    end,
    closed_at = case when move_ticket.to_status = 'closed' then now() end,
    reopened = t.reopened + is_reopened::integer
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.log_ticket(ticket, 'status', actor, was, to_status);
  select s.linear_state_type into state_type from public.ticket_statuses as s where s.key = to_status;
  -- Who confirms what is done does not cancel it, and what Linear said is not said back to it.
  if actor <> 'linear' and state_type is not null and not (was = 'resolved' and to_status = 'closed') then
    perform private.update_issue(ticket, jsonb_build_object('state_type', state_type));
  end if;
  perform private.tell_ticket(
    case when is_reopened then 'ticket.reopened' when to_status = 'resolved' then 'ticket.resolved'
      else 'ticket.status_changed' end,
    ticket, private.ticket_people(ticket)
  );
  return ticket;
end;
$function$;

CREATE OR REPLACE FUNCTION private.person_may (
  person_id  uuid,
  permission text,
  domain_id  uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  scope constant record := private.permission_scope(person_id, permission, true);
begin
  return exists (
    select from public.people as p
    cross join public.domains as d
    where p.id = person_may.person_id and p.status = 'active'
      and d.id = person_may.domain_id and d.archived_at is null
      and (scope.is_everywhere or d.id = any(scope.allowed)) and d.id <> all(scope.denied)
  );
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
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
  wanted private.ticket_filter;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, private.ticket_filter_fault(entry.key, entry.value) as fault
  into broken
  from jsonb_each(given) as entry
  where private.ticket_filter_fault(entry.key, entry.value) is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  wanted := jsonb_populate_record(null::private.ticket_filter, given - 'text');
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$function$;

CREATE OR REPLACE FUNCTION private.send_ticket (
  ticket public.tickets
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  issue_id uuid;
begin
  insert into public.ticket_links (domain_id, ticket_id) values (ticket.domain_id, ticket.id)
  returning id into issue_id;
  perform private.enqueue(
    'linear.issue.create', 'linear.issue.create:' || issue_id,
    jsonb_build_object(
      'id', issue_id, 'title', ticket.title, 'description', private.linear_description(ticket),
      'priority', private.linear_priority(ticket.priority),
      'ticket_id', ticket.id, 'link', '/support/tickets/' || ticket.id
    ),
    ticket.domain_id
  );
  return issue_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.support_people (
  domain_id uuid
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  -- Whom a role or an exception could give it, and of these who really has it: not each of a
  -- thousand client users is asked.
  return array(
    select candidate.person_id
    from (
      select m.person_id from public.memberships as m
      inner join public.role_permissions as rp on rp.role_key = m.role_key and rp.resource = 'support'
      where m.is_all_domains or m.domain_id = support_people.domain_id
      union
      select extra.person_id from public.person_permissions as extra
      where extra.resource = 'support' and extra.effect = 'allow'
        and (extra.is_all_domains or extra.domain_id = support_people.domain_id)
    ) as candidate
    where private.person_may(candidate.person_id, 'support.edit', support_people.domain_id)
    order by candidate.person_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.tell_ticket (
  event         text,
  ticket        public.tickets,
  recipient_ids uuid[],
  body          text           DEFAULT ''::text,
  dedupe_key    text           DEFAULT NULL::text
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.notify(
    event,
    -- Nobody needs to be told what he did himself.
    array_remove(recipient_ids, private.current_person_id()),
    null, left(body, 500), '/support/tickets/' || ticket.id,
    jsonb_build_object('ticket_id', ticket.id, 'number', ticket.number, 'title', ticket.title),
    dedupe_key, ticket.domain_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_actor (
  domain_id   uuid,
  reporter_id uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if domain_id = any(private.domains_with('support.edit')) then
    return 'support';
  end if;
  if domain_id = any(private.domains_with('tickets.edit')) then
    return 'reporter';
  end if;
  -- One's own needs no permission, only to work there.
  if reporter_id = private.current_person_id() and domain_id = any(private.member_domains()) then
    return 'reporter';
  end if;
  return null;
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
    when key = 'is_unassigned' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when key = 'text' and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in ('domain_ids', 'status', 'kind', 'priority', 'assignee_id', 'is_unassigned', 'text')
      then 'is no known filter'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_notes_of (
  ticket public.tickets
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', n.id, 'at', n.created_at, 'person_id', n.author_id, 'person_name', p.display_name, 'body', n.body
      ) order by n.created_at, n.id
    )
    from public.ticket_notes as n
    inner join public.people as p on p.id = n.author_id
    where n.domain_id = ticket.domain_id and n.ticket_id = ticket.id
  ), '[]');
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_page (
  wanted private.ticket_filter
)
  RETURNS SETOF private.ticket_row
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
begin
  return query
  select
    t.domain_id, t.id, t.number, t.kind, t.title, t.status, t.priority,
    t.reporter_id, reporter.display_name, t.assignee_id, assignee.display_name,
    t.created_at, greatest(t.updated_at, (
      select max(c.created_at) from public.ticket_comments as c
      where c.domain_id = t.domain_id and c.ticket_id = t.id
    )), t.version,
    link.identifier, link.url, link.state_type,
    private.make_time_cursor('tickets', t.created_at, t.id, t.domain_id)
  from private.find_tickets(wanted) as found
  inner join public.tickets as t on t.domain_id = found.domain_id and t.id = found.id
  inner join public.people as reporter on reporter.id = t.reporter_id
  left join public.people as assignee on assignee.id = t.assignee_id
  left join public.ticket_links as link
    on link.domain_id = t.domain_id and link.ticket_id = t.id and link.provider = 'linear'
  order by t.created_at desc, t.id desc, t.domain_id desc;
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_people (
  ticket public.tickets
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return array(
    select person.id from unnest(array[ticket.reporter_id, ticket.assignee_id]) as person (id)
    where person.id is not null
    union
    select c.author_id from public.ticket_comments as c
    where c.domain_id = ticket.domain_id and c.ticket_id = ticket.id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_timeline (
  ticket public.tickets
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
      where e.domain_id = ticket.domain_id and e.ticket_id = ticket.id
      union all
      select 'comment', c.id, c.created_at, null, c.author_id, c.body, null, null
      from public.ticket_comments as c
      where c.domain_id = ticket.domain_id and c.ticket_id = ticket.id
    ) as entry (kind, id, at, actor, person_id, body, from_value, to_value)
    left join public.people as p on p.id = entry.person_id
  ), '[]');
end;
$function$;

CREATE OR REPLACE FUNCTION private.update_issue (
  ticket  public.tickets,
  changes jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  issue_id uuid;
begin
  if changes = '{}' then
    return;
  end if;
  select l.id into issue_id from public.ticket_links as l
  where l.domain_id = ticket.domain_id and l.ticket_id = ticket.id and l.provider = 'linear';
  if found then
    perform private.enqueue(
      'linear.issue.update', format('linear.issue.update:%s:%s', issue_id, ticket.version),
      jsonb_build_object('id', issue_id, 'changes', changes), ticket.domain_id
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION public.assign_ticket (
  domain_id        uuid,
  ticket_id        uuid,
  assignee_id      uuid,
  expected_version integer
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_ticket public.tickets;
  was_id uuid;
begin
  perform private.require('support.edit', domain_id);
  found_ticket := (private.lock_ticket(assign_ticket.domain_id, assign_ticket.ticket_id)).ticket;
  perform private.require_version(expected_version, found_ticket.version);
  if assignee_id is not null and not private.person_may(assignee_id, 'support.edit', domain_id) then
    perform private.bad_input('assignee_id', 'somebody who has support.edit in this domain');
  end if;
  was_id := found_ticket.assignee_id;
  if was_id is not distinct from assignee_id then
    return found_ticket.version;
  end if;
  update public.tickets as t set assignee_id = assign_ticket.assignee_id
  where t.domain_id = assign_ticket.domain_id and t.id = assign_ticket.ticket_id
  returning * into found_ticket;
  perform private.log_ticket(found_ticket, 'assignee', 'support', was_id::text, assignee_id::text);
  perform private.tell_ticket('ticket.assigned', found_ticket, array[found_ticket.assignee_id]);
  return found_ticket.version;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."assign_ticket"(uuid, uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.comment_ticket (
  domain_id       uuid,
  ticket_id       uuid,
  body            text,
  mentioned_ids   uuid[] DEFAULT '{}'::uuid[],
  idempotency_key text   DEFAULT NULL::text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_ticket public.tickets;
  held record;
  plain constant text := private.check_ticket_text('body', body, 10000);
  made public.ticket_comments;
begin
  held := private.lock_ticket(comment_ticket.domain_id, comment_ticket.ticket_id);
  found_ticket := held.ticket;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  insert into public.ticket_comments (domain_id, ticket_id, author_id, body, idempotency_key)
  values (found_ticket.domain_id, found_ticket.id, private.current_person_id(), plain, comment_ticket.idempotency_key)
  on conflict on constraint ticket_comments_idempotency_key_key do nothing
  returning * into made;
  if not found then
    return (
      select c.id from public.ticket_comments as c
      where c.domain_id = comment_ticket.domain_id and c.ticket_id = comment_ticket.ticket_id
        and c.author_id = private.current_person_id() and c.idempotency_key = comment_ticket.idempotency_key
    );
  end if;
  -- Asked after the insert: a comment that is sent again was right when it was new.
  if found_ticket.status = 'closed' then
    perform private.fail('PT409', 'TICKET_CLOSED', 'the ticket is closed', 'Open a new one.');
  end if;
  perform private.follow_comment(found_ticket, held.actor, made, mentioned_ids);
  return made.id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."comment_ticket"(uuid, uuid, text, uuid[], text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_chatbot_ticket (
  domain_id           uuid,
  conversation_id     uuid,
  selected_message_id uuid,
  subtype             text,
  expected_answer     text DEFAULT NULL::text,
  priority            text DEFAULT 'normal'::text,
  idempotency_key     text DEFAULT NULL::text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  draft public.tickets;
begin
  perform private.check_ticket(domain_id, priority, idempotency_key);
  perform private.require('conversations.view', domain_id);
  if subtype in ('accurate_but_not_ok', 'not_accurate') is not true then
    perform private.bad_input('subtype', 'accurate_but_not_ok or not_accurate');
  end if;
  if not exists (
    select from public.conversations as talk
    where talk.domain_id = create_chatbot_ticket.domain_id and talk.id = create_chatbot_ticket.conversation_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  -- What it says now is kept: an edit later would make the complaint look unfounded.
  select m.id, m.content into draft.message_id, draft.message_content
  from public.messages as m
  where m.domain_id = create_chatbot_ticket.domain_id and m.id = selected_message_id
    and m.conversation_id = create_chatbot_ticket.conversation_id and m.role = 'assistant';
  if not found then
    perform private.bad_input('selected_message_id', 'an answer of the agent in this conversation');
  end if;
  draft.domain_id := create_chatbot_ticket.domain_id;
  draft.kind := 'chatbot';
  draft.title := case create_chatbot_ticket.subtype when 'not_accurate' then 'Not accurate: ' else 'Accurate, but not ok: ' end
    || left(regexp_replace(draft.message_content, '\s+', ' ', 'g'), 120);
  draft.conversation_id := create_chatbot_ticket.conversation_id;
  draft.subtype := create_chatbot_ticket.subtype;
  draft.expected_answer := private.check_ticket_text('expected_answer', expected_answer, 10000, false);
  draft.priority := create_chatbot_ticket.priority;
  draft.idempotency_key := create_chatbot_ticket.idempotency_key;
  return private.add_ticket(draft);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_chatbot_ticket"(uuid, uuid, uuid, text, text, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_general_ticket (
  domain_id       uuid,
  title           text,
  description     text DEFAULT ''::text,
  priority        text DEFAULT 'normal'::text,
  idempotency_key text DEFAULT NULL::text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  draft public.tickets;
begin
  perform private.check_ticket(domain_id, priority, idempotency_key);
  draft.domain_id := create_general_ticket.domain_id;
  draft.kind := 'general';
  draft.title := private.check_ticket_text('title', title, 200);
  draft.description := private.check_ticket_text('description', description, 10000, false);
  draft.priority := create_general_ticket.priority;
  draft.idempotency_key := create_general_ticket.idempotency_key;
  return private.add_ticket(draft);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_general_ticket"(uuid, text, text, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_tickets (
  filter    jsonb   DEFAULT '{}'::jsonb,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id         uuid,
    id                uuid,
    number            integer,
    kind              text,
    title             text,
    status            text,
    priority          text,
    reporter_id       uuid,
    reporter_name     text,
    assignee_id       uuid,
    assignee_name     text,
    created_at        timestamp with time zone,
    last_change_at    timestamp with time zone,
    version           integer,
    linear_identifier text,
    linear_url        text,
    linear_state      text,
    cursor            text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  place record;
  wanted private.ticket_filter;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('tickets', after);
  wanted := private.read_ticket_filter(filter);
  wanted.domain_ids := private.permitted_domains('tickets.view', wanted.domain_ids);
  wanted.after_at := place.at;
  wanted.after_id := place.id;
  wanted.after_domain_id := place.domain_id;
  wanted.page_size := list_tickets.page_size;
  return query select page.* from private.ticket_page(wanted) as page;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_tickets"(jsonb, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.my_tickets (
  domain    uuid    DEFAULT NULL::uuid,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id         uuid,
    id                uuid,
    number            integer,
    kind              text,
    title             text,
    status            text,
    priority          text,
    reporter_id       uuid,
    reporter_name     text,
    assignee_id       uuid,
    assignee_name     text,
    created_at        timestamp with time zone,
    last_change_at    timestamp with time zone,
    version           integer,
    linear_identifier text,
    linear_url        text,
    linear_state      text,
    cursor            text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine uuid [] := private.member_domains();
  place record;
  wanted private.ticket_filter;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('tickets', after);
  if domain is not null then
    if domain <> all(mine) then
      perform private.fail('42501', 'PERMISSION_DENIED', 'you do not work in this domain');
    end if;
    mine := array[domain];
  end if;
  wanted.reporter_id := private.current_person_id();
  wanted.domain_ids := mine;
  wanted.after_at := place.at;
  wanted.after_id := place.id;
  wanted.after_domain_id := place.domain_id;
  wanted.page_size := my_tickets.page_size;
  return query select page.* from private.ticket_page(wanted) as page;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."my_tickets"(uuid, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.note_ticket (
  domain_id       uuid,
  ticket_id       uuid,
  body            text,
  mentioned_ids   uuid[] DEFAULT '{}'::uuid[],
  idempotency_key text   DEFAULT NULL::text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_ticket public.tickets;
  plain constant text := private.check_ticket_text('body', body, 10000);
  note_id uuid;
begin
  perform private.require('support.edit', domain_id);
  found_ticket := (private.lock_ticket(note_ticket.domain_id, note_ticket.ticket_id)).ticket;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  insert into public.ticket_notes (domain_id, ticket_id, author_id, body, idempotency_key)
  values (found_ticket.domain_id, found_ticket.id, private.current_person_id(), plain, note_ticket.idempotency_key)
  on conflict on constraint ticket_notes_idempotency_key_key do nothing
  returning id into note_id;
  if not found then
    return (
      select n.id from public.ticket_notes as n
      where n.domain_id = note_ticket.domain_id and n.ticket_id = note_ticket.ticket_id
        and n.author_id = private.current_person_id() and n.idempotency_key = note_ticket.idempotency_key
    );
  end if;
  -- Without the text, and to those alone who may read it: whom the ticket is given to, and the mentioned.
  perform private.tell_ticket(
    'ticket.mentioned', found_ticket,
    array(
      select distinct named.id from unnest(mentioned_ids || found_ticket.assignee_id) as named (id)
      where private.person_may(named.id, 'support.view', note_ticket.domain_id)
    )
  );
  return note_id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."note_ticket"(uuid, uuid, text, uuid[], text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.ticket_detail (
  domain_id uuid,
  ticket_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_ticket public.tickets;
  acting text;
  detail jsonb;
begin
  select t.* into found_ticket from public.tickets as t
  where t.domain_id = ticket_detail.domain_id and t.id = ticket_detail.ticket_id
    and private.may_see_ticket(t.domain_id, t.reporter_id);
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  acting := private.ticket_actor(found_ticket.domain_id, found_ticket.reporter_id);
  select jsonb_build_object(
    'ticket', to_jsonb(found_ticket) - '{tsv,idempotency_key}'::text [],
    'reporter_name', (select p.display_name from public.people as p where p.id = found_ticket.reporter_id),
    'assignee_name', (select p.display_name from public.people as p where p.id = found_ticket.assignee_id),
    'link', (
      select to_jsonb(l) - '{domain_id,ticket_id}'::text [] from public.ticket_links as l
      where l.domain_id = found_ticket.domain_id and l.ticket_id = found_ticket.id
    ),
    'timeline', private.ticket_timeline(found_ticket),
    'transitions', coalesce((
      select jsonb_agg(s.key order by s.position)
      from public.ticket_transitions as allowed
      inner join public.ticket_statuses as s on s.key = allowed.to_status
      where allowed.from_status = found_ticket.status and allowed.actor = acting
    ), '[]')
  )
  into detail;
  -- No key for whoever may not read them: not even an empty list.
  if found_ticket.domain_id = any(private.domains_with('support.view')) then
    detail := detail || jsonb_build_object('notes', private.ticket_notes_of(found_ticket));
  end if;
  return detail;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."ticket_detail"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.transition_ticket (
  domain_id        uuid,
  ticket_id        uuid,
  to_status        text,
  expected_version integer
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_ticket public.tickets;
  held record;
begin
  held := private.lock_ticket(transition_ticket.domain_id, transition_ticket.ticket_id);
  found_ticket := held.ticket;
  perform private.require_version(expected_version, found_ticket.version);
  if not exists (
    select from public.ticket_transitions as allowed
    where allowed.from_status = found_ticket.status and allowed.to_status = transition_ticket.to_status
      and allowed.actor = held.actor
  ) then
    perform private.fail(
      'PT409', 'TRANSITION_NOT_ALLOWED',
      format('the ticket is %s, from where you cannot make it %s', found_ticket.status, coalesce(to_status, 'null')),
      'ticket_detail() lists where to it may go.'
    );
  end if;
  found_ticket := private.move_ticket(found_ticket, to_status, held.actor);
  return found_ticket.version;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."transition_ticket"(uuid, uuid, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.update_ticket (
  domain_id        uuid,
  ticket_id        uuid,
  expected_version integer,
  title            text    DEFAULT NULL::text,
  description      text    DEFAULT NULL::text,
  priority         text    DEFAULT NULL::text
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  was public.tickets;
  ticket public.tickets;
  held record;
begin
  held := private.lock_ticket(update_ticket.domain_id, update_ticket.ticket_id);
  was := held.ticket;
  perform private.require_version(expected_version, was.version);
  if was.status = 'closed' then
    perform private.fail('PT409', 'TICKET_CLOSED', 'the ticket is closed', 'Open a new one.');
  end if;
  if priority is not null and priority <> all('{urgent,high,normal,low}') then
    perform private.bad_input('priority', 'urgent, high, normal or low');
  end if;
  if priority is not null and held.actor <> 'support' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'support.edit is not permitted');
  end if;
  if was.kind = 'chatbot' and title is not null then
    perform private.bad_input('title', 'of a chatbot issue is made from the answer');
  end if;
  ticket := was;
  if title is not null then
    ticket.title := private.check_ticket_text('title', title, 200);
  end if;
  if description is not null then
    ticket.description := coalesce(private.check_ticket_text('description', description, 10000, false), '');
  end if;
  ticket.priority := coalesce(update_ticket.priority, was.priority);
  return private.edit_ticket(was, ticket, held.actor);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_ticket"(uuid, uuid, integer, text, text, text) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "private"."ticket_numbers"
  ADD CONSTRAINT "ticket_numbers_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."ticket_comments"
  ADD CONSTRAINT "ticket_comments_author_id_fkey" FOREIGN KEY (author_id) REFERENCES public.people(id);

ALTER TABLE "public"."ticket_events"
  ADD CONSTRAINT "ticket_events_actor_id_fkey" FOREIGN KEY (actor_id) REFERENCES public.people(id);

ALTER TABLE "public"."ticket_notes"
  ADD CONSTRAINT "ticket_notes_author_id_fkey" FOREIGN KEY (author_id) REFERENCES public.people(id);

ALTER TABLE "public"."ticket_transitions"
  ADD CONSTRAINT "ticket_transitions_from_status_fkey" FOREIGN KEY (from_status) REFERENCES public.ticket_statuses(key);

ALTER TABLE "public"."ticket_transitions"
  ADD CONSTRAINT "ticket_transitions_to_status_fkey" FOREIGN KEY (to_status) REFERENCES public.ticket_statuses(key);

ALTER TABLE "public"."tickets"
  ADD CONSTRAINT "tickets_assignee_id_fkey" FOREIGN KEY (assignee_id) REFERENCES public.people(id);

ALTER TABLE "public"."tickets"
  ADD CONSTRAINT "tickets_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."tickets"
  ADD CONSTRAINT "tickets_reporter_id_fkey" FOREIGN KEY (reporter_id) REFERENCES public.people(id);

CREATE INDEX ticket_comments_author_id_idx ON public.ticket_comments USING btree (author_id);

CREATE INDEX ticket_comments_ticket_id_idx ON public.ticket_comments USING btree (domain_id, ticket_id, created_at);

CREATE INDEX ticket_events_actor_id_idx ON public.ticket_events USING btree (actor_id);

CREATE INDEX ticket_events_ticket_id_idx ON public.ticket_events USING btree (domain_id, ticket_id, created_at);

CREATE INDEX ticket_links_id_idx ON public.ticket_links USING btree (id);

CREATE INDEX ticket_notes_author_id_idx ON public.ticket_notes USING btree (author_id);

CREATE INDEX ticket_notes_ticket_id_idx ON public.ticket_notes USING btree (domain_id, ticket_id, created_at);

CREATE UNIQUE INDEX ticket_transitions_is_on_reply_key ON public.ticket_transitions USING btree (from_status, actor)
  WHERE is_on_reply;

CREATE INDEX ticket_transitions_to_status_idx ON public.ticket_transitions USING btree (to_status);

CREATE INDEX tickets_tsv_idx ON public.tickets USING gin (domain_id, tsv);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_comments REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{body}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_comments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{body}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_comments
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{body}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_links REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_links REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_links
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_notes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{body}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_notes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{body}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_notes
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{body}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_statuses REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_statuses REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_statuses
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_transitions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{from_status,to_status,actor}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_transitions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{from_status,to_status,actor}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_transitions
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{from_status,to_status,actor}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.tickets REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{description,expected_answer,message_content,title,tsv}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.tickets REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{description,expected_answer,message_content,title,tsv}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.tickets REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{description,expected_answer,message_content,title,tsv}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.tickets
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."ticket_comments"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('tickets.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."ticket_events"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('tickets.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."ticket_links"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('tickets.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."ticket_notes"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('support.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_person" ON "public"."ticket_statuses"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

CREATE POLICY "select_person" ON "public"."ticket_transitions"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

CREATE POLICY "select_member" ON "public"."tickets"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('tickets.view'::text) AS domains_with)::uuid[])) OR ((reporter_id = ( SELECT private.current_person_id() AS
    current_person_id)) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[])))));

COMMENT ON COLUMN "public"."ticket_comments"."author_id" IS 'Who said it.';

COMMENT ON COLUMN "public"."ticket_events"."actor" IS 'As what it was done: support, reporter or linear.';

COMMENT ON COLUMN "public"."ticket_events"."actor_id" IS 'Who did it; null: no person.';

COMMENT ON COLUMN "public"."ticket_events"."from_value" IS 'Status, priority, or the assignee''s id, before and (to_value) after.';

COMMENT ON COLUMN "public"."ticket_events"."kind" IS 'created, status, priority, assignee, or edited (title or description).';

COMMENT ON COLUMN "public"."ticket_events"."to_value" IS 'See from_value.';

COMMENT ON COLUMN "public"."ticket_links"."id" IS 'The issue''s id there too.';

COMMENT ON COLUMN "public"."ticket_links"."identifier" IS 'ABC-123; null until the issue was made.';

COMMENT ON COLUMN "public"."ticket_links"."provider" IS 'linear.';

COMMENT ON COLUMN "public"."ticket_links"."provider_updated_at" IS 'What is older than this is not applied any more.';

COMMENT ON COLUMN "public"."ticket_links"."state_name" IS 'As the team calls it in Linear.';

COMMENT ON COLUMN "public"."ticket_links"."state_type" IS 'As Linear says it, also where we know no such type.';

COMMENT ON COLUMN "public"."ticket_links"."url" IS 'The issue''s page.';

COMMENT ON COLUMN "public"."ticket_notes"."author_id" IS 'Who said it.';

COMMENT ON COLUMN "public"."ticket_statuses"."is_open" IS 'Somebody has still something to do.';

COMMENT ON COLUMN "public"."ticket_statuses"."linear_state_type" IS 'Where the issue in Linear is moved to when the ticket comes here; null: it stays where it is.';

COMMENT ON COLUMN "public"."ticket_statuses"."position" IS 'Order in a menu.';

COMMENT ON COLUMN "public"."ticket_statuses"."sla_clock" IS 'runs: we owe an answer. paused: the reporter does. stopped: nobody does.';

COMMENT ON COLUMN "public"."ticket_transitions"."actor" IS 'support: who holds support.edit in the domain. reporter: who wrote the ticket, or holds tickets.edit there. linear: a webhook.';

COMMENT ON COLUMN "public"."ticket_transitions"."from_status" IS 'The status that the ticket has.';

COMMENT ON COLUMN "public"."ticket_transitions"."is_on_reply" IS 'A public comment of this actor moves the ticket by itself.';

COMMENT ON COLUMN "public"."ticket_transitions"."to_status" IS 'The status that it may be given.';

COMMENT ON COLUMN "public"."tickets"."assignee_id" IS 'Who of support works on it.';

COMMENT ON COLUMN "public"."tickets"."close_reason" IS 'Why it was closed unresolved, where Linear said so: duplicate or canceled.';

COMMENT ON COLUMN "public"."tickets"."closed_at" IS 'Since when it is closed.';

COMMENT ON COLUMN "public"."tickets"."conversation_link" IS 'A page of the back office.';

COMMENT ON COLUMN "public"."tickets"."description" IS 'What is wanted.';

COMMENT ON COLUMN "public"."tickets"."expected_answer" IS 'What should have been said.';

COMMENT ON COLUMN "public"."tickets"."kind" IS 'chatbot: about an answer of the agent. general: anything else.';

COMMENT ON COLUMN "public"."tickets"."message_content" IS 'What the message said when it was reported; later edits do not reach it.';

COMMENT ON COLUMN "public"."tickets"."message_id" IS 'The answer of the agent that it is about.';

COMMENT ON COLUMN "public"."tickets"."number" IS 'For people: counts from 1 in each domain.';

COMMENT ON COLUMN "public"."tickets"."priority" IS 'urgent, high, normal or low.';

COMMENT ON COLUMN "public"."tickets"."reopened" IS 'How often it was opened again.';

COMMENT ON COLUMN "public"."tickets"."reporter_id" IS 'Who wrote it: whoever was signed in.';

COMMENT ON COLUMN "public"."tickets"."resolved_at" IS 'Since when it is resolved.';

COMMENT ON COLUMN "public"."tickets"."status" IS 'Where it is: see ticket_statuses.';

COMMENT ON COLUMN "public"."tickets"."subtype" IS 'accurate_but_not_ok: true, but not what should be said. not_accurate: wrong.';

COMMENT ON COLUMN "public"."tickets"."title" IS 'What it is about, in a line.';

COMMENT ON COLUMN "public"."tickets"."tsv" IS 'Search document of title and description.';

COMMENT ON FUNCTION "private"."add_ticket"(public.tickets) IS 'Opens a ticket of the caller, with its number, its issue in Linear and its notifications; the same idempotency_key again returns the first.';

COMMENT ON FUNCTION "private"."check_ticket"(uuid, text, text) IS 'Raises unless the caller works in the domain, and the priority is one that he may give to a new ticket.';

COMMENT ON FUNCTION "private"."check_ticket_text"(text, text, integer, boolean) IS 'The text without white space around it, null for an empty one. Raises 22023 INVALID_INPUT, naming the field, where it is too long, or empty and required.';

COMMENT ON FUNCTION "private"."edit_ticket"(public.tickets, public.tickets, text) IS 'Stores the texts and the priority of a ticket as they are in the second argument, with what follows; returns its version.';

COMMENT ON FUNCTION "private"."find_tickets"(private.ticket_filter) IS 'The tickets of these domains that the filter means, newest first. Whether the caller may see them is asked before.';

COMMENT ON FUNCTION "private"."follow_comment"(public.tickets, text, public.ticket_comments, uuid[]) IS 'What a public comment brings with it: the comment in Linear, notifications, and the move that ticket_transitions marks as is_on_reply.';

COMMENT ON FUNCTION "private"."linear_description"(public.tickets) IS 'What the issue in Linear says, in Markdown.';

COMMENT ON FUNCTION "private"."linear_priority"(text) IS 'The number by which Linear knows a priority: 1 urgent, 2 high, 3 medium, 4 low.';

COMMENT ON FUNCTION "private"."lock_ticket"(uuid, uuid) IS 'The ticket, locked, and as what the caller may change it. Raises P0002 NOT_FOUND for one that the caller does not see, 42501 PERMISSION_DENIED for one that he only sees.';

COMMENT ON FUNCTION "private"."log_ticket"(public.tickets, text, text, text, text) IS 'Adds an entry to a ticket''s timeline.';

COMMENT ON FUNCTION "private"."may_see_ticket"(uuid, uuid) IS 'Whether the caller may see tickets of that domain by that reporter: all of them with tickets.view, the own ones while working there.';

COMMENT ON FUNCTION "private"."move_ticket"(public.tickets, text, text, text) IS 'Gives a ticket another status, with what follows: timeline, notifications, the issue in Linear. Whether it may is the caller''s to ask.';

COMMENT ON FUNCTION "private"."person_may"(uuid, text, uuid) IS 'Whether somebody, signed in or not, is active and has the permission in that domain. Never null.';

COMMENT ON FUNCTION "private"."read_ticket_filter"(jsonb) IS 'The filter of a list of tickets with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

COMMENT ON FUNCTION "private"."send_ticket"(public.tickets) IS 'Queues the issue in Linear that stands for a new ticket, with the id that it will have there.';

COMMENT ON FUNCTION "private"."support_people"(uuid) IS 'Who works on the tickets of a domain: has support.edit there.';

COMMENT ON FUNCTION "private"."tell_ticket"(text, public.tickets, uuid[], text, text) IS 'Notifies people of something that happened to a ticket, whoever did it left out. The body must hold nothing that they may not read.';

COMMENT ON FUNCTION "private"."ticket_actor"(uuid, uuid) IS 'As what the caller changes tickets of that reporter: support, reporter, or null for not at all. See ticket_transitions.';

COMMENT ON FUNCTION "private"."ticket_filter_fault"(text, jsonb) IS 'What is wrong with one entry of a filter of tickets; null when nothing.';

COMMENT ON FUNCTION "private"."ticket_notes_of"(public.tickets) IS 'What support said to itself about a ticket, oldest first: an array of {id, at, person_id, person_name, body}. For those with support.view alone.';

COMMENT ON FUNCTION "private"."ticket_page"(private.ticket_filter) IS 'A page of tickets as the lists show it. Whether the caller may see them is asked before.';

COMMENT ON FUNCTION "private"."ticket_people"(public.tickets) IS 'Who follows a ticket: its reporter, its assignee, and whoever has commented.';

COMMENT ON FUNCTION "private"."ticket_timeline"(public.tickets) IS 'What happened to a ticket and what was said openly, oldest first: an array of {kind, id, at, actor, person_id, person_name, body, from, to}.';

COMMENT ON FUNCTION "private"."update_issue"(public.tickets, jsonb) IS 'Queues a change of the issue in Linear. changes: title, description, priority, state_type; empty: nothing is queued. One message for each version of the ticket.';

COMMENT ON FUNCTION "public"."assign_ticket"(uuid, uuid, uuid, integer) IS 'Gives a ticket to somebody of support, or, with null, to nobody; returns the ticket''s version. assignee_id: the person. Needs support.edit, as does whom it is given to. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."comment_ticket"(uuid, uuid, text, uuid[], text) IS 'Says something to everybody who sees the ticket; returns the comment''s id. An answer of the reporter to a ticket that waits for him, or is resolved, opens it again. mentioned_ids: people who are told besides those who follow the ticket, as far as they see it. idempotency_key: the same again returns the first comment. Needs to be the reporter, or tickets.edit or support.edit in the domain. Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; PT409 TICKET_CLOSED.';

COMMENT ON FUNCTION "public"."create_chatbot_ticket"(uuid, uuid, uuid, text, text, text, text) IS 'Reports an answer of the agent; returns the ticket''s id. selected_message_id: the answer; what it says is kept with the ticket. subtype: not_accurate (wrong) or accurate_but_not_ok. expected_answer: what should have been said. priority: low, normal, high, or, for support, urgent. idempotency_key: the same again returns the first ticket. Needs conversations.view and to work in the domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND for the conversation; 22023 INVALID_INPUT, also for a message of another conversation or of somebody else than the agent.';

COMMENT ON FUNCTION "public"."create_general_ticket"(uuid, text, text, text, text) IS 'Asks support for something; returns the ticket''s id. title: at most 200 characters. description: at most 10000. priority: low, normal, high, or, for support, urgent. idempotency_key: the same again returns the first ticket. Needs to work in the domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."list_tickets"(jsonb, text, integer) IS 'Tickets, newest first, whoever wrote them; my_tickets() lists the own ones. Needs tickets.view. filter: domain_ids (null: all mine), status (an array), kind, priority, assignee_id, is_unassigned, text (words of title and description). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or tickets.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["new", "open"], "is_unassigned": true}, "page_size": 20}';

COMMENT ON FUNCTION "public"."my_tickets"(uuid, text, integer) IS 'The tickets that one has written oneself, newest first, with their issue in Linear: identifier, address, state there (linear_state), and the status that this means here. domain: null for all in which one works. after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain in which one does not work; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."note_ticket"(uuid, uuid, text, uuid[], text) IS 'Says something about a ticket to support alone; returns the note''s id. Reporters neither see nor count it. mentioned_ids: who is told, besides the assignee, as far as they may read it. idempotency_key: the same again returns the first note. Needs support.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."ticket_detail"(uuid, uuid) IS 'One ticket as {ticket, reporter_name, assignee_name, link (the issue in Linear), timeline (events and public comments, oldest first), transitions (the statuses to which the caller may move it)}, for support also notes (oldest first). For whoever has tickets.view there, and for its reporter. Errors: P0002 NOT_FOUND when it is not there or not visible.';

COMMENT ON FUNCTION "public"."transition_ticket"(uuid, uuid, text, integer) IS 'Gives a ticket another status, as ticket_transitions allows it to whoever calls; returns the ticket''s new version. to_status: a key of ticket_statuses. Its reporter, and whoever has tickets.edit there, resolves, withdraws and reopens it; support.edit does the rest. Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 40001 STALE_VERSION; PT409 TRANSITION_NOT_ALLOWED.';

COMMENT ON FUNCTION "public"."update_ticket"(uuid, uuid, integer, text, text, text) IS 'Changes title, description or priority of a ticket; returns its version. title, description, priority: null leaves it as it is. Its reporter, and whoever has tickets.edit or support.edit there, changes the text; the priority needs support.edit. Making it urgent tells all of support. Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 40001 STALE_VERSION; PT409 TICKET_CLOSED; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_member" ON "public"."ticket_comments" IS 'Comments of the domains where the person may view tickets.';

COMMENT ON POLICY "select_member" ON "public"."ticket_events" IS 'Timelines of the domains where the person may view tickets.';

COMMENT ON POLICY "select_member" ON "public"."ticket_links" IS 'Links of the domains where the person may view tickets.';

COMMENT ON POLICY "select_member" ON "public"."ticket_notes" IS 'Notes of the domains where the person works in support: never the reporter as such.';

COMMENT ON POLICY "select_person" ON "public"."ticket_statuses" IS 'Everybody who works here.';

COMMENT ON POLICY "select_person" ON "public"."ticket_transitions" IS 'Everybody who works here.';

COMMENT ON POLICY "select_member" ON "public"."tickets" IS 'Tickets of the domains where the person may view tickets, and the own ones of the domains where he works.';

COMMENT ON TABLE "private"."ticket_numbers" IS 'The number that the newest ticket of a domain has.';

COMMENT ON TABLE "public"."ticket_comments" IS 'What reporter and support say to each other about a ticket.';

COMMENT ON TABLE "public"."ticket_events" IS 'What happened to a ticket, in order: its timeline, with the comments.';

COMMENT ON TABLE "public"."ticket_links" IS 'The issue that stands for a ticket in another system, as far as it has told us.';

COMMENT ON TABLE "public"."ticket_notes" IS 'What support tells itself about a ticket: reporters neither read nor count it, and are not told of it.';

COMMENT ON TABLE "public"."ticket_statuses" IS 'The states of a ticket; ticket_transitions says how it gets from one to another.';

COMMENT ON TABLE "public"."ticket_transitions" IS 'How a ticket may move from one status to another, and who may move it.';

COMMENT ON TABLE "public"."tickets" IS 'What people of a domain ask support for. Written by RPCs alone.';

COMMENT ON TYPE "private"."ticket_filter" IS 'Which tickets of which domains; null asks for nothing. reporter_id: of this person alone. after_…: the place after which the page begins.';

COMMENT ON TYPE "private"."ticket_row" IS 'A ticket as the lists show it. last_change_at: of the ticket or its newest comment.';

REVOKE ALL ON FUNCTION "private"."add_ticket"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."add_ticket"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."add_ticket"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_ticket"(uuid, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_ticket"(uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_ticket"(uuid, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_ticket_text"(text, text, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_ticket_text"(text, text, integer, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_ticket_text"(text, text, integer, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."edit_ticket"(public.tickets, public.tickets, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."edit_ticket"(public.tickets, public.tickets, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."edit_ticket"(public.tickets, public.tickets, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_tickets"(private.ticket_filter) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_tickets"(private.ticket_filter) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_tickets"(private.ticket_filter) TO "postgres";

REVOKE ALL ON FUNCTION "private"."follow_comment"(public.tickets, text, public.ticket_comments, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."follow_comment"(public.tickets, text, public.ticket_comments, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."follow_comment"(public.tickets, text, public.ticket_comments, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."linear_description"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."linear_description"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."linear_description"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."linear_priority"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."linear_priority"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."linear_priority"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_ticket"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_ticket"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_ticket"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."log_ticket"(public.tickets, text, text, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."log_ticket"(public.tickets, text, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."log_ticket"(public.tickets, text, text, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."may_see_ticket"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."may_see_ticket"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."may_see_ticket"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."move_ticket"(public.tickets, text, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."move_ticket"(public.tickets, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."move_ticket"(public.tickets, text, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."person_may"(uuid, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."person_may"(uuid, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."person_may"(uuid, text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_ticket_filter"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_ticket_filter"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_ticket_filter"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."send_ticket"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."send_ticket"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."send_ticket"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."support_people"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."support_people"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."support_people"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."tell_ticket"(text, public.tickets, uuid[], text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_ticket"(text, public.tickets, uuid[], text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."tell_ticket"(text, public.tickets, uuid[], text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_actor"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_actor"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_actor"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_filter_fault"(text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_filter_fault"(text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_filter_fault"(text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_notes_of"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_notes_of"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_notes_of"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_page"(private.ticket_filter) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_page"(private.ticket_filter) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_page"(private.ticket_filter) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_people"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_people"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_people"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_timeline"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_timeline"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_timeline"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."update_issue"(public.tickets, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."update_issue"(public.tickets, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."update_issue"(public.tickets, jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."assign_ticket"(uuid, uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."assign_ticket"(uuid, uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."assign_ticket"(uuid, uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."comment_ticket"(uuid, uuid, text, uuid[], text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."comment_ticket"(uuid, uuid, text, uuid[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."comment_ticket"(uuid, uuid, text, uuid[], text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_chatbot_ticket"(uuid, uuid, uuid, text, text, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_chatbot_ticket"(uuid, uuid, uuid, text, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_chatbot_ticket"(uuid, uuid, uuid, text, text, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_general_ticket"(uuid, text, text, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_general_ticket"(uuid, text, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_general_ticket"(uuid, text, text, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_tickets"(jsonb, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_tickets"(jsonb, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_tickets"(jsonb, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_tickets"(uuid, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."my_tickets"(uuid, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_tickets"(uuid, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."note_ticket"(uuid, uuid, text, uuid[], text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."note_ticket"(uuid, uuid, text, uuid[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."note_ticket"(uuid, uuid, text, uuid[], text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."ticket_detail"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."ticket_detail"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."ticket_detail"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."transition_ticket"(uuid, uuid, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."transition_ticket"(uuid, uuid, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."transition_ticket"(uuid, uuid, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_ticket"(uuid, uuid, integer, text, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_ticket"(uuid, uuid, integer, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_ticket"(uuid, uuid, integer, text, text, text) TO "postgres";

REVOKE ALL ON TABLE "public"."ticket_comments" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_comments" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_comments" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_comments" TO "service_role";

REVOKE ALL ON TABLE "public"."ticket_events" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_events" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_events" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_events" TO "service_role";

REVOKE ALL ON TABLE "public"."ticket_links" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_links" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_links" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_links" TO "service_role";

REVOKE ALL ON TABLE "public"."ticket_notes" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_notes" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_notes" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_notes" TO "service_role";

REVOKE ALL ON TABLE "public"."ticket_statuses" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_statuses" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_statuses" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_statuses" TO "service_role";

REVOKE ALL ON TABLE "public"."ticket_transitions" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_transitions" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_transitions" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_transitions" TO "service_role";

REVOKE ALL ON TABLE "public"."tickets" FROM "authenticated";

GRANT SELECT ON TABLE "public"."tickets" TO "authenticated";

REVOKE ALL ON TABLE "public"."tickets" FROM "service_role";

GRANT SELECT ON TABLE "public"."tickets" TO "service_role";

ALTER TABLE "public"."ticket_comments"
  ADD CONSTRAINT "ticket_comments_ticket_id_fkey" FOREIGN KEY (domain_id, ticket_id) REFERENCES public.tickets(domain_id, id);

ALTER TABLE "public"."ticket_events"
  ADD CONSTRAINT "ticket_events_ticket_id_fkey" FOREIGN KEY (domain_id, ticket_id) REFERENCES public.tickets(domain_id, id);

ALTER TABLE "public"."ticket_links"
  ADD CONSTRAINT "ticket_links_ticket_id_fkey" FOREIGN KEY (domain_id, ticket_id) REFERENCES public.tickets(domain_id, id);

ALTER TABLE "public"."ticket_notes"
  ADD CONSTRAINT "ticket_notes_ticket_id_fkey" FOREIGN KEY (domain_id, ticket_id) REFERENCES public.tickets(domain_id, id);

CREATE INDEX tickets_assignee_id_idx ON public.tickets USING btree (assignee_id, domain_id, created_at DESC, id DESC)
  WHERE (assignee_id IS NOT NULL);

CREATE INDEX tickets_created_at_idx ON public.tickets USING btree (domain_id, created_at DESC, id DESC);

CREATE INDEX tickets_reporter_id_idx ON public.tickets USING btree (reporter_id, domain_id, created_at DESC, id DESC);

CREATE INDEX tickets_status_idx ON public.tickets USING btree (domain_id, status, created_at DESC, id DESC);
