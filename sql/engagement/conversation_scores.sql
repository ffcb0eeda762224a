-- requires: sql/engagement/conversations.sql sql/identity/people.sql
-- Scores are kept, not replaced: a new rubric must not rewrite how older conversations were judged.
create table public.conversation_scores (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  conversation_id uuid not null,
  scorer text not null,
  rubric_version integer not null,
  score numeric(5, 2) not null,
  dimensions jsonb not null default '{}',
  reason text,
  scored_by uuid,
  scored_at timestamptz not null default now(),
  constraint conversation_scores_pkey primary key (domain_id, id),
  constraint conversation_scores_conversation_id_fkey
  foreign key (domain_id, conversation_id) references public.conversations (domain_id, id),
  constraint conversation_scores_scored_by_fkey
  foreign key (scored_by) references public.people (id),
  constraint conversation_scores_scorer_check check (scorer in ('human', 'llm', 'rule')),
  constraint conversation_scores_scored_by_check
  check ((scorer = 'human') = (scored_by is not null)),
  constraint conversation_scores_rubric_version_check check (rubric_version > 0),
  constraint conversation_scores_score_check check (score between 0 and 100),
  constraint conversation_scores_dimensions_check check (jsonb_typeof(dimensions) = 'object')
);

create index conversation_scores_conversation_id_idx
on public.conversation_scores (domain_id, conversation_id);

create index conversation_scores_scored_by_idx on public.conversation_scores (scored_by)
where scored_by is not null;

comment on table public.conversation_scores is
'Quality of a conversation, 0 to 100, by a person, a model or a rule, under one rubric version.';
comment on column public.conversation_scores.dimensions is
'Score by part of the rubric, each 0 to 100, such as accuracy or tone.';
comment on column public.conversation_scores.scored_by is 'The person; null for a model or a rule.';
