-- Written by the RPCs only.
alter table public.invitations enable row level security;
revoke all on public.invitations from public, anon, authenticated, service_role;
grant select on public.invitations to authenticated, service_role;

create policy select_manager on public.invitations
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.invitations is 'Whoever manages collaborators.';

select private.audit_table('public.invitations');
