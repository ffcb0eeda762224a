-- Written by set_config() and its like alone. The audit log has who and when; the config itself, with
-- what is for staff, stays here, where every version is kept.
alter table public.config_globals enable row level security;
revoke all on public.config_globals from public, anon, authenticated, service_role;
grant select on public.config_globals to authenticated, service_role;

create policy select_manager on public.config_globals
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_manager on public.config_globals is
'Who manages settings everywhere: fields for staff are in it.';

select private.audit_table('public.config_globals', '{config}');
