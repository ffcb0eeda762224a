-- requires: sql/identity/people.sql
create or replace function private.end_sessions(person_id uuid)
returns integer
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  ended integer;
begin
  -- Tokens already issued stay signed until they expire: this moment is what makes them void.
  update public.people as p set sessions_valid_after = clock_timestamp() where p.id = end_sessions.person_id;
  delete from auth.sessions as s
  using public.people as p
  where p.id = end_sessions.person_id and s.user_id = p.auth_user_id;
  get diagnostics ended = row_count;
  return ended;
end;
$$;

comment on function private.end_sessions(uuid) is 'Ends every session of a person, and voids the tokens out there. Returns how many sessions.';
revoke all on function private.end_sessions(uuid) from public;
