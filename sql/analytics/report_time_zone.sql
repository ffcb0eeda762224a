-- requires: sql/identity/org_prefs.sql sql/identity/person_prefs.sql sql/platform/is_time_zone.sql
-- requires: sql/platform/bad_input.sql sql/identity/current_person_id.sql
create or replace function private.report_time_zone(wanted text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  zone constant text := coalesce(wanted, (
    select coalesce(mine.value, ours.value, key.default_value) #>> '{}'
    from public.preference_keys as key
    left join public.people as person on person.id = private.current_person_id()
    left join public.person_prefs as mine on mine.person_id = person.id and mine.key = key.key
    left join public.org_prefs as ours on ours.org_id = person.org_id and ours.key = key.key
    where key.key = 'report_time_zone'
  ), 'UTC');
begin
  if not private.is_time_zone(zone) then
    perform private.bad_input('time_zone', 'must be an IANA name such as Europe/Paris, or UTC');
  end if;
  return zone;
end;
$$;

comment on function private.report_time_zone(text) is
'The zone whose midnights divide days: the wanted one, else the caller''s preference report_time_zone, else that of the own organization, else UTC. Raises 22023.';

revoke all on function private.report_time_zone(text) from public;
