create or replace function public.set_preference(key text, value jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on person_prefs
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
begin
  perform private.check_preference(set_preference.key, set_preference.value);
  if set_preference.value is null then
    delete from public.person_prefs as p where p.person_id = me and p.key = set_preference.key;
  else
    insert into public.person_prefs as p (person_id, key, value)
    values (me, set_preference.key, set_preference.value)
    on conflict on constraint person_prefs_pkey do update set value = excluded.value;
  end if;
  return public.my_preferences() -> set_preference.key;
end;
$$;

comment on function public.set_preference(text, jsonb) is
'Stores a choice of the caller and returns what holds now. key and value: see preference_keys. null: back to what the organization or the default says. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';
revoke all on function public.set_preference(text, jsonb) from public, anon, service_role;
grant execute on function public.set_preference(text, jsonb) to authenticated;
