-- Written by score_conversation alone; nobody changes or removes a score.
alter table public.conversation_scores enable row level security;

revoke all on public.conversation_scores from public, anon, authenticated, service_role;
grant select on public.conversation_scores to authenticated, service_role;

create policy select_member on public.conversation_scores
for select to authenticated
using (domain_id = any((select private.domains_with('conversations.view'))::uuid []));

comment on policy select_member on public.conversation_scores is
'Scores of the domains where the person may view conversations.';

-- A reason, and a name that a judge gives to a dimension, may quote the visitor; the log cannot forget.
select private.audit_table('public.conversation_scores', '{reason,dimensions}');
