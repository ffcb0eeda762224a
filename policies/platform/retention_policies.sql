-- Written by functions alone.
alter table public.retention_policies enable row level security;
revoke all on public.retention_policies from public, anon, authenticated, service_role;
grant select on public.retention_policies to authenticated, service_role;

create policy select_admin on public.retention_policies
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_admin on public.retention_policies is
'How long history is kept, for who manages settings over all domains.';

select private.audit_table('public.retention_policies');
