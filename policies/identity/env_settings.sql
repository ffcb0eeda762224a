-- A row of another environment stays unseen, so none is used here by mistake.
alter table public.env_settings enable row level security;

revoke all on public.env_settings from public, anon, authenticated, service_role;
grant select on public.env_settings to authenticated;
grant select, insert, update, delete on public.env_settings to service_role;

create policy select_admin on public.env_settings
for select to authenticated
using (environment = (select private.environment())
  and (select private.holds('settings.manage')));

comment on policy select_admin on public.env_settings is
'Who manages settings, for this environment.';

grant insert (environment, key, value), update (value), delete
on public.env_settings to authenticated;

create policy insert_admin on public.env_settings
for insert to authenticated
with check (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()));

comment on policy insert_admin on public.env_settings is 'Who manages settings, signed in strongly.';

create policy update_admin on public.env_settings
for update to authenticated
using (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()))
with check (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()));

comment on policy update_admin on public.env_settings is 'Who manages settings, signed in strongly.';

create policy delete_admin on public.env_settings
for delete to authenticated
using (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()));

comment on policy delete_admin on public.env_settings is 'Who manages settings, signed in strongly.';

select private.audit_table('public.env_settings');
