-- requires: sql/identity/preference_keys.sql sql/content/config_faults.sql sql/platform/bad_input.sql
create or replace function private.check_preference(key text, value jsonb)
returns void
language plpgsql
stable
security definer -- definer: asked by functions that run as their owner
set search_path = ''
as $$
declare
  fault text;
  known public.preference_keys;
begin
  select k.* into known from public.preference_keys as k where k.key = check_preference.key;
  if not found then
    perform private.bad_input('key', 'there is no such preference');
  end if;
  select concat_ws(': ', nullif(found.path, ''), found.reason) into fault
  from private.config_faults(known.value_schema, check_preference.value) as found
  where check_preference.value is not null
  order by found.path
  limit 1;
  if fault is not null then
    perform private.bad_input('value', fault);
  end if;
  if length(check_preference.value::text) > 8000 then
    perform private.bad_input('value', 'at most 8000 characters');
  end if;
end;
$$;

comment on function private.check_preference(text, jsonb) is
'Raises 22023 INVALID_INPUT for an unknown key, or a value that its schema does not take; null is always taken.';
revoke all on function private.check_preference(text, jsonb) from public, anon, authenticated, service_role;
