-- Written by RPCs alone. Who starts, pauses or ends a run is in the audit log; its counters, which workers raise, are not.
alter table public.sync_runs enable row level security;
revoke all on public.sync_runs from public, anon, authenticated, service_role;
grant select on public.sync_runs to authenticated, service_role;

create policy select_member on public.sync_runs
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.sync_runs is
'Runs of the domains where the person may view integrations.';
