create or replace function public.ticket_detail(domain_id uuid, ticket_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: names of people, and the parts of one's own tickets, are past RLS
set search_path = ''
as $$
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
$$;

comment on function public.ticket_detail(uuid, uuid) is
'One ticket as {ticket, is_overdue (whether an answer or the end was or is late), reporter_name, assignee_name, link (the issue in Linear), timeline (events and public comments, oldest first), transitions (the statuses to which the caller may move it)}, for support also notes (oldest first). '
'For whoever has tickets.view there, and for its reporter. Errors: P0002 NOT_FOUND when it is not there or not visible.';
revoke all on function public.ticket_detail(uuid, uuid) from public, anon, service_role;
grant execute on function public.ticket_detail(uuid, uuid) to authenticated;
