-- Written by run_rollup_upkeep alone, so nobody is granted more than select.
alter table public.metric_revisions enable row level security;

revoke all on public.metric_revisions from public, anon, authenticated, service_role;
grant select on public.metric_revisions to authenticated, service_role;

create policy select_member on public.metric_revisions
for select to authenticated
using (domain_id = any((select private.domains_with('analytics.view'))::uuid []));

comment on policy select_member on public.metric_revisions is
'Revisions in the domains where the person may view analytics.';
