-- Written by the RPCs only.
alter table public.approvals enable row level security;
revoke all on public.approvals from public, anon, authenticated, service_role;
grant select on public.approvals to authenticated, service_role;

create policy select_manager on public.approvals
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.approvals is 'Whoever manages collaborators sees what waits for approval.';

select private.audit_table('public.approvals');
