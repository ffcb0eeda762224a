-- Written by announce() and by the worker alone.
alter table public.announcements enable row level security;
revoke all on public.announcements from public, anon, authenticated, service_role;
grant select on public.announcements to authenticated, service_role;

create policy select_manager on public.announcements
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.announcements is
'Whoever manages collaborators; everybody else reads the own notification.';
