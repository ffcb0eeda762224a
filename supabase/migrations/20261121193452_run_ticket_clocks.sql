-- The clock of a ticket: hours of work and targets, what is due, and whom to tell once.
SET local check_function_bodies = off;

CREATE TABLE "private"."sla_policies" (
  "client_id"    uuid,
  "domain_id"    uuid,
  "time_zone"    text                     NOT NULL,
  "weekly_hours" jsonb                    NOT NULL,
  "holidays"     date[]                   NOT NULL DEFAULT '{}'::date[],
  "targets"      jsonb                    NOT NULL,
  "created_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "replaced_at"  timestamp with time zone,
  CONSTRAINT "sla_policies_domain_id_check" CHECK (((client_id IS NULL) OR (domain_id IS NULL))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "sla_policies_pkey" PRIMARY KEY (id),
  "created_by"   uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "private"."sla_policies"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."ticket_alerts" (
  "domain_id" uuid                     NOT NULL,
  "ticket_id" uuid                     NOT NULL,
  "alert"     text                     NOT NULL,
  "due_at"    timestamp with time zone NOT NULL,
  "told_at"   timestamp with time zone,
  CONSTRAINT "ticket_alerts_alert_check" CHECK ((alert = ANY (ARRAY['response'::text, 'resolution'::text, 'response_soon'::text, 'resolution_soon'::text]))),
  CONSTRAINT "ticket_alerts_pkey" PRIMARY KEY (domain_id, ticket_id, alert)
);

ALTER TABLE "private"."ticket_alerts"
  ENABLE ROW LEVEL SECURITY;

ALTER TABLE "public"."tickets"
  ADD COLUMN "first_responded_at" timestamp WITH time zone;

ALTER TABLE "public"."tickets"
  ADD COLUMN "response_due_at" timestamp WITH time zone;

ALTER TABLE "public"."tickets"
  ADD COLUMN "resolution_due_at" timestamp WITH time zone;

ALTER TABLE "public"."tickets"
  ADD COLUMN "is_response_late" boolean NOT NULL DEFAULT false;

ALTER TABLE "public"."tickets"
  ADD COLUMN "is_resolution_late" boolean NOT NULL DEFAULT false;

ALTER TABLE "public"."tickets"
  ADD COLUMN "sla_policy_id" uuid;

ALTER TABLE "public"."tickets"
  ADD COLUMN "sla_running_since" timestamp WITH time zone;

ALTER TABLE "public"."tickets"
  ADD COLUMN "sla_used" numeric(20,6) NOT NULL DEFAULT 0;

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
  perform private.log_ticket(made, 'created', private.ticket_actor(made.domain_id, made.reporter_id));
  perform private.plan_alerts(made);
  perform private.send_ticket(made);
  perform private.tell_ticket('ticket.created', made, private.support_people(made.domain_id), made.description);
  return made.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.answer_ticket (
  ticket public.tickets
)
  RETURNS public.tickets
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  ticket.first_responded_at := now();
  ticket := private.run_clock(ticket);
  update public.tickets as t set
    first_responded_at = ticket.first_responded_at,
    response_due_at = ticket.response_due_at, resolution_due_at = ticket.resolution_due_at,
    is_response_late = ticket.is_response_late, is_resolution_late = ticket.is_resolution_late,
    sla_policy_id = ticket.sla_policy_id, sla_running_since = ticket.sla_running_since, sla_used = ticket.sla_used
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.plan_alerts(ticket);
  return ticket;
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
  if was.priority <> ticket.priority then
    ticket := private.run_clock(ticket);
  end if;
  update public.tickets as t set
    title = ticket.title, description = ticket.description, priority = ticket.priority,
    response_due_at = ticket.response_due_at, resolution_due_at = ticket.resolution_due_at,
    is_response_late = ticket.is_response_late, is_resolution_late = ticket.is_resolution_late,
    sla_policy_id = ticket.sla_policy_id, sla_running_since = ticket.sla_running_since, sla_used = ticket.sla_used
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  if (was.title, was.description) <> (ticket.title, ticket.description) then
    perform private.log_ticket(ticket, 'edited', actor);
  end if;
  if was.priority <> ticket.priority then
    perform private.plan_alerts(ticket);
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
  if actor = 'support' and said.author_id <> ticket.reporter_id and ticket.first_responded_at is null then
    ticket := private.answer_ticket(ticket);
  end if;
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
  ticket.status := to_status;
  ticket := private.run_clock(ticket);
  update public.tickets as t set
    status = move_ticket.to_status,
    close_reason = case when move_ticket.to_status = 'closed' then move_ticket.close_reason end,
    resolved_at = case
      when move_ticket.to_status = 'resolved' then now()
      when move_ticket.to_status = 'closed' then t.resolved_at
    end,
    closed_at = case when move_ticket.to_status = 'closed' then now() end,
    reopened = t.reopened + is_reopened::integer,
    first_responded_at = case
      when to_status in ('resolved', 'closed') then coalesce(t.first_responded_at, now()) else t.first_responded_at
    end,
    response_due_at = ticket.response_due_at, resolution_due_at = ticket.resolution_due_at,
    is_response_late = ticket.is_response_late, is_resolution_late = ticket.is_resolution_late,
    sla_policy_id = ticket.sla_policy_id, sla_running_since = ticket.sla_running_since, sla_used = ticket.sla_used
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.plan_alerts(ticket);
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

CREATE OR REPLACE FUNCTION private.plan_alerts (
  ticket public.tickets
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  policy private.sla_policies;
  target jsonb;
begin
  delete from private.ticket_alerts as a
  where a.domain_id = ticket.domain_id and a.ticket_id = ticket.id and a.told_at is null;
  select p.* into policy from private.sla_policies as p where p.id = ticket.sla_policy_id;
  target := policy.targets -> ticket.priority;
  insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at)
  select ticket.domain_id, ticket.id, planned.alert, planned.due_at
  from (
    values
    ('response', ticket.response_due_at),
    ('resolution', ticket.resolution_due_at),
    -- With a fifth of the time left.
    ('response_soon', case when ticket.response_due_at is not null then private.working_deadline(
      policy, ticket.sla_running_since, (target ->> 'response')::numeric * 48 - ticket.sla_used) end),
    ('resolution_soon', case when ticket.resolution_due_at is not null then private.working_deadline(
      policy, ticket.sla_running_since, (target ->> 'resolution')::numeric * 48 - ticket.sla_used) end)
  ) as planned (alert, due_at)
  where planned.due_at is not null
  on conflict on constraint ticket_alerts_pkey do nothing;
end;
$function$;

CREATE OR REPLACE FUNCTION private.run_clock (
  ticket public.tickets
)
  RETURNS public.tickets
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  policy private.sla_policies;
  target jsonb;
begin
  ticket.sla_used := coalesce(ticket.sla_used, 0);
  ticket.is_response_late := coalesce(ticket.is_response_late, false) or coalesce(now() > ticket.response_due_at, false);
  ticket.is_resolution_late := coalesce(ticket.is_resolution_late, false) or coalesce(now() > ticket.resolution_due_at, false);
  if ticket.sla_running_since is not null then
    select p.* into policy from private.sla_policies as p where p.id = ticket.sla_policy_id;
    ticket.sla_used := ticket.sla_used + private.working_seconds(policy, ticket.sla_running_since, now());
  end if;
  ticket.sla_running_since := null;
  ticket.response_due_at := null;
  ticket.resolution_due_at := null;
  policy := private.sla_policy_of(ticket.domain_id);
  if policy.id is null or ticket.status not in (
    select s.key from public.ticket_statuses as s where s.sla_clock = 'runs'
  ) then
    return ticket;
  end if;
  ticket.sla_policy_id := policy.id;
  ticket.sla_running_since := now();
  target := policy.targets -> ticket.priority;
  if ticket.first_responded_at is null then
    ticket.response_due_at := private.working_deadline(
      policy, now(), (target ->> 'response')::numeric * 60 - ticket.sla_used
    );
  end if;
  ticket.resolution_due_at := private.working_deadline(
    policy, now(), (target ->> 'resolution')::numeric * 60 - ticket.sla_used
  );
  return ticket;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sla_policy_of (
  domain_id uuid
)
  RETURNS private.sla_policies
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_policy private.sla_policies;
begin
  select p.* into found_policy
  from public.domains as d
  inner join private.sla_policies as p
    on p.replaced_at is null
    and (p.domain_id = d.id or p.client_id = d.client_id or num_nonnulls(p.domain_id, p.client_id) = 0)
  where d.id = sla_policy_of.domain_id
  order by p.domain_id is null, p.client_id is null
  limit 1;
  return found_policy;
end;
$function$;

CREATE OR REPLACE FUNCTION private.valid_sla_targets (
  targets jsonb
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if jsonb_typeof(targets) is distinct from 'object' or targets - '{urgent,high,normal,low}'::text [] <> '{}' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(targets) as promise
    where jsonb_typeof(promise.value) <> 'object'
      or promise.value - '{response,resolution}'::text [] <> '{}'
      or jsonb_path_exists(promise.value, '$.* ? (@.type() != "number" || @ < 1 || @ > 1000000 || @ != @.floor())')
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.valid_weekly_hours (
  weekly_hours jsonb
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  clock constant text := '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$';
begin
  if jsonb_typeof(weekly_hours) is distinct from 'object' or weekly_hours - '{1,2,3,4,5,6,7}'::text [] <> '{}' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(weekly_hours) as day
    cross join lateral jsonb_array_elements(
      case jsonb_typeof(day.value) when 'array' then day.value else '[null]' end
    ) as span (hours)
    where (
      jsonb_typeof(span.hours) = 'array' and jsonb_array_length(span.hours) = 2
      and span.hours ->> 0 ~ clock and span.hours ->> 1 ~ clock
      and (span.hours ->> 0) collate "C" < (span.hours ->> 1) collate "C"
    ) is not true
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.working_deadline (
  policy  private.sla_policies,
  from_at timestamp with time zone,
  seconds numeric
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  STRICT
  SET search_path TO ''
  AS $function$
declare
  begins timestamptz := from_at;
  remaining numeric := seconds;
  span tstzrange;
  lasts numeric;
begin
  if seconds <= 0 then
    return from_at;
  end if;
  -- By fortnights, to ten years: hours that are never would otherwise be looked for for ever.
  while begins < from_at + interval '10 years' loop
    for span in
      select s.at from unnest(private.working_time(policy, begins, begins + interval '14 days')) as s (at) order by s.at
    loop
      lasts := extract(epoch from upper(span)) - extract(epoch from lower(span));
      if lasts >= remaining then
        return lower(span) + remaining * interval '1 second';
      end if;
      remaining := remaining - lasts;
    end loop;
    begins := begins + interval '14 days';
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.working_seconds (
  policy  private.sla_policies,
  from_at timestamp with time zone,
  to_at   timestamp with time zone
)
  RETURNS numeric
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select sum(extract(epoch from upper(span.at)) - extract(epoch from lower(span.at)))
    from unnest(private.working_time(policy, from_at, to_at)) as span (at)
  ), 0);
end;
$function$;

CREATE OR REPLACE FUNCTION private.working_time (
  policy  private.sla_policies,
  from_at timestamp with time zone,
  to_at   timestamp with time zone
)
  RETURNS tstzmultirange
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if from_at >= to_at then
    return '{}';
  end if;
  return coalesce((
    select range_agg(tstzrange(span.begins, span.ends)) * tstzmultirange(tstzrange(from_at, to_at))
    from generate_series(
      (from_at at time zone policy.time_zone)::date - 2, (to_at at time zone policy.time_zone)::date + 1, interval '1 day'
    ) as day (midnight)
    cross join lateral jsonb_array_elements(
      policy.weekly_hours -> extract(isodow from day.midnight)::text
    ) as hours (pair)
    cross join lateral (
      select
        (day.midnight::date + (hours.pair ->> 0)::time) at time zone policy.time_zone as begins,
        (day.midnight::date + (hours.pair ->> 1)::time) at time zone policy.time_zone as ends
    ) as span
    where day.midnight::date <> all(policy.holidays) and span.begins < span.ends
  ), '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION public.run_ticket_upkeep (
  batch_size integer DEFAULT 500
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  due record;
  told integer := 0;
begin
  if batch_size between 1 and 5000 is not true then
    perform private.bad_input('batch_size', '1 to 5000');
  end if;
  for due in
    select a.alert, a.domain_id, a.ticket_id from private.ticket_alerts as a
    where a.told_at is null and a.due_at <= now()
    order by a.due_at
    limit batch_size
    for update skip locked
  loop
    update private.ticket_alerts as a set told_at = now()
    where a.domain_id = due.domain_id and a.ticket_id = due.ticket_id and a.alert = due.alert;
    -- Who is overdue need not hear that he soon will be.
    if due.alert like '%\_soon' and exists (
      select from private.ticket_alerts as worse
      where worse.domain_id = due.domain_id and worse.ticket_id = due.ticket_id
        and worse.alert = split_part(due.alert, '_', 1) and worse.due_at <= now()
    ) then
      continue;
    end if;
    perform private.tell_ticket(
      case when due.alert like '%\_soon' then 'ticket.sla_warning' else 'ticket.sla_breached' end, t,
      case when t.assignee_id is null then private.support_people(t.domain_id) else array[t.assignee_id] end
    )
    from public.tickets as t where t.domain_id = due.domain_id and t.id = due.ticket_id;
    told := told + 1;
  end loop;
  return jsonb_build_object('told', told);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_ticket_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.set_service_level (
  time_zone    text,
  weekly_hours jsonb,
  targets      jsonb,
  holidays     date[] DEFAULT '{}'::date[],
  client_id    uuid   DEFAULT NULL::uuid,
  domain_id    uuid   DEFAULT NULL::uuid
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made_id uuid;
begin
  -- What is of a client or of all reaches further than one domain.
  perform private.require('support.manage', set_service_level.domain_id);
  if num_nonnulls(set_service_level.client_id, set_service_level.domain_id) = 2 then
    perform private.bad_input('client_id', 'a client or a domain, not both');
  end if;
  if not exists (select from public.clients as c where c.id = set_service_level.client_id)
    and set_service_level.client_id is not null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such client');
  end if;
  if private.is_time_zone(set_service_level.time_zone) is not true then
    perform private.bad_input('time_zone', 'an IANA name such as Europe/Paris');
  end if;
  if private.valid_weekly_hours(set_service_level.weekly_hours) is not true then
    perform private.bad_input('weekly_hours', 'such as {"1": [["09:00", "18:00"]]}, 1 for Monday');
  end if;
  if private.valid_sla_targets(set_service_level.targets) is not true then
    perform private.bad_input('targets', 'such as {"high": {"response": 60, "resolution": 480}}, in minutes');
  end if;
  update private.sla_policies as p set replaced_at = now()
  where p.replaced_at is null and p.client_id is not distinct from set_service_level.client_id
    and p.domain_id is not distinct from set_service_level.domain_id;
  insert into private.sla_policies (client_id, domain_id, time_zone, weekly_hours, holidays, targets)
  values (
    set_service_level.client_id, set_service_level.domain_id, set_service_level.time_zone,
    set_service_level.weekly_hours, coalesce(set_service_level.holidays, '{}'), set_service_level.targets
  )
  returning id into made_id;
  perform private.audit_event(
    'set_service_level', 'sla_policies', made_id::text, set_service_level.domain_id,
    jsonb_build_object(
      'client_id', set_service_level.client_id, 'weekly_hours', set_service_level.weekly_hours,
      'holidays', to_jsonb(set_service_level.holidays), 'targets', set_service_level.targets
    )
  );
  return made_id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_service_level"(text, jsonb, jsonb, date[], uuid, uuid) FROM PUBLIC, "anon", "service_role";

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
    'is_overdue', found_ticket.is_response_late or found_ticket.is_resolution_late
      or coalesce(now() > found_ticket.response_due_at, false) or coalesce(now() > found_ticket.resolution_due_at, false),
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

ALTER TABLE "private"."sla_policies"
  ADD CONSTRAINT "sla_policies_client_id_fkey" FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE "private"."sla_policies"
  ADD CONSTRAINT "sla_policies_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "private"."ticket_alerts"
  ADD CONSTRAINT "ticket_alerts_ticket_id_fkey" FOREIGN KEY (domain_id, ticket_id) REFERENCES public.tickets(domain_id, id);

CREATE INDEX sla_policies_client_id_idx ON private.sla_policies USING btree (client_id)
  WHERE (client_id IS NOT NULL);

CREATE UNIQUE INDEX sla_policies_current_key ON private.sla_policies USING btree (client_id, domain_id) NULLS NOT DISTINCT
  WHERE (replaced_at IS NULL);

CREATE INDEX sla_policies_domain_id_idx ON private.sla_policies USING btree (domain_id)
  WHERE (domain_id IS NOT NULL);

CREATE INDEX ticket_alerts_due_at_idx ON private.ticket_alerts USING btree (due_at)
  WHERE (told_at IS NULL);

COMMENT ON COLUMN "private"."sla_policies"."replaced_at" IS 'When another row took its place; null: it counts.';

COMMENT ON COLUMN "private"."sla_policies"."targets" IS 'Minutes of work by priority: {"high": {"response": 60, "resolution": 480}}. What is not there is not promised.';

COMMENT ON COLUMN "private"."sla_policies"."weekly_hours" IS 'By ISO day of the week, from 1 for Monday: {"1": [["09:00", "13:00"], ["14:00", "18:00"]]}. A day that is not there has none.';

COMMENT ON COLUMN "public"."tickets"."first_responded_at" IS 'The first public comment of support, or that it was done.';

COMMENT ON COLUMN "public"."tickets"."is_resolution_late" IS 'It was overdue when the clock last stopped.';

COMMENT ON COLUMN "public"."tickets"."is_response_late" IS 'The first answer came too late, or was overdue when the clock last stopped.';

COMMENT ON COLUMN "public"."tickets"."resolution_due_at" IS 'When it is due; null: it is done, not promised, or the clock does not run. Overdue means that this has passed.';

COMMENT ON COLUMN "public"."tickets"."response_due_at" IS 'When the first answer is due; null: it was given, is not promised, or the clock does not run.';

COMMENT ON COLUMN "public"."tickets"."sla_policy_id" IS 'The hours and targets by which the clock runs, or last ran.';

COMMENT ON COLUMN "public"."tickets"."sla_running_since" IS 'Since when the clock runs; null: it does not.';

COMMENT ON COLUMN "public"."tickets"."sla_used" IS 'Seconds of work on the clock before that.';

COMMENT ON FUNCTION "private"."answer_ticket"(public.tickets) IS 'Notes the first answer of support: from now on the clock runs towards the end alone.';

COMMENT ON FUNCTION "private"."plan_alerts"(public.tickets) IS 'Plans whom to tell when, as the clock of the ticket runs now; what was told is not told again.';

COMMENT ON FUNCTION "private"."run_clock"(public.tickets) IS 'The ticket with its clock as its status and priority now want it: stopped, paused, or running towards what is due. Stores nothing.';

COMMENT ON FUNCTION "private"."sla_policy_of"(uuid) IS 'The policy that counts for a domain now: its own, else its client''s, else that of all; null for none.';

COMMENT ON FUNCTION "private"."valid_sla_targets"(jsonb) IS 'Whether these are targets as sla_policies keeps them: by priority, whole minutes for response and resolution.';

COMMENT ON FUNCTION "private"."valid_weekly_hours"(jsonb) IS 'Whether these are hours as sla_policies keeps them: by day 1 to 7, spans of two times that follow one another.';

COMMENT ON FUNCTION "private"."working_deadline"(private.sla_policies, timestamp with time zone, numeric) IS 'The first moment at which support has worked so long since then; null where that is not within ten years.';

COMMENT ON FUNCTION "private"."working_seconds"(private.sla_policies, timestamp with time zone, timestamp with time zone) IS 'How long support works between two moments, to the microsecond.';

COMMENT ON FUNCTION "private"."working_time"(private.sla_policies, timestamp with time zone, timestamp with time zone) IS 'When support works between two moments.';

COMMENT ON FUNCTION "public"."run_ticket_upkeep"(integer) IS 'For the worker, every minute: tells the assignee, or else all of support, of tickets that are overdue or will be with a fifth of the time left, once each; batch_size (1 to 5000) at most. Returns {told}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."set_service_level"(text, jsonb, jsonb, date[], uuid, uuid) IS 'Says when support works and how soon it answers: in a domain, for a client, or, with neither, everywhere else. Clocks that run go on by what was promised. Needs support.manage; for a client or everywhere, in all domains. time_zone: an IANA name such as Europe/Paris. weekly_hours: by day of the week, 1 for Monday, spans such as {"1": [["09:00", "13:00"], ["14:00", "18:00"]]}. targets: minutes of work by priority, such as {"high": {"response": 60, "resolution": 480}}; what is not there is not promised. holidays: dates without work. client_id: of this client. domain_id: of this domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."ticket_detail"(uuid, uuid) IS 'One ticket as {ticket, is_overdue (whether an answer or the end was or is late), reporter_name, assignee_name, link (the issue in Linear), timeline (events and public comments, oldest first), transitions (the statuses to which the caller may move it)}, for support also notes (oldest first). For whoever has tickets.view there, and for its reporter. Errors: P0002 NOT_FOUND when it is not there or not visible.';

COMMENT ON TABLE "private"."sla_policies" IS 'When support works and how soon it answers: of a domain, of a client, or, with neither, of all. The closest counts.';

COMMENT ON TABLE "private"."ticket_alerts" IS 'When somebody must be told that a ticket is overdue, or soon will be; kept once told, so that nobody is told twice.';

REVOKE ALL ON FUNCTION "private"."answer_ticket"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."answer_ticket"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."answer_ticket"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."plan_alerts"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."plan_alerts"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."plan_alerts"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."run_clock"(public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."run_clock"(public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."run_clock"(public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sla_policy_of"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sla_policy_of"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sla_policy_of"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."valid_sla_targets"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."valid_sla_targets"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."valid_sla_targets"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."valid_weekly_hours"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."valid_weekly_hours"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."valid_weekly_hours"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."working_deadline"(private.sla_policies, timestamp WITH time zone, numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."working_deadline"(private.sla_policies, timestamp WITH time zone, numeric) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."working_deadline"(private.sla_policies, timestamp WITH time zone, numeric) TO "postgres";

REVOKE ALL ON FUNCTION "private"."working_seconds"(private.sla_policies, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."working_seconds"(private.sla_policies, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."working_seconds"(private.sla_policies, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."working_time"(private.sla_policies, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."working_time"(private.sla_policies, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."working_time"(private.sla_policies, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_ticket_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_ticket_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_ticket_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_service_level"(text, jsonb, jsonb, date[], uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_service_level"(text, jsonb, jsonb, date[], uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_service_level"(text, jsonb, jsonb, date[], uuid, uuid) TO "postgres";

ALTER TABLE "private"."sla_policies"
  ADD CONSTRAINT "sla_policies_targets_check" CHECK (private.valid_sla_targets(targets));

ALTER TABLE "private"."sla_policies"
  ADD CONSTRAINT "sla_policies_weekly_hours_check" CHECK (private.valid_weekly_hours(weekly_hours));
