-- Written by add_cohort_member() and remove_cohort_member().
alter table public.cohort_members enable row level security;

revoke all on public.cohort_members from public, anon, authenticated, service_role;
grant select on public.cohort_members to authenticated, service_role;

create policy select_member on public.cohort_members
for select to authenticated
using (domain_id = any((select private.domains_with('cohorts.view'))::uuid []));

comment on policy select_member on public.cohort_members is
'Who belongs to the cohorts that the person may view.';

select private.audit_table('public.cohort_members');
