-- Written by ingest_visitor_events alone, so nobody is granted more than select. Each batch is one
-- audit entry a domain, written there.
alter table public.messages enable row level security;

revoke all on public.messages from public, anon, authenticated, service_role;
grant select on public.messages to authenticated, service_role;

create policy select_member on public.messages
for select to authenticated
using (domain_id = any((select private.domains_with('conversations.view'))::uuid []));

comment on policy select_member on public.messages is
'Transcripts of the domains where the person may view conversations.';
