-- requires: sql/platform/default_privileges.sql
create or replace function private.section_hash(title text, body text, questions jsonb, styling jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  -- jsonb has one writing, so the same content has the same hash.
  return encode(sha256(convert_to(jsonb_build_array(title, body, questions, styling)::text, 'UTF8')), 'hex');
end;
$$;

comment on function private.section_hash(text, text, jsonb, jsonb) is
'SHA-256 of a section''s content, in hexadecimal: two sections with the same hash read the same, byte for byte.';
revoke all on function private.section_hash(text, text, jsonb, jsonb) from public;
