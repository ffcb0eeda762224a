-- requires: sql/identity/current_person_id.sql sql/platform/fail.sql
-- definer: reads people and memberships past RLS.
create or replace function private.person_rank(person_id uuid)
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  highest integer;
begin
  select max(r.rank) into highest
  from public.roles as r
  where r.key = (select p.role_key from public.people as p where p.id = person_rank.person_id)
    or r.key in (
      select m.role_key from public.memberships as m
      where m.person_id = person_rank.person_id
        and (upper_inf(m.valid) or upper(m.valid) > now())
    );
  return coalesce(highest, 0);
end;
$$;

comment on function private.person_rank(uuid) is
'The highest rank among a person''s main role and the roles held now or later; 0 for nobody.';

revoke all on function private.person_rank(uuid) from public;
