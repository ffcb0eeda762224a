-- Written by run_keyword_upkeep alone, from the messages, and so without entries of its own in the log.
alter table public.conversation_keywords enable row level security;

revoke all on public.conversation_keywords from public, anon, authenticated, service_role;
grant select on public.conversation_keywords to authenticated, service_role;

create policy select_member on public.conversation_keywords
for select to authenticated
using (domain_id = any((select private.domains_with('conversations.view'))::uuid []));

comment on policy select_member on public.conversation_keywords is
'Keywords of the conversations that the person may view.';
