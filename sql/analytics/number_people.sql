-- requires: sql/analytics/person_fact.sql sql/analytics/person_numbers.sql
create or replace function private.number_people(domain_id uuid, facts private.person_fact [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.person_numbers (domain_id, person_id, number)
  select
    number_people.domain_id,
    fresh.person_id,
    coalesce(
      (
        select max(known.number) from private.person_numbers as known
        where known.domain_id = number_people.domain_id
      ), -1
    ) + row_number() over (order by fresh.first_at, fresh.person_id)
  from (
    select fact.person_id, min(fact.happened_at) as first_at from unnest(facts) as fact group by fact.person_id
  ) as fresh
  -- Each is looked up. Planned while the table was empty, an anti-join would read all of the domain for each.
  where (
    select known.number from private.person_numbers as known
    where known.domain_id = number_people.domain_id and known.person_id = fresh.person_id
  ) is null;
end;
$$;

comment on function private.number_people(uuid, private.person_fact []) is
'Gives a number to each person who has none, in the order in which they came: who is counted on one day stands close together. The worker''s lock keeps two from the same number.';

revoke all on function private.number_people(uuid, private.person_fact []) from public;
