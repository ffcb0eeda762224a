-- Written by set_config() and its like alone; who may only view or edit settings asks get_config(),
-- which leaves out what is for staff. The audit log has who and when, not the config.
alter table public.config_values enable row level security;
revoke all on public.config_values from public, anon, authenticated, service_role;
grant select on public.config_values to authenticated, service_role;

create policy select_manager on public.config_values
for select to authenticated
using (domain_id = any((select private.domains_with('settings.manage'))::uuid []));

comment on policy select_manager on public.config_values is
'Who manages the settings of the site: fields for staff are in it.';

select private.audit_table('public.config_values', '{config}');
