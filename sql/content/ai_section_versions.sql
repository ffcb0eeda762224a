-- requires: sql/content/ai_sections.sql sql/audit/append_only.sql
create table public.ai_section_versions (
  domain_id uuid not null,
  section_id uuid not null,
  number integer not null,
  title text not null,
  body text not null,
  questions jsonb not null,
  styling jsonb not null,
  content_hash text not null
  generated always as (private.section_hash(title, body, questions, styling)) stored,
  restored_from integer,
  published_at timestamptz not null default now(),
  published_by uuid,
  constraint ai_section_versions_pkey primary key (domain_id, section_id, number),
  constraint ai_section_versions_section_id_fkey
  foreign key (domain_id, section_id) references public.ai_sections (domain_id, id),
  constraint ai_section_versions_number_check check (number > 0),
  constraint ai_section_versions_restored_from_check check (restored_from < number),
  constraint ai_section_versions_content_check
  check (private.section_fault(title, body, questions, styling) is null)
);

create trigger refuse_change before update or delete on public.ai_section_versions
for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.ai_section_versions
for each statement execute function private.refuse_change();

comment on table public.ai_section_versions is
'What was published, and when: append-only. Rolling back publishes an old version anew, under a new number.';
comment on column public.ai_section_versions.restored_from is 'The older version that was rolled back to; null: a draft.';
comment on column public.ai_section_versions.published_by is 'Who published it, or planned it; null: nobody who is known.';
comment on column public.ai_section_versions.number is 'Counts from 1 in each section.';
comment on column public.ai_section_versions.title is 'One line of plain text.';
comment on column public.ai_section_versions.body is 'Markdown without HTML.';
comment on column public.ai_section_versions.content_hash is 'SHA-256 of the content: versions with the same hash read the same, byte for byte.';
comment on column public.ai_section_versions.published_at is 'From when visitors read it.';
