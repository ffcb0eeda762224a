-- No insert and no delete: the one row comes with the reference data.
alter table public.security_settings enable row level security;

revoke all on public.security_settings from public, anon, authenticated, service_role;
grant select on public.security_settings to authenticated;
grant select, update on public.security_settings to service_role;

create policy select_admin on public.security_settings
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_admin on public.security_settings is
'Who manages settings over all domains.';

grant update (
  step_up_max_age, invitation_lifetime, session_idle_limit, session_absolute_limit,
  is_second_admin_required, fee_cap_ppm, fee_approval_above_ppm, commission_approval_above_ppm
) on public.security_settings to authenticated;

create policy update_admin on public.security_settings
for update to authenticated
using ((select private.holds('settings.manage')) and (select private.recent_strong_auth()))
with check ((select private.holds('settings.manage')) and (select private.recent_strong_auth()));

comment on policy update_admin on public.security_settings is
'Who manages settings, signed in strongly and recently: else an old session could make itself recent. The local relaxation is not theirs to switch.';

select private.audit_table('public.security_settings');
