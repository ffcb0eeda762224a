-- Written by RPCs alone, which check rank and a strong login.
alter table public.person_permissions enable row level security;

revoke all on public.person_permissions from public, anon, authenticated, service_role;
grant select on public.person_permissions to authenticated;
grant select, insert, update, delete on public.person_permissions to service_role;

create policy select_manager on public.person_permissions
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.person_permissions is
'Who manages collaborators; a person learns the own rights from me() and my_permissions().';

select private.audit_table('public.person_permissions');
