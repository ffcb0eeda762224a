-- Written by set_sync_config alone, which looks at what it is given.
alter table public.sync_configs enable row level security;
revoke all on public.sync_configs from public, anon, authenticated, service_role;
grant select on public.sync_configs to authenticated, service_role;

create policy select_member on public.sync_configs
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.sync_configs is
'Synchronisations of the domains where the person may view integrations.';

select private.audit_table('public.sync_configs');
