-- Written by RPCs alone, which check rank and a strong login.
alter table public.roles enable row level security;

revoke all on public.roles from public, anon, authenticated, service_role;
grant select on public.roles to authenticated;
grant select, insert, update, delete on public.roles to service_role;

create policy select_manager on public.roles
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.roles is
'Who manages collaborators, to choose a role or look one up.';

select private.audit_table('public.roles');
