-- policies/audit/access_log.sql
alter table public.access_log enable row level security;
revoke all on public.access_log from public, anon, authenticated, service_role;
grant select on public.access_log to authenticated, service_role;

create policy select_auditor on public.access_log
for select to authenticated
using (
  domain_id = any((select private.domains_with('access_log.view'))::uuid[])
  or (domain_id is null and (select private.holds('access_log.view')))
);

comment on policy select_auditor on public.access_log is
'Whoever may view the access log of a domain; reads that belong to no domain need it over all domains.';

-- policies/audit/approvals.sql
-- Written by the RPCs only.
alter table public.approvals enable row level security;
revoke all on public.approvals from public, anon, authenticated, service_role;
grant select on public.approvals to authenticated, service_role;

create policy select_manager on public.approvals
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.approvals is 'Whoever manages collaborators sees what waits for approval.';

select private.audit_table('public.approvals');

-- policies/audit/audit_log.sql
-- Nobody is granted a write, not even the secret key: rows come from the audit functions alone.
alter table public.audit_log enable row level security;
revoke all on public.audit_log from public, anon, authenticated, service_role;
grant select on public.audit_log to authenticated, service_role;

create policy select_auditor on public.audit_log
for select to authenticated
using (
  domain_id = any((select private.domains_with('audit.view'))::uuid[])
  or (domain_id is null and (select private.holds('audit.view')))
);

comment on policy select_auditor on public.audit_log is
'Whoever may view the audit of a domain; the platform''s rows need that permission over all domains.';

-- policies/audit/revertible_tables.sql
-- A client reads it to offer the button only where it works.
alter table public.revertible_tables enable row level security;
revoke all on public.revertible_tables from public, anon, authenticated, service_role;
grant select on public.revertible_tables to authenticated, service_role;

create policy select_person on public.revertible_tables
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.revertible_tables is
'Every active person: it tells what can be reverted, not who may.';

select private.audit_table('public.revertible_tables');

-- policies/audit/sensitive_operations.sql
-- A client reads it to ask for the reason and the second factor before it calls.
alter table public.sensitive_operations enable row level security;
revoke all on public.sensitive_operations from public, anon, authenticated, service_role;
grant select on public.sensitive_operations to authenticated, service_role;

create policy select_person on public.sensitive_operations
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.sensitive_operations is
'Every active person: it tells what to bring, not who may.';

select private.audit_table('public.sensitive_operations');
