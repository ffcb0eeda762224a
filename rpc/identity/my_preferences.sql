create or replace function public.my_preferences()
returns jsonb
language plpgsql
stable
security definer -- definer: reads what the own organization has chosen past RLS
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
begin
  return (
    select jsonb_object_agg(k.key, coalesce(mine.value, ours.value, k.default_value))
    from public.preference_keys as k
    inner join public.people as p on p.id = me
    left join public.person_prefs as mine on mine.person_id = me and mine.key = k.key
    left join public.org_prefs as ours on ours.org_id = p.org_id and ours.key = k.key
  );
end;
$$;

comment on function public.my_preferences() is
'What holds for the caller, {key: value} for every key of preference_keys: the own choice, else that of the own organization, else the default. Errors: 42501 ACCOUNT_NOT_ACTIVE.';
revoke all on function public.my_preferences() from public, anon, service_role;
grant execute on function public.my_preferences() to authenticated;
