-- requires: sql/engagement/consent_purposes.sql
create or replace function private.event_consent_fault(given jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when coalesce(given ->> 'state', '') not in ('granted', 'withdrawn')
      then 'properties.state: must be granted or withdrawn'
    when jsonb_typeof(given -> 'purposes') is distinct from 'array' or given -> 'purposes' = '[]'
      then 'properties.purposes: must be an array of at least one purpose'
    when exists (
      select from jsonb_array_elements(given -> 'purposes') as listed (purpose)
      where not exists (
        select from private.consent_purposes as known where to_jsonb(known.purpose) = listed.purpose
      )
    ) then 'properties.purposes: names no known purpose'
  end;
end;
$$;

comment on function private.event_consent_fault(jsonb) is
'What is wrong with the properties of a decision on consent, as "field: problem"; null when nothing.';

revoke all on function private.event_consent_fault(jsonb) from public;
