-- Written by store_conversation_topics and set_conversation_topics alone. These write the audit
-- entries: one a domain for each batch, one for each conversation that a person classifies.
alter table public.conversation_topics enable row level security;

revoke all on public.conversation_topics from public, anon, authenticated, service_role;
grant select on public.conversation_topics to authenticated, service_role;

create policy select_member on public.conversation_topics
for select to authenticated
using (domain_id = any((select private.domains_with('conversations.view'))::uuid []));

comment on policy select_member on public.conversation_topics is
'What conversations are about, in the domains where the person may view them. Names are in topics.';
