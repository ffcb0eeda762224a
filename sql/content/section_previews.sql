-- requires: sql/content/ai_sections.sql
-- A link to a draft for somebody without an account. The token itself is nowhere: only its hash.
create table private.section_previews (
  token_hash bytea not null,
  domain_id uuid not null,
  section_id uuid not null,
  expires_at timestamptz not null,
  created_by uuid not null constraint section_previews_created_by_fkey references public.people (id) on delete cascade,
  created_at timestamptz not null default now(),
  constraint section_previews_pkey primary key (token_hash),
  constraint section_previews_section_id_fkey
  foreign key (domain_id, section_id) references public.ai_sections (domain_id, id) on delete cascade,
  constraint section_previews_token_hash_check check (length(token_hash) = 32)
);
alter table private.section_previews enable row level security;

create index section_previews_section_id_idx on private.section_previews (domain_id, section_id);
create index section_previews_created_by_idx on private.section_previews (created_by);
create index section_previews_expires_at_idx on private.section_previews (expires_at);

comment on table private.section_previews is
'Who may read a draft with a token, until when. Answered by read_section_preview() alone.';
revoke all on private.section_previews from public, anon, authenticated, service_role;
