create or replace function public.publish_section(domain_id uuid, section_id uuid, expected_version integer)
returns public.ai_sections
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  section public.ai_sections := private.lock_open_section(domain_id, section_id, expected_version);
begin
  if section.publish_at is null and exists (
    select from public.ai_section_versions as live
    where live.domain_id = section.domain_id and live.section_id = section.id
      and live.number = section.published_number and live.content_hash = section.content_hash
  ) then
    return section; -- Visitors read this already.
  end if;
  return private.make_section_live(section, private.current_person_id());
end;
$$;

comment on function public.publish_section(uuid, uuid, integer) is
'Lets visitors read the draft from now on, as a new version that never changes; ends a schedule. What is live already stays as it is. Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';
revoke all on function public.publish_section(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.publish_section(uuid, uuid, integer) to authenticated;
