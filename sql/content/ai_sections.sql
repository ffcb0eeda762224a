-- requires: sql/identity/domains.sql sql/content/section_fault.sql sql/content/section_hash.sql
-- A section holds its draft; what visitors read is a version, which never changes. So an edit shows nowhere
-- until it is published, and publishing is one number that changes.
create table public.ai_sections (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  slug text not null,
  locale text not null default 'en',
  title text not null,
  body text not null default '',
  questions jsonb not null default '[]',
  styling jsonb not null default '{}',
  content_hash text not null
  generated always as (private.section_hash(title, body, questions, styling)) stored,
  position integer not null default 1,
  status text not null default 'draft',
  published_number integer,
  publish_at timestamptz,
  scheduled_by uuid,
  created_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint ai_sections_pkey primary key (domain_id, id),
  constraint ai_sections_slug_locale_key unique (domain_id, slug, locale),
  constraint ai_sections_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint ai_sections_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  constraint ai_sections_locale_check check (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  constraint ai_sections_position_check check (position > 0),
  constraint ai_sections_status_check check (status in ('draft', 'published', 'archived')),
  constraint ai_sections_published_number_check
  check ((status = 'published') = (published_number is not null)),
  constraint ai_sections_publish_at_check check (publish_at is null or status <> 'archived'),
  constraint ai_sections_content_check
  check (private.section_fault(title, body, questions, styling) is null)
);

create index ai_sections_position_idx on public.ai_sections (domain_id, position, id);
-- For the worker, which asks for what is due anywhere.
create index ai_sections_publish_at_idx on public.ai_sections (publish_at) where publish_at is not null;

-- Its order among the others is no part of what an editor has read.
create trigger touch_row before update of title, body, questions, styling, status, published_number, publish_at
on public.ai_sections for each row execute function private.touch_row();

comment on table public.ai_sections is
'Blocks of content that the widget shows on a site: one row a slug and language, with its draft.';
comment on column public.ai_sections.slug is 'Its name in the domain, the same in every language.';
comment on column public.ai_sections.title is 'One line of plain text.';
comment on column public.ai_sections.status is 'draft: visitors read nothing of it; published: they read a version; archived.';
comment on column public.ai_sections.scheduled_by is 'Who planned it.';
comment on column public.ai_sections.body is 'Markdown without HTML.';
comment on column public.ai_sections.questions is
'What a visitor may ask with one click: [{"text": "…", "prompt": "what the agent is asked, where that differs"}].';
comment on column public.ai_sections.styling is 'Styles by name, such as {"text_color": "#1a2b3c"}: no CSS.';
comment on column public.ai_sections.content_hash is 'Of the draft; that of the live version where nothing waits to be published.';
comment on column public.ai_sections.position is 'Order on the page, the same in every language of a slug.';
comment on column public.ai_sections.published_number is 'The version that visitors read; null: none. Written with the version, in one statement.';
comment on column public.ai_sections.publish_at is 'When the draft, as it then is, will be published; null: not planned.';
