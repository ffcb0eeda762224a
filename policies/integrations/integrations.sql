-- Written by RPCs alone: a status that somebody could set would not be the service's.
alter table public.integrations enable row level security;
revoke all on public.integrations from public, anon, authenticated, service_role;
grant select on public.integrations to authenticated, service_role;

create policy select_member on public.integrations
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.integrations is
'Connections of the domains where the person may view integrations.';

select private.audit_table('public.integrations');
