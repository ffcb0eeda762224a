-- Written by ingest_visitor_events and merge_visitors alone, so nobody is granted more than select.
-- These write the audit entries: one a domain for each batch, one for each merge.
alter table public.visitors enable row level security;

revoke all on public.visitors from public, anon, authenticated, service_role;
grant select on public.visitors to authenticated, service_role;

create policy select_member on public.visitors
for select to authenticated
using (domain_id = any((select private.domains_with('visitors.view'))::uuid []));

comment on policy select_member on public.visitors is
'Visitors of the domains where the person may view visitors.';
