create or replace function public.update_person_profile(
  person_id uuid,
  expected_version integer,
  display_name text default null,
  phone text default null,
  locale text default null,
  time_zone text default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: the policies let nobody update another's row, as they cannot see rank
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.check_profile(
    update_person_profile.display_name, update_person_profile.phone, null,
    update_person_profile.locale, update_person_profile.time_zone
  );
  person := private.lock_person(update_person_profile.person_id);
  perform private.require_rank_over(person.id);
  perform private.require_version(update_person_profile.expected_version, person.version);
  update public.people as p
  set
    display_name = coalesce(btrim(update_person_profile.display_name), p.display_name),
    phone = nullif(coalesce(update_person_profile.phone, p.phone), ''),
    locale = coalesce(update_person_profile.locale, p.locale),
    time_zone = coalesce(update_person_profile.time_zone, p.time_zone)
  where p.id = person.id
  returning * into person;
  return person;
end;
$$;

comment on function public.update_person_profile(uuid, integer, text, text, text, text) is
'Changes the profile of a person of lower rank. null keeps a field; '''' empties phone. Needs collaborators.manage. '
'Errors: 42501 PERMISSION_DENIED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.update_person_profile(uuid, integer, text, text, text, text)
from public, anon, service_role;
grant execute on function public.update_person_profile(uuid, integer, text, text, text, text) to authenticated;
