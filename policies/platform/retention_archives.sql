-- Written by functions alone.
alter table public.retention_archives enable row level security;
revoke all on public.retention_archives from public, anon, authenticated, service_role;
grant select on public.retention_archives to authenticated, service_role;

create policy select_admin on public.retention_archives
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_admin on public.retention_archives is
'What was archived, for who manages settings over all domains.';

select private.audit_table('public.retention_archives');
