create or replace function public.create_section(
  domain_id uuid,
  slug text,
  title text,
  locale text default 'en',
  body text default '',
  questions jsonb default '[]',
  styling jsonb default '{}',
  idempotency_key uuid default null
)
returns public.ai_sections
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  section_id constant uuid := coalesce(create_section.idempotency_key, private.new_id());
  section public.ai_sections;
begin
  perform private.require('ai_sections.edit', create_section.domain_id);
  if create_section.domain_id is null then
    perform private.bad_input('domain_id', 'is missing');
  end if;
  if (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80) is not true then
    perform private.bad_input('slug', 'must be words of small letters and digits joined by -, at most 80 characters');
  end if;
  if (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$') is not true then
    perform private.bad_input('locale', 'must be a language such as es or es-AR');
  end if;
  perform private.check_section(title, body, questions, styling);
  insert into public.ai_sections as s (domain_id, id, slug, locale, title, body, questions, styling, position)
  select
    create_section.domain_id, section_id, create_section.slug, create_section.locale,
    btrim(create_section.title), create_section.body, create_section.questions, create_section.styling,
    -- Beside its other languages, else at the end.
    coalesce(min(other.position) filter (where other.slug = create_section.slug), max(other.position) + 1, 1)
  from public.ai_sections as other where other.domain_id = create_section.domain_id
  on conflict do nothing
  returning s.* into section;
  if section.id is null then
    select s.* into section from public.ai_sections as s
    where s.domain_id = create_section.domain_id and s.id = section_id;
    if (section.slug, section.locale) is distinct from (create_section.slug, create_section.locale) then
      perform private.fail('23505', 'SECTION_EXISTS', 'slug: there is a section with this slug and language, or for this key');
    end if;
  end if;
  return section;
end;
$$;

comment on function public.create_section(uuid, text, text, text, text, jsonb, jsonb, uuid) is
'Makes a draft of a section in one language. slug: its name in this domain, the same in every language. body: Markdown; HTML is refused. questions: [{"text": "…", "prompt": "…"}], 20 at most. styling: {"text_color": "#1a2b3c"}; docs/content.md lists the names. '
'idempotency_key: the section''s id; sent again it returns the section. Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT with the path of the fault, as in questions[2].text; 23505 SECTION_EXISTS, also where the one that exists is archived.';
revoke all on function public.create_section(uuid, text, text, text, text, jsonb, jsonb, uuid)
from public, anon, service_role;
grant execute on function public.create_section(uuid, text, text, text, text, jsonb, jsonb, uuid) to authenticated;
