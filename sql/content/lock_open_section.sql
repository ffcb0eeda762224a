-- requires: sql/content/lock_section.sql
create or replace function private.lock_open_section(domain_id uuid, section_id uuid, expected_version integer)
returns public.ai_sections
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  section public.ai_sections := private.lock_section(domain_id, section_id, expected_version);
begin
  if section.status = 'archived' then
    perform private.fail('PT409', 'SECTION_ARCHIVED', 'the section is archived', 'Restore it first.');
  end if;
  return section;
end;
$$;

comment on function private.lock_open_section(uuid, uuid, integer) is
'As lock_section, for one that is not archived; else PT409 SECTION_ARCHIVED.';
revoke all on function private.lock_open_section(uuid, uuid, integer) from public;
