-- Written by ingest_visitor_events alone, so nobody is granted more than select. Each batch is one
-- audit entry a domain, written there.
alter table public.accounts enable row level security;

revoke all on public.accounts from public, anon, authenticated, service_role;
grant select on public.accounts to authenticated, service_role;

create policy select_member on public.accounts
for select to authenticated
using (domain_id = any((select private.domains_with('accounts.view'))::uuid []));

comment on policy select_member on public.accounts is
'Accounts of the domains where the person may view accounts.';
