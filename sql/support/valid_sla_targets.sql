-- requires: sql/platform/default_privileges.sql
create or replace function private.valid_sla_targets(targets jsonb)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(targets) is distinct from 'object' or targets - '{urgent,high,normal,low}'::text [] <> '{}' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(targets) as promise
    where jsonb_typeof(promise.value) <> 'object'
      or promise.value - '{response,resolution}'::text [] <> '{}'
      or jsonb_path_exists(promise.value, '$.* ? (@.type() != "number" || @ < 1 || @ > 1000000 || @ != @.floor())')
  );
end;
$$;

comment on function private.valid_sla_targets(jsonb) is
'Whether these are targets as sla_policies keeps them: by priority, whole minutes for response and resolution.';
revoke all on function private.valid_sla_targets(jsonb) from public, anon, authenticated, service_role;
