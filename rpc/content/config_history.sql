create or replace function public.config_history(
  slug text,
  domain_id uuid default null,
  after integer default null,
  page_size integer default 50
)
returns table (
  version integer,
  enabled boolean,
  config jsonb,
  changed_at timestamptz,
  changed_as text,
  changed_by text,
  reason text
)
language plpgsql
stable
security definer -- definer: who may not see all of a config reads none of the tables
set search_path = ''
as $$
declare
  access constant text := private.config_access('settings.view', config_history.domain_id);
  known constant public.config_schemas := private.find_config(config_history.slug, access);
begin
  perform private.check_page_size(page_size);
  return query
  select
    past.version, past.enabled, shown.config, past.changed_at, past.changed_as,
    case when past.changed_as = 'client' or access = 'staff' then author.display_name end,
    case when past.changed_as = 'client' or access = 'staff' then past.reason end
  from private.config_versions(known.slug, config_history.domain_id) as past
  left join private.config_versions(known.slug, config_history.domain_id) as earlier
    on earlier.version = past.version - 1
  left join public.people as author on author.id = past.changed_by
  cross join lateral private.config_view(known, past.config, access) as shown (config)
  where (config_history.after is null or past.version < config_history.after)
    -- A change of what is for staff is none for others.
    and (past.enabled, shown.config) is distinct from (
      earlier.enabled, private.config_view(known, coalesce(earlier.config, '{}'), access)
    )
  order by past.version desc
  limit page_size;
end;
$$;

comment on function public.config_history(text, uuid, integer, integer) is
'Versions of settings, newest first, with what was set then. Who does not manage settings gets the fields for clients, and neither name nor reason of staff. slug: the name of the settings. domain_id: the site; null: all sites together. after: the version that ended the page before. '
'Needs settings.view there. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT. Example: {"slug": "appearance", "domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.config_history(text, uuid, integer, integer)
from public, anon, service_role;
grant execute on function public.config_history(text, uuid, integer, integer) to authenticated;
