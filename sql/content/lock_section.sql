-- requires: sql/content/ai_sections.sql sql/identity/require.sql sql/platform/require_version.sql
create or replace function private.lock_section(domain_id uuid, section_id uuid, expected_version integer)
returns public.ai_sections
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  section public.ai_sections;
begin
  perform private.require('ai_sections.edit', lock_section.domain_id);
  select s.* into section from public.ai_sections as s
  where s.domain_id = lock_section.domain_id and s.id = lock_section.section_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section');
  end if;
  perform private.require_version(lock_section.expected_version, section.version);
  return section;
end;
$$;

comment on function private.lock_section(uuid, uuid, integer) is
'The section, locked, for whoever may edit sections there and has read this version of it. Raises 42501 PERMISSION_DENIED, P0002 NOT_FOUND, 40001 STALE_VERSION.';
revoke all on function private.lock_section(uuid, uuid, integer) from public;
