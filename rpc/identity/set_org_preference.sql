create or replace function public.set_org_preference(org_id uuid, key text, value jsonb)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds a write on org_prefs
set search_path = ''
as $$
begin
  perform private.require('clients.edit');
  if not exists (select from public.clients as c where c.id = set_org_preference.org_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such client');
  end if;
  perform private.check_preference(set_org_preference.key, set_org_preference.value);
  if set_org_preference.value is null then
    delete from public.org_prefs as o
    where o.org_id = set_org_preference.org_id and o.key = set_org_preference.key;
  else
    insert into public.org_prefs as o (org_id, key, value)
    values (set_org_preference.org_id, set_org_preference.key, set_org_preference.value)
    on conflict on constraint org_prefs_pkey do update set value = excluded.value;
  end if;
end;
$$;

comment on function public.set_org_preference(uuid, text, jsonb) is
'What holds for the people of an organization who have not chosen themselves. null: the default again. Needs clients.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.set_org_preference(uuid, text, jsonb) from public, anon, service_role;
grant execute on function public.set_org_preference(uuid, text, jsonb) to authenticated;
