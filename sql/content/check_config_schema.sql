-- requires: sql/content/config_schemas.sql sql/content/config_in_force_faults.sql
create or replace function private.check_config_schema()
returns trigger
language plpgsql
security definer -- definer: asks private helpers that are granted to nobody
set search_path = ''
as $$
declare
  fault record;
begin
  select f.path, f.reason into fault from private.config_schema_faults(new.json_schema) as f limit 1;
  if not found then
    select part.path, 'x-access: does not suit the access of the whole' as reason into fault
    from private.config_subschemas(new.json_schema, '') as part
    where part.schema ->> 'x-access' <> new.access and new.access <> 'mixed' limit 1;
  end if;
  if not found and new.merge_strategy = 'replace' and new.access = 'mixed' then
    -- Whoever replaces the whole would drop the fields that others hold.
    select '' as path, 'merge_strategy: replace suits no mixed access' as reason into fault;
  end if;
  if not found then
    select f.path, 'default_config: ' || f.reason as reason into fault
    from private.config_faults(new.json_schema, new.default_config) as f limit 1;
  end if;
  if not found then
    select concat_ws(' ', nullif(f.site_domain, ''), f.path) as path, 'what was set before: ' || f.reason as reason into fault
    from private.config_in_force_faults(new, null) as f limit 1;
  end if;
  if found then
    raise exception 'config schema %: %: %', new.slug, fault.path, fault.reason
      using errcode = '22023', detail = 'INVALID_CONFIG';
  end if;
  return new;
end;
$$;

comment on function private.check_config_schema() is
'Row trigger: a schema that is understood, access that is clear, a default that is valid, and nothing that was set and no longer would be. Raises 22023 / INVALID_CONFIG.';
revoke all on function private.check_config_schema() from public, anon, authenticated, service_role;

create trigger check_config_schema before insert or update on public.config_schemas
for each row execute function private.check_config_schema();
