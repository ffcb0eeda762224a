-- requires: sql/analytics/person_numbers.sql
-- The sets of persons know numbers alone, so they need not be made anew.
create or replace function private.replace_person(domain_id uuid, visitor_ids uuid [], stand_in_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update private.person_numbers as known set person_id = stand_in_id
  where known.domain_id = replace_person.domain_id and known.person_id = visitor_ids[1];
  delete from private.person_numbers as known
  where known.domain_id = replace_person.domain_id and known.person_id = any(visitor_ids);
end;
$$;

comment on function private.replace_person(uuid, uuid [], uuid) is
'Gives the number of an erased person to the one who stands for it; visitor_ids: the survivor first.';

revoke all on function private.replace_person(uuid, uuid [], uuid) from public;
