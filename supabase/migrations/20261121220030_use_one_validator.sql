-- One validator of JSON Schema: settings have the larger one, which preferences now use too.
set local check_function_bodies = off;

-- Nobody but our own functions could call it.
-- squawk-ignore ban-drop-function
drop function private.preference_fault(jsonb, jsonb);

create or replace function private.check_preference(
  key text,
  value jsonb
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
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
$function$;

comment on column public.preference_keys.value_schema is 'JSON Schema, as private.config_faults() reads it.';
