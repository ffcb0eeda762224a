-- requires: sql/platform/default_privileges.sql
-- definer: reads people and the revoked sessions past RLS.
-- Asks the tables and not the token, so that disabling a person or ending a session counts at once.
create or replace function private.current_person_id()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  found_id uuid;
begin
  -- A token without iat is older than any revocation.
  select people.id into found_id
  from public.people
  where people.auth_user_id = (claims ->> 'sub')::uuid
    and people.status = 'active'
    and people.sessions_valid_after
      <= to_timestamp(coalesce((claims ->> 'iat')::double precision, 0))
    and not exists (
      select from private.revoked_sessions
      where revoked_sessions.session_id = (claims ->> 'session_id')::uuid
    );
  return found_id;
end;
$$;

comment on function private.current_person_id() is
'Who asks: the active person linked to the token, issued after the last revocation. Null: nobody.';

revoke all on function private.current_person_id() from public;
grant execute on function private.current_person_id() to authenticated, service_role;
