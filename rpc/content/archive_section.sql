create or replace function public.archive_section(domain_id uuid, section_id uuid, expected_version integer)
returns public.ai_sections
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
begin
  update public.ai_sections as s
  set status = 'archived', published_number = null, publish_at = null, scheduled_by = null
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into section;
  return section;
end;
$$;

comment on function public.archive_section(uuid, uuid, integer) is
'Takes a section from the site and out of lists; draft and versions stay, previews and a schedule end. Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';
revoke all on function public.archive_section(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.archive_section(uuid, uuid, integer) to authenticated;
