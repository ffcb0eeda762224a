-- requires: sql/platform/default_privileges.sql
create or replace function private.section_content(section jsonb)
returns jsonb
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'title', section -> 'title', 'body', section -> 'body',
    'questions', section -> 'questions', 'styling', section -> 'styling'
  );
end;
$$;

comment on function private.section_content(jsonb) is 'What there is to read in a row of ai_sections or ai_section_versions.';
revoke all on function private.section_content(jsonb) from public;
grant execute on function private.section_content(jsonb) to authenticated, service_role;
