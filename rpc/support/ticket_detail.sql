create or replace function public.ticket_detail(domain_id uuid, ticket_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: names of people, and the parts of one's own tickets, are past RLS
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  detail jsonb;
begin
  select jsonb_build_object(
    'ticket', to_jsonb(shown) - '{tsv,idempotency_key}'::text [],
    'is_overdue', shown.is_response_late or shown.is_resolution_late
      or coalesce(now() > shown.response_due_at, false) or coalesce(now() > shown.resolution_due_at, false),
    'reporter_name', (select p.display_name from public.people as p where p.id = shown.reporter_id),
    'assignee_name', (select p.display_name from public.people as p where p.id = shown.assignee_id),
    'link', (
      select to_jsonb(l) - '{domain_id,ticket_id}'::text []
      from private.ticket_link(shown.domain_id, shown.id) as l where l.id is not null
    ),
    'timeline', coalesce((
      select jsonb_agg(e.shown order by e.at, e.id) from private.ticket_entries as e
      where e.domain_id = shown.domain_id and e.ticket_id = shown.id
    ), '[]'),
    'transitions', coalesce((
      select jsonb_agg(s.key order by s.position)
      from public.ticket_transitions as allowed
      inner join public.ticket_statuses as s on s.key = allowed.to_status
      where allowed.from_status = shown.status and allowed.actor = access.actor
    ), '[]')
  )
  -- No key for whoever may not read them: not even an empty list.
  || case when access.may_see_notes then jsonb_build_object('notes', coalesce((
    select jsonb_agg(n.shown order by n.at, n.id) from private.named_ticket_notes as n
    where n.domain_id = shown.domain_id and n.ticket_id = shown.id
  ), '[]')) else '{}' end
  into detail
  from public.tickets as shown
  cross join lateral private.ticket_access(shown.domain_id, shown.reporter_id) as access
  where shown.domain_id = ticket_detail.domain_id and shown.id = ticket_detail.ticket_id and access.may_see;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  return detail;
end;
$$;

comment on function public.ticket_detail(uuid, uuid) is
'One ticket as {ticket, is_overdue (whether an answer or the end was or is late), reporter_name, assignee_name, link (the issue that stands for it in Linear, HubSpot or elsewhere), timeline (events and public comments, oldest first), transitions (the statuses to which the caller may move it)}, for support also notes (oldest first). '
'For whoever has tickets.view there, and for its reporter. Errors: P0002 NOT_FOUND when it is not there or not visible.';
revoke all on function public.ticket_detail(uuid, uuid) from public, anon, service_role;
grant execute on function public.ticket_detail(uuid, uuid) to authenticated;
