create or replace function public.restore_section(domain_id uuid, section_id uuid, expected_version integer)
returns public.ai_sections
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  section public.ai_sections := private.lock_section(domain_id, section_id, expected_version);
begin
  if section.status = 'archived' then
    update public.ai_sections as s set status = 'draft'
    where s.domain_id = section.domain_id and s.id = section.id
    returning s.* into section;
  end if;
  return section;
end;
$$;

comment on function public.restore_section(uuid, uuid, integer) is
'Brings an archived section back, as a draft: visitors read it again after publish_section(). One that is not archived stays as it is. Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.restore_section(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.restore_section(uuid, uuid, integer) to authenticated;
