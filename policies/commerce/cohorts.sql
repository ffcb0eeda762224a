-- Written by create_cohort() alone.
alter table public.cohorts enable row level security;

revoke all on public.cohorts from public, anon, authenticated, service_role;
grant select on public.cohorts to authenticated, service_role;

create policy select_member on public.cohorts
for select to authenticated
using (domain_id = any((select private.domains_with('cohorts.view'))::uuid []));

comment on policy select_member on public.cohorts is
'Cohorts of the platforms whose cohorts the person may view.';

select private.audit_table('public.cohorts');
