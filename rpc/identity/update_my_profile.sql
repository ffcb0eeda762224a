-- Row security and the column grants keep this to the own row and to harmless columns.
create or replace function public.update_my_profile(
  display_name text default null,
  phone text default null,
  avatar_path text default null,
  locale text default null,
  time_zone text default null,
  expected_version integer default null
)
returns public.people
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  me uuid := private.require_person();
  person public.people;
begin
  perform private.check_profile(
    update_my_profile.display_name, update_my_profile.phone, update_my_profile.avatar_path,
    update_my_profile.locale, update_my_profile.time_zone
  );
  select p.* into person from public.people as p where p.id = me for update;
  if expected_version is not null then
    perform private.require_version(expected_version, person.version);
  end if;
  update public.people as p
  set
    display_name = coalesce(btrim(update_my_profile.display_name), p.display_name),
    phone = nullif(coalesce(update_my_profile.phone, p.phone), ''),
    avatar_path = nullif(coalesce(update_my_profile.avatar_path, p.avatar_path), ''),
    locale = coalesce(update_my_profile.locale, p.locale),
    time_zone = coalesce(update_my_profile.time_zone, p.time_zone)
  where p.id = me
  returning * into person;
  return person;
end;
$$;

comment on function public.update_my_profile(text, text, text, text, text, integer) is
'Changes the caller''s own profile. null keeps a field; '''' empties phone or avatar_path. Role, status, organization and e-mail have their own ways. '
'Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT; 40001 STALE_VERSION.';

revoke all on function public.update_my_profile(text, text, text, text, text, integer)
from public, anon, service_role;
grant execute on function public.update_my_profile(text, text, text, text, text, integer) to authenticated;
