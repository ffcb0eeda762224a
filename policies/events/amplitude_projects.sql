-- Written by RPCs alone: a key goes to the vault and not into the table.
alter table public.amplitude_projects enable row level security;
revoke all on public.amplitude_projects from public, anon, authenticated, service_role;
grant select on public.amplitude_projects to authenticated, service_role;

create policy select_member on public.amplitude_projects
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.amplitude_projects is
'Amplitude projects of the domains where the person may view integrations.';

select private.audit_table('public.amplitude_projects');
