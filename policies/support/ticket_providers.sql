-- Written by set_ticket_provider() alone.
alter table public.ticket_providers enable row level security;
revoke all on public.ticket_providers from public, anon, authenticated, service_role;
grant select on public.ticket_providers to authenticated, service_role;

create policy select_member on public.ticket_providers
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.ticket_providers is
'Providers of tickets of the domains where the person may view integrations.';

select private.audit_table('public.ticket_providers');
