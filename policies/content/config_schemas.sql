-- Even the names of fields that are for staff are: others ask get_config(), which leaves those out.
-- Written with the code, by migrations.
alter table public.config_schemas enable row level security;
revoke all on public.config_schemas from public, anon, authenticated, service_role;
grant select on public.config_schemas to authenticated, service_role;

create policy select_manager on public.config_schemas
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_manager on public.config_schemas is 'Who manages settings everywhere.';

select private.audit_table('public.config_schemas');
