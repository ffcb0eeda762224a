-- An agent that comes to error tells whoever may switch it. Who may do something in a domain is asked in one
-- function, instead of one for each permission.
set local check_function_bodies = off;

-- Nobody but our own functions could call it.
-- squawk-ignore ban-drop-function
drop function private.integration_managers(uuid);

-- Nobody but our own functions could call it.
-- squawk-ignore ban-drop-function
drop function private.support_people(uuid);

create or replace function private.add_ticket(
  draft public.tickets
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
  perform private.tell_ticket('ticket.created', made, private.people_who_may('support.edit', made.domain_id), made.description);
  return made.id;
end;
$function$;

create or replace function private.break_integration(
  integration public.integrations,
  error text,
  is_revoked boolean
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  perform private.drop_tokens(integration, is_revoked);
  update public.integrations as i set
    status = 'error', error = break_integration.error, error_at = now(),
    access_secret_id = null, refresh_secret_id = null, expires_at = null, refresh_at = null
  where i.domain_id = integration.domain_id and i.id = integration.id;
  perform private.notify(
    'integration.failed', private.people_who_may('integrations.manage', integration.domain_id), null, '',
    '/integrations', jsonb_build_object('integration_id', integration.id, 'error', break_integration.error),
    format('integration.failed:%s:%s', integration.id, integration.version), integration.domain_id
  );
end;
$function$;

create or replace function private.edit_ticket(
  was public.tickets,
  ticket public.tickets,
  actor text
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
      perform private.tell_ticket('ticket.escalated', ticket, private.people_who_may('support.edit', ticket.domain_id));
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

create or replace function private.end_sync(
  domain_id uuid,
  run_id uuid,
  state text,
  error text default null::text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  as $function$
#variable_conflict use_column
begin
  perform from public.sync_runs as r
  where r.domain_id = end_sync.domain_id and r.id = end_sync.run_id for update;
  -- A worker that still holds one of them finds its claim lost.
  delete from private.sync_batches as b where b.domain_id = end_sync.domain_id and b.run_id = end_sync.run_id;
  update public.sync_runs as r set
    state = end_sync.state, error = end_sync.error, finished_at = clock_timestamp(), paused_at = null,
    skipped = r.skipped + r.pending, pending = 0
  where r.domain_id = end_sync.domain_id and r.id = end_sync.run_id and r.state in ('running', 'paused');
  if found and end_sync.state = 'failed' then
    perform private.notify(
      'sync.failed', private.people_who_may('integrations.manage', end_sync.domain_id), null, '', '/integrations',
      jsonb_build_object('run_id', end_sync.run_id, 'error', end_sync.error),
      'sync.failed:' || end_sync.run_id, end_sync.domain_id
    );
  end if;
end;
$function$;

create or replace function private.people_who_may(
  permission text,
  domain_id uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  wanted constant text := split_part(permission, '.', 1);
begin
  -- Whom a role or an exception could give it, and of these who really has it: not each of a
  -- thousand client users is asked.
  return array(
    select candidate.person_id
    from (
      select m.person_id from public.memberships as m
      inner join public.role_permissions as rp on rp.role_key = m.role_key and rp.resource = wanted
      where m.is_all_domains or m.domain_id = people_who_may.domain_id
      union
      select extra.person_id from public.person_permissions as extra
      where extra.resource = wanted and extra.effect = 'allow'
        and (extra.is_all_domains or extra.domain_id = people_who_may.domain_id)
    ) as candidate
    where private.person_may(candidate.person_id, people_who_may.permission, people_who_may.domain_id)
    order by candidate.person_id
  );
end;
$function$;

create or replace function private.store_heartbeat(
  heartbeat public.agent_heartbeats
)
  returns boolean
  language plpgsql
  set search_path to ''
  as $function$
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
    if heartbeat.status = 'error' then
      perform private.tell_agent_failed(heartbeat);
    end if;
  end if;
  return true;
end;
$function$;

create or replace function private.tell_agent_failed(
  heartbeat public.agent_heartbeats
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
begin
  perform private.notify(
    'agent.failed',
    -- Nobody needs to be told what he did himself.
    array_remove(private.people_who_may('agents.edit', heartbeat.domain_id), private.current_person_id()),
    null, coalesce(heartbeat.message, ''), '/agents',
    (
      select jsonb_build_object('agent_key', agent.key, 'agent', agent.name)
      from public.agents as agent where agent.key = heartbeat.agent_key
    ),
    format('agent.failed:%s:%s:%s', heartbeat.domain_id, heartbeat.agent_key, heartbeat.last_heartbeat_at),
    heartbeat.domain_id
  );
end;
$function$;

create or replace function public.run_ticket_upkeep(
  batch_size integer default 500
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
      case when t.assignee_id is null then private.people_who_may('support.edit', t.domain_id) else array[t.assignee_id] end
    )
    from public.tickets as t where t.domain_id = due.domain_id and t.id = due.ticket_id;
    told := told + 1;
  end loop;
  return jsonb_build_object('told', told);
end;
$function$;

comment on function private.people_who_may(text, uuid) is 'Everybody who has this permission in the domain, signed in or not; for whom to tell.';

comment on function private.store_heartbeat(public.agent_heartbeats) is 'Keeps a heartbeat that is newer than what is known, notes a status that changed, and tells of an error; false for an older one, which changes nothing.';

comment on function private.tell_agent_failed(public.agent_heartbeats) is 'Notifies whoever may switch the agent in this domain that it has come to error, with what it says.';

comment on function public.ingest_agent_heartbeats(jsonb) is 'Stores how agents are. heartbeats: up to 1000 of {"site_domain", "agent", "status": ok, degraded, error or off, "at", "message"}. All of them, or none and 22023 with the path of the first fault. Older ones than what is known, repeats, and those of unknown sites change nothing; order does not matter for how the agent is in the end. A status that changed goes to agent_history(), and whoever may switch the agent is told when it comes to error. Returns {received, stored}. Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';

revoke all on function private.people_who_may(text, uuid) from public;

revoke all on function private.people_who_may(text, uuid) from postgres;

grant execute on function private.people_who_may(text, uuid) to postgres;

revoke all on function private.tell_agent_failed(public.agent_heartbeats) from public;

revoke all on function private.tell_agent_failed(public.agent_heartbeats) from postgres;

grant execute on function private.tell_agent_failed(public.agent_heartbeats) to postgres;

insert into public.notification_events (event, type, severity, description)
values ('agent.failed', 'system', 'warning', 'An agent of a site says that it is in error.')
on conflict (event) do nothing;

insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default)
values ('agent.failed', 'in_app', 'named', null, false, true)
on conflict (event, channel, role_key) do nothing;

-- What people are told when an agent needs them.
insert into public.i18n_texts (key, locale, text)
values
('notification.agent.failed.title', 'en', '{agent} is in error'),
('notification.agent.failed.title', 'es', '{agent} tiene un error'),
('notification.agent.failed.title', 'fr', '{agent} est en erreur')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
