create or replace function public.run_ticket_upkeep(batch_size integer default 500)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds anything on ticket_alerts
set search_path = ''
as $$
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
$$;

comment on function public.run_ticket_upkeep(integer) is
'For the worker, every minute: tells the assignee, or else all of support, of tickets that are overdue or will be with a fifth of the time left, once each; batch_size (1 to 5000) at most. Returns {told}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_ticket_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_ticket_upkeep(integer) to service_role;
