-- Written by RPCs alone, which check rank and a strong login.
alter table public.memberships enable row level security;

revoke all on public.memberships from public, anon, authenticated, service_role;
grant select on public.memberships to authenticated;
grant select, insert, update, delete on public.memberships to service_role;

create policy select_manager on public.memberships
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.memberships is
'Who manages collaborators; a person learns the own rights from me() and my_permissions().';

select private.audit_table('public.memberships');
