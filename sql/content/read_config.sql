-- requires: sql/content/config_state.sql sql/content/config_globals.sql sql/content/config_values.sql
-- requires: sql/content/config_lay.sql
create or replace function private.read_config(known public.config_schemas, domain_id uuid)
returns private.config_state
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  state private.config_state := row(0, null, '{}', null, null, null, null);
  everywhere record;
  here record;
begin
  select g.version, g.enabled, g.config into everywhere
  from public.config_globals as g
  where g.slug = known.slug
  order by g.version desc limit 1;
  state.enabled_below := known.enabled_by_default;
  state.config_below := private.config_lay('{}', known.default_config, known.merge_strategy);
  if read_config.domain_id is null then
    here := everywhere;
  else
    state.enabled_below := coalesce(everywhere.enabled, state.enabled_below);
    -- Who has set nothing replaces nothing.
    state.config_below := private.config_lay(
      state.config_below, nullif(everywhere.config, '{}'), known.merge_strategy
    );
    select v.version, v.enabled, v.config into here
    from public.config_values as v
    where v.domain_id = read_config.domain_id and v.slug = known.slug
    order by v.version desc limit 1;
  end if;
  state.version := coalesce(here.version, 0);
  state.enabled := here.enabled;
  state.config := coalesce(here.config, '{}');
  state.enabled_in_force := coalesce(here.enabled, state.enabled_below);
  state.config_in_force := private.config_lay(
    state.config_below, nullif(here.config, '{}'), known.merge_strategy
  );
  return state;
end;
$$;

comment on function private.read_config(public.config_schemas, uuid) is
'A group of settings at a site, or for all sites (null): its default, what was set for all sites over it, what was set for the site over that.';
revoke all on function private.read_config(public.config_schemas, uuid)
from public, anon, authenticated, service_role;
