create or replace function public.update_section(
  domain_id uuid,
  section_id uuid,
  expected_version integer,
  title text default null,
  body text default null,
  questions jsonb default null,
  styling jsonb default null
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
  section.title := coalesce(btrim(update_section.title), section.title);
  section.body := coalesce(update_section.body, section.body);
  section.questions := coalesce(update_section.questions, section.questions);
  section.styling := coalesce(update_section.styling, section.styling);
  perform private.check_section(section.title, section.body, section.questions, section.styling);
  update public.ai_sections as s
  set
    title = section.title,
    body = section.body,
    questions = section.questions,
    styling = section.styling
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into section;
  return section;
end;
$$;

comment on function public.update_section(uuid, uuid, integer, text, text, jsonb, jsonb) is
'Changes the draft of a section; null keeps a field. Visitors see nothing of it before publish_section(). Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT with the path of the fault, as in styling.text_color; P0002 NOT_FOUND; PT409 SECTION_ARCHIVED; 40001 STALE_VERSION.';
revoke all on function public.update_section(uuid, uuid, integer, text, text, jsonb, jsonb)
from public, anon, service_role;
grant execute on function public.update_section(uuid, uuid, integer, text, text, jsonb, jsonb) to authenticated;
