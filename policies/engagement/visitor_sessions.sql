-- Written by ingest_visitor_events and merge_visitors alone, so nobody is granted more than select.
-- These write the audit entries: one a domain for each batch, one for each merge.
alter table public.visitor_sessions enable row level security;

revoke all on public.visitor_sessions from public, anon, authenticated, service_role;
grant select on public.visitor_sessions to authenticated, service_role;

create policy select_member on public.visitor_sessions
for select to authenticated
using (domain_id = any((select private.domains_with('visitors.view'))::uuid []));

comment on policy select_member on public.visitor_sessions is
'Sessions of the domains where the person may view visitors.';
