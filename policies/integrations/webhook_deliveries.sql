-- Written by report_delivery alone. No audit: each attempt is a row of its own.
alter table public.webhook_deliveries enable row level security;
revoke all on public.webhook_deliveries from public, anon, authenticated, service_role;
grant select on public.webhook_deliveries to authenticated, service_role;

create policy select_member on public.webhook_deliveries
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.webhook_deliveries is
'Webhooks of the domains where the person may view integrations.';
