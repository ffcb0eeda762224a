-- requires: sql/identity/strong_auth.sql
-- For policies: one on security_settings cannot read its own table to learn the age.
create or replace function private.recent_strong_auth()
returns boolean
language plpgsql
stable
parallel safe
security definer -- definer: reads security_settings past RLS
set search_path = ''
as $$
begin
  return private.strong_auth((select s.step_up_max_age from public.security_settings as s));
end;
$$;

comment on function private.recent_strong_auth() is
'Whether the strong login is as young as security_settings.step_up_max_age wants it. Never null.';

revoke all on function private.recent_strong_auth() from public;
grant execute on function private.recent_strong_auth() to authenticated, service_role;
