-- requires: sql/content/find_config.sql sql/platform/bad_input.sql
create or replace function private.begin_config(slug text, domain_id uuid, access text)
returns public.config_schemas
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  known constant public.config_schemas := private.find_config(slug, access);
begin
  -- What is set for all sites must suit each site, so nobody sets a site's meanwhile.
  if begin_config.domain_id is null then
    perform from public.config_schemas as s where s.slug = known.slug for update;
    return known;
  end if;
  if known.scope = 'global' then
    perform private.bad_input('domain_id', 'these settings are set for all sites together');
  end if;
  perform from public.config_schemas as s where s.slug = known.slug for share;
  return known;
end;
$$;

comment on function private.begin_config(text, uuid, text) is
'Begins a change of settings: finds them as private.find_config(), and keeps others from changing what the new ones must agree with. Raises 22023 / INVALID_INPUT for a site where they are set for all sites.';
revoke all on function private.begin_config(text, uuid, text)
from public, anon, authenticated, service_role;
