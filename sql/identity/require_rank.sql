-- requires: sql/identity/person_rank.sql sql/platform/bad_input.sql
-- definer: person_rank is for our own functions only.
create or replace function private.require_rank_over(person_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  caller uuid := private.current_person_id();
  own_rank integer := private.person_rank(caller);
begin
  if caller = require_rank_over.person_id then
    perform private.fail('42501', 'NOT_YOURSELF', 'nobody changes the own access');
  end if;
  -- At the top peers may act on each other, because nobody else could; the last admin stays anyway.
  if own_rank <= private.person_rank(require_rank_over.person_id)
    and own_rank < (select max(r.rank) from public.roles as r) then
    perform private.fail(
      '42501', 'RANK_TOO_LOW', 'only people of lower rank can be changed',
      'Ask someone of higher rank, or whoever holds the secret key.'
    );
  end if;
end;
$$;

-- definer: reads roles past RLS.
create or replace function private.require_role_within_rank(role_key text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  role_rank integer := (
    select r.rank from public.roles as r where r.key = require_role_within_rank.role_key
  );
begin
  if role_rank is null then
    perform private.bad_input('role', format('%L is no role', role_key));
  end if;
  if role_rank > private.person_rank(private.current_person_id()) then
    perform private.fail('42501', 'RANK_TOO_LOW', 'nobody gives a role above the own');
  end if;
end;
$$;

comment on function private.require_rank_over(uuid) is
'Raises 42501 unless the caller outranks the person: NOT_YOURSELF for the own row, RANK_TOO_LOW for a peer or superior (peers at the top rank may act on each other).';
comment on function private.require_role_within_rank(text) is
'Raises 42501 / RANK_TOO_LOW when the role ranks above the caller, 22023 when there is no such role.';

revoke all on function private.require_rank_over(uuid) from public;
revoke all on function private.require_role_within_rank(text) from public;
