create or replace function public.schedule_section(
  domain_id uuid,
  section_id uuid,
  publish_at timestamptz,
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
begin
  -- clock_timestamp: a request that waited for the lock is not in the past of its own.
  if schedule_section.publish_at <= clock_timestamp()
    or schedule_section.publish_at > clock_timestamp() + interval '1 year' then
    perform private.bad_input('publish_at', 'must lie in the coming year');
  end if;
  update public.ai_sections as s
  set
    publish_at = schedule_section.publish_at,
    scheduled_by = case when schedule_section.publish_at is not null then private.current_person_id() end
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into section;
  return section;
end;
$$;

comment on function public.schedule_section(uuid, uuid, timestamptz, integer) is
'Plans when the draft will be published, with the changes made to it until then. publish_at: in the coming year; null takes the plan back. The worker does it within a minute (run_content_upkeep). Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT for a time that is past or over a year away; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';
revoke all on function public.schedule_section(uuid, uuid, timestamptz, integer) from public, anon, service_role;
grant execute on function public.schedule_section(uuid, uuid, timestamptz, integer) to authenticated;
