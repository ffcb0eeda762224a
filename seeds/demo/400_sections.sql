-- Sections in every state: live in three languages, changed since, rolled back, planned, archived; and the
-- same slug at the neighbour's.
create temporary table demo_sections as
select
  demo.*,
  domains.id as domain_id,
  md5('ai_section/' || demo.site_domain || demo.slug || demo.locale)::uuid as id,
  timestamptz '2026-10-05 09:00:00+00' + demo.place * interval '1 day' as made_at
from (
  values
    (
      'abtasty.com', 'welcome', 'en', 1, 1, 'published', 'Hello, what brings you here?',
      'Ask me about **experiments**, feature flags and [pricing](/pricing).',
      '[{"text": "How do I start a test?"}, {"text": "What does it cost?", "prompt": "Explain the plans and what they cost."}]',
      '{"accent_color": "#3b82f6", "layout": "list"}'
    ),
    (
      'abtasty.com', 'welcome', 'fr', 1, 2, 'published', 'Bonjour, que cherchez-vous ?',
      'Posez-moi vos questions sur les **tests** et les [tarifs](/fr/tarifs).',
      '[{"text": "Comment lancer un test ?"}]', '{"accent_color": "#3b82f6", "layout": "list"}'
    ),
    (
      'abtasty.com', 'welcome', 'es', 1, 3, 'published', 'Hola, ¿qué te trae por aquí?',
      'Pregúntame por los **experimentos** y los [precios](/es/precios).', '[{"text": "¿Cómo empiezo un test?"}]',
      '{"accent_color": "#3b82f6", "layout": "list"}'
    ),
    (
      'abtasty.com', 'book-a-demo', 'en', 2, 4, 'published', 'See it on your own site',
      'Half an hour with somebody who knows your industry: [choose a time](https://abtasty.com/demo).',
      '[{"text": "Book a demo"}]', '{"background_color": "#f8fafc", "border_radius": "8px"}'
    ),
    (
      'abtasty.com', 'black-friday', 'en', 3, 5, 'draft', 'Ready for Black Friday?',
      E'Three tests that pay off in a week:\n\n1. the basket\n2. the search\n3. the first page', '[]', '{}'
    ),
    ('sub.abtasty.com', 'summer', 'en', 2, 6, 'archived', 'Summer tests', 'What worked in July.', '[]', '{}'),
    (
      'notabtasty.com', 'welcome', 'en', 1, 7, 'published', 'Welcome to the other site', 'This is **not** AB Tasty.',
      '[]', '{}'
    ),
    (
      'sub.abtasty.com', 'welcome', 'en', 1, 8, 'published', 'Welcome, developers', 'Ask me about the API.',
      '[{"text": "Where are the docs?"}]', '{}'
    ),
    (
      'cooking.example', 'welcome', 'en', 1, 9, 'published', 'What is cooking?', 'Recipes, tokens and fees.',
      '[{"text": "What is a recipe token?"}]', '{"text_align": "center"}'
    ),
    ('toto.example', 'welcome', 'es', 1, 10, 'draft', 'Hola', 'Todavía no se ve.', '[]', '{}')
) as demo (site_domain, slug, locale, position, place, status, title, body, questions, styling)
inner join public.domains on demo.site_domain = domains.site_domain;

insert into public.ai_sections (
  domain_id, id, slug, locale, title, body, questions, styling, position, status, publish_at,
  created_at, updated_at
)
select
  domain_id,
  id,
  slug,
  locale,
  title,
  body,
  questions::jsonb as questions,
  styling::jsonb as styling,
  position,
  case status when 'archived' then status else 'draft' end as status,
  case slug when 'black-friday' then timestamptz '2027-11-26 06:00:00+00' end as publish_at,
  made_at,
  made_at
from demo_sections
on conflict (domain_id, id) do nothing;

-- book-a-demo was published, changed, and rolled back.
insert into public.ai_section_versions (
  domain_id, section_id, number, title, body, questions, styling, restored_from, published_at, published_by
)
select
  sections.domain_id,
  sections.id as section_id,
  versions.number,
  case versions.number when 2 then 'Book now!!!' else sections.title end as title,
  sections.body,
  sections.questions::jsonb as questions,
  sections.styling::jsonb as styling,
  case versions.number when 3 then 1 end as restored_from,
  sections.made_at + versions.number * interval '2 hours' as published_at,
  people.id as published_by
from demo_sections as sections
inner join (values (1), (2), (3)) as versions (number)
  on versions.number = 1 or sections.slug = 'book-a-demo'
left join public.people on people.email = 'user@user.com' and sections.site_domain = 'abtasty.com'
where sections.status <> 'draft'
on conflict (domain_id, section_id, number) do nothing;

update public.ai_sections as s
set
  status = 'published',
  published_number = case s.slug when 'book-a-demo' then 3 else 1 end,
  -- This one has changes that visitors do not see yet.
  title = case when s.slug = 'welcome' and s.locale = 'es' and s.status = 'draft' then 'Hola, ¿en qué te ayudo?' else s.title end
from demo_sections as demo
where s.domain_id = demo.domain_id and s.id = demo.id and demo.status = 'published' and s.status = 'draft';

drop table demo_sections;
