-- The catalogue comes with the code: nobody writes it at run time.
alter table public.permissions enable row level security;

revoke all on public.permissions from public, anon, authenticated, service_role;
grant select on public.permissions to authenticated;
grant select on public.permissions to service_role;

create policy select_manager on public.permissions
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.permissions is
'Who manages collaborators, to grant one.';

select private.audit_table('public.permissions');
