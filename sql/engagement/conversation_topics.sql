-- requires: sql/engagement/topics.sql sql/engagement/conversations.sql
-- A merged topic stays here under its own id, so a merge loses nothing: readers follow merged_into_id.
create table public.conversation_topics (
  domain_id uuid not null,
  conversation_id uuid not null,
  topic_id uuid not null,
  confidence numeric(4, 3) not null,
  source text not null,
  created_at timestamptz not null default now(),
  constraint conversation_topics_pkey primary key (domain_id, conversation_id, topic_id),
  constraint conversation_topics_conversation_id_fkey
  foreign key (domain_id, conversation_id) references public.conversations (domain_id, id),
  constraint conversation_topics_topic_id_fkey
  foreign key (domain_id, topic_id) references public.topics (domain_id, id),
  constraint conversation_topics_confidence_check check (confidence between 0 and 1),
  constraint conversation_topics_source_check check (source in ('human', 'llm', 'rule'))
);

create index conversation_topics_topic_id_idx
on public.conversation_topics (domain_id, topic_id, conversation_id);

comment on table public.conversation_topics is
'The topics of a conversation, as its last classification found them: see conversations.topics_at.';
comment on column public.conversation_topics.confidence is 'From 0 to 1; 1 where a person said so.';
comment on column public.conversation_topics.source is 'human, llm (a model) or rule.';
