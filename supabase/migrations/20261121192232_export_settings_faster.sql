-- A document asks for the newest versions alone, not for all that holds: 300 sites took four seconds.
create or replace function private.config_entry(enabled boolean, config jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if enabled is null and config = '{}' then
    return null;
  end if;
  return jsonb_build_object('enabled', enabled, 'config', config);
end;
$$;

comment on function private.config_entry(boolean, jsonb) is
'What was set, as documents have it; null: nothing was.';
revoke all on function private.config_entry(boolean, jsonb)
from public, anon, authenticated, service_role;

create or replace function private.config_document(domain_ids uuid [], with_global boolean)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'format', 'bo.config/1',
    'global', (
      select coalesce(jsonb_object_agg(known.slug, entry.value), '{}')
      from public.config_schemas as known
      cross join lateral (
        select g.enabled, g.config from public.config_globals as g
        where g.slug = known.slug order by g.version desc limit 1
      ) as newest
      cross join lateral private.config_entry(newest.enabled, newest.config) as entry (value)
      where with_global and entry.value is not null
    ),
    'sites', (
      select coalesce(jsonb_object_agg(site.site_domain, site.entries), '{}')
      from (
        select tenant.site_domain, jsonb_object_agg(known.slug, entry.value) as entries
        from public.domains as tenant
        cross join public.config_schemas as known
        cross join lateral (
          select v.enabled, v.config from public.config_values as v
          where v.domain_id = tenant.id and v.slug = known.slug order by v.version desc limit 1
        ) as newest
        cross join lateral private.config_entry(newest.enabled, newest.config) as entry (value)
        where tenant.id = any(domain_ids) and entry.value is not null
        group by tenant.site_domain
      ) as site
    )
  );
end;
$$;

comment on function private.config_document(uuid [], boolean) is
'What was set at these sites, and for all of them, as one document.';
revoke all on function private.config_document(uuid [], boolean)
from public, anon, authenticated, service_role;

-- squawk-ignore ban-drop-function
drop function private.config_entry(private.config_state);
