-- Written by functions alone.
alter table public.archive_parts enable row level security;
revoke all on public.archive_parts from public, anon, authenticated, service_role;
grant select on public.archive_parts to authenticated, service_role;

create policy select_admin on public.archive_parts
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_admin on public.archive_parts is
'Where the files are, for who manages settings over all domains.';
