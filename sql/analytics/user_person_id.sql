-- requires: sql/platform/schemas.sql
-- Worked out and not looked up: the log may tell of a user before, or without, anything else that is known of him.
create or replace function private.user_person_id(external_id text)
returns uuid
language plpgsql
immutable
parallel safe
strict
security invoker
set search_path = ''
as $$
begin
  return md5('user ' || external_id)::uuid;
end;
$$;

comment on function private.user_person_id(text) is
'As whom a user of a platform stands in person_numbers, beside the visitors of the domain; external_id: the platform''s own id.';
revoke all on function private.user_person_id(text) from public, anon, authenticated, service_role;
