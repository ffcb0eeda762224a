-- Written by RPCs alone: an address that nobody looked at could lead our workers anywhere.
alter table public.webhook_endpoints enable row level security;
revoke all on public.webhook_endpoints from public, anon, authenticated, service_role;
grant select on public.webhook_endpoints to authenticated, service_role;

create policy select_member on public.webhook_endpoints
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.webhook_endpoints is
'Webhooks of the domains where the person may view integrations.';

select private.audit_table('public.webhook_endpoints');
