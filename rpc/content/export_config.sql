create or replace function public.export_config(domain_id uuid default null)
returns jsonb
language plpgsql
volatile -- it notes the access
security definer -- definer: who may not see all of a config reads none of the tables
set search_path = ''
as $$
begin
  perform private.require('settings.manage', export_config.domain_id);
  perform private.log_access('export', 'config', 'allowed', export_config.domain_id);
  return private.config_document(
    case when export_config.domain_id is null then private.domains_with('settings.manage') else array[export_config.domain_id] end,
    export_config.domain_id is null
  );
end;
$$;

comment on function public.export_config(uuid) is
'Everything that was set, as one document: {"format": "bo.config/1", "global": {slug: {"enabled": ..., "config": {...}}}, "sites": {"abtasty.com": {slug: ...}}}. Of secrets it has the names, as the settings do. The same settings give the same bytes. Notes the access. domain_id: one site; null: all, with what is set for all together. '
'Needs settings.manage, at the site or over all. Errors: 42501 PERMISSION_DENIED.';
revoke all on function public.export_config(uuid)
from public, anon, service_role;
grant execute on function public.export_config(uuid) to authenticated;
