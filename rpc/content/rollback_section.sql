create or replace function public.rollback_section(
  domain_id uuid,
  section_id uuid,
  number integer,
  expected_version integer
)
returns public.ai_sections
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
  older public.ai_section_versions;
begin
  select v.* into older from public.ai_section_versions as v
  where v.domain_id = section.domain_id and v.section_id = section.id and v.number = rollback_section.number;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such version');
  end if;
  section.title := older.title;
  section.body := older.body;
  section.questions := older.questions;
  section.styling := older.styling;
  return private.make_section_live(section, private.current_person_id(), older.number);
end;
$$;

comment on function public.rollback_section(uuid, uuid, integer, integer) is
'Publishes an older version anew, byte for byte, under a new number. number: of the older version. The draft becomes the same, a schedule ends. A draft that was not published is in the audit log. Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';
revoke all on function public.rollback_section(uuid, uuid, integer, integer) from public, anon, service_role;
grant execute on function public.rollback_section(uuid, uuid, integer, integer) to authenticated;
