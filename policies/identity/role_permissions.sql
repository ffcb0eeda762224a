-- Written by RPCs alone, which check rank and a strong login.
alter table public.role_permissions enable row level security;

revoke all on public.role_permissions from public, anon, authenticated, service_role;
grant select on public.role_permissions to authenticated;
grant select, insert, update, delete on public.role_permissions to service_role;

create policy select_manager on public.role_permissions
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.role_permissions is
'Who manages collaborators, to choose a role or look one up.';

select private.audit_table('public.role_permissions');
