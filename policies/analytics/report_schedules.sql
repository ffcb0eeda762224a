-- Written by functions alone. Who gets a report is for its owner to know.
alter table public.report_schedules enable row level security;
revoke all on public.report_schedules from public, anon, authenticated, service_role;
grant select on public.report_schedules to authenticated, service_role;

create policy select_owner on public.report_schedules
for select to authenticated
using (exists (
  select from public.saved_reports as r
  where r.domain_id = report_schedules.domain_id and r.id = report_schedules.report_id
    and r.owner_id = (select private.current_person_id())
));

comment on policy select_owner on public.report_schedules is
'Of own reports, as far as the person still sees them.';

select private.audit_table('public.report_schedules');
