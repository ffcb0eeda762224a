-- requires: sql/support/run_clock.sql sql/support/plan_alerts.sql sql/support/ticket_access.sql sql/support/ticket_numbers.sql sql/support/send_ticket.sql sql/support/log_ticket.sql sql/support/tell_ticket.sql sql/identity/people_who_may.sql
create or replace function private.add_ticket(draft public.tickets)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on tickets
set search_path = ''
as $$
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
  perform private.log_ticket(made, 'created', (private.ticket_access(made.domain_id, made.reporter_id)).actor);
  perform private.plan_alerts(made);
  perform private.send_ticket(made);
  perform private.tell_ticket('ticket.created', made, private.people_who_may('support.edit', made.domain_id), made.description);
  return made.id;
end;
$$;

comment on function private.add_ticket(public.tickets) is
'Opens a ticket of the caller, with its number, its issue in Linear and its notifications; the same idempotency_key again returns the first.';
revoke all on function private.add_ticket(public.tickets) from public, anon, authenticated, service_role;
