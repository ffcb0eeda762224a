create or replace function public.run_report_upkeep(batch_size integer default 100)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on report_schedules
set search_path = ''
as $$
declare
  plan public.report_schedules;
  report public.saved_reports;
  due integer := 0;
  told integer := 0;
begin
  if batch_size between 1 and 1000 is not true then
    perform private.bad_input('batch_size', '1 to 1000');
  end if;
  for plan in
    select s.* from public.report_schedules as s
    where s.next_at <= now()
    order by s.next_at
    limit batch_size
    -- Two workers never take the same one, nor wait.
    for update skip locked
  loop
    select r.* into strict report from public.saved_reports as r
    where r.domain_id = plan.domain_id and r.id = plan.report_id;
    told := told + private.notify(
      'report.due', private.report_recipients(report, plan.recipient_ids), null, '', '/reports/' || report.id,
      jsonb_build_object('domain_id', report.domain_id, 'report_id', report.id, 'title', report.title, 'due_at', plan.next_at),
      format('report.due:%s:%s:%s', report.domain_id, report.id, extract(epoch from plan.next_at)), report.domain_id
    );
    -- After a long pause of the worker one is sent, and not all that were missed.
    update public.report_schedules as s set
      last_at = plan.next_at,
      next_at = private.next_report_at(now(), plan.cadence, plan.on_day, plan.send_at, plan.time_zone)
    where s.domain_id = plan.domain_id and s.report_id = plan.report_id;
    due := due + 1;
  end loop;
  return jsonb_build_object('due', due, 'told', told);
end;
$$;

comment on function public.run_report_upkeep(integer) is
'For the worker, every minute, and again at once while due is batch_size: tells whoever is to get a saved report that it is due, over the channels of notification_rules, so by mail.notification in the outbox too. A message has no numbers: run_report() counts them for whoever opens it. batch_size: how many reports, 1 to 1000. '
'Returns {due, told}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_report_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_report_upkeep(integer) to service_role;
