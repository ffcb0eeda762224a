-- policies/engagement/accounts.sql
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

-- policies/engagement/conversation_scores.sql
-- Written by score_conversation alone; nobody changes or removes a score.
alter table public.conversation_scores enable row level security;

revoke all on public.conversation_scores from public, anon, authenticated, service_role;
grant select on public.conversation_scores to authenticated, service_role;

create policy select_member on public.conversation_scores
for select to authenticated
using (domain_id = any((select private.domains_with('conversations.view'))::uuid []));

comment on policy select_member on public.conversation_scores is
'Scores of the domains where the person may view conversations.';

select private.audit_table('public.conversation_scores');

-- policies/engagement/conversations.sql
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

-- policies/engagement/messages.sql
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

-- policies/engagement/session_events.sql
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

-- policies/engagement/visitor_enrichments.sql
-- Written by ingest_visitor_events and merge_visitors alone, so nobody is granted more than select.
-- These write the audit entries: one a domain for each batch, one for each merge.
alter table public.visitor_enrichments enable row level security;

revoke all on public.visitor_enrichments from public, anon, authenticated, service_role;
grant select on public.visitor_enrichments to authenticated, service_role;

create policy select_member on public.visitor_enrichments
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.visitor_enrichments is
'Raw results hold fields that clients must not see: only those who run integrations read them.';

-- policies/engagement/visitor_sessions.sql
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

-- policies/engagement/visitors.sql
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
