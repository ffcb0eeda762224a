-- Written by ingest_visitor_events alone, so nobody is granted more than select. Each batch is one
-- audit entry a domain, written there.
alter table public.session_events enable row level security;

revoke all on public.session_events from public, anon, authenticated, service_role;
grant select on public.session_events to authenticated, service_role;

create policy select_member on public.session_events
for select to authenticated
using (domain_id = any((select private.domains_with('visitors.view'))::uuid []));

comment on policy select_member on public.session_events is
'Events of the domains where the person may view visitors.';
