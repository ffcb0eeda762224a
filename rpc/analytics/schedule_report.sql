create or replace function public.schedule_report(
  domain_id uuid,
  report_id uuid,
  cadence text default null,
  send_at time default '08:00',
  on_day integer default 1,
  time_zone text default null,
  recipient_ids uuid [] default null
)
returns public.report_schedules
language plpgsql
volatile
security definer -- definer: nobody holds a write on report_schedules
set search_path = ''
as $$
declare
  report public.saved_reports;
  plan public.report_schedules;
begin
  perform private.require('analytics.view', schedule_report.domain_id);
  report := private.lock_report(domain_id, report_id);
  delete from public.report_schedules as s where s.domain_id = report.domain_id and s.report_id = report.id;
  if cadence is null then
    return null;
  end if;
  if cadence in ('daily', 'weekly', 'monthly') is not true then
    perform private.bad_input('cadence', 'must be daily, weekly or monthly');
  end if;
  if (on_day between 1 and case cadence when 'daily' then 1 when 'weekly' then 7 else 31 end) is not true then
    perform private.bad_input('on_day', 'must be a day of the week, from Monday as 1, or of the month');
  end if;
  if send_at is null then
    perform private.bad_input('send_at', 'must be a time of the day');
  end if;
  plan.recipient_ids := private.report_recipients(report, coalesce(recipient_ids, array[report.owner_id]));
  if plan.recipient_ids @> recipient_ids is false or cardinality(plan.recipient_ids) not between 1 and 50 then
    perform private.bad_input('recipient_ids', 'must be 1 to 50 people who see the report');
  end if;
  plan.time_zone := private.report_time_zone(time_zone);
  insert into public.report_schedules as s
  (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at)
  values (
    report.domain_id, report.id, cadence, on_day, send_at, plan.time_zone, plan.recipient_ids,
    private.next_report_at(now(), cadence, on_day, send_at, plan.time_zone)
  )
  returning s.* into plan;
  return plan;
end;
$$;

comment on function public.schedule_report(uuid, uuid, text, time, integer, text, uuid []) is
'Says when a report of the caller''s own is sent, and to whom; returns that, in place of what was said before. Whoever gets it is told that it is due, and sees in it what that person may see. cadence: daily, weekly or monthly; null: never. send_at: the time of the day. on_day: of a week, from Monday as 1, or of a month; one that a month does not have is its last. time_zone: IANA name, else the preference. recipient_ids: 1 to 50 people who see the report; null: the caller. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for reports of others; 22023 INVALID_INPUT.';
revoke all on function public.schedule_report(uuid, uuid, text, time, integer, text, uuid [])
from public, anon, service_role;
grant execute on function public.schedule_report(uuid, uuid, text, time, integer, text, uuid []) to authenticated;
