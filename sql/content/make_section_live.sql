-- requires: sql/content/ai_section_versions.sql
-- Version and switch in one statement: no visitor ever reads one without the other.
create or replace function private.make_section_live(
  section public.ai_sections,
  published_by uuid,
  restored_from integer default null
)
returns public.ai_sections
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  live public.ai_sections;
begin
  with made as (
    insert into public.ai_section_versions as v (
      domain_id, section_id, number, title, body, questions, styling, restored_from, published_by
    )
    select
      section.domain_id, section.id, coalesce(max(older.number), 0) + 1, section.title, section.body,
      section.questions, section.styling, make_section_live.restored_from, make_section_live.published_by
    from public.ai_section_versions as older
    where older.domain_id = section.domain_id and older.section_id = section.id
    returning v.number
  )
  update public.ai_sections as s
  set
    title = section.title,
    body = section.body,
    questions = section.questions,
    styling = section.styling,
    status = 'published',
    published_number = made.number,
    publish_at = null,
    scheduled_by = null
  from made
  where s.domain_id = section.domain_id and s.id = section.id
  returning s.* into live;
  return live;
end;
$$;

comment on function private.make_section_live(public.ai_sections, uuid, integer) is
'Publishes this content of a section that the caller has locked; ends its schedule. Returns the section.';
revoke all on function private.make_section_live(public.ai_sections, uuid, integer) from public;
