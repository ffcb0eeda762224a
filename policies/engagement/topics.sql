-- Written by create_topic, update_topic, merge_topics and store_conversation_topics alone.
alter table public.topics enable row level security;

revoke all on public.topics from public, anon, authenticated, service_role;
grant select on public.topics to authenticated, service_role;

create policy select_member on public.topics
for select to authenticated
using (domain_id = any((select private.domains_with('topics.view'))::uuid []));

comment on policy select_member on public.topics is
'Topics of the domains where the person may view topics.';

select private.audit_table('public.topics');
