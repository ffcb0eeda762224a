-- requires: sql/identity/domains.sql sql/identity/org_prefs.sql sql/platform/is_time_zone.sql
create or replace function private.domain_time_zone(domain_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  zone constant text := (
    select coalesce(ours.value, key.default_value) #>> '{}'
    from public.preference_keys as key
    left join public.domains as domain on domain.id = domain_time_zone.domain_id
    left join public.org_prefs as ours on ours.org_id = domain.client_id and ours.key = key.key
    where key.key = 'report_time_zone'
  );
begin
  return case when private.is_time_zone(zone) then zone else 'UTC' end;
end;
$$;

comment on function private.domain_time_zone(uuid) is
'The zone whose midnights mostly divide the reports of a domain: the preference report_time_zone of its client, else UTC.';

revoke all on function private.domain_time_zone(uuid) from public;
