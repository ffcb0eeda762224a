-- Written by ingest_visitor_events and merge_visitors alone, so nobody is granted more than select.
-- These write the audit entries: one a domain for each batch, one for each merge.
alter table public.conversations enable row level security;

revoke all on public.conversations from public, anon, authenticated, service_role;
grant select on public.conversations to authenticated, service_role;

create policy select_member on public.conversations
for select to authenticated
using (domain_id = any((select private.domains_with('conversations.view'))::uuid []));

comment on policy select_member on public.conversations is
'Conversations of the domains where the person may view them.';
