-- requires: sql/engagement/conversations.sql
-- Kept, because to read a text costs a hundred times what it costs to count its words; made by a
-- worker, because whoever sends events does not wait for it.
create table public.conversation_keywords (
  domain_id uuid not null,
  conversation_id uuid not null,
  keywords text [] not null,
  made_at timestamptz not null default now(),
  constraint conversation_keywords_pkey primary key (domain_id, conversation_id),
  constraint conversation_keywords_conversation_id_fkey
  foreign key (domain_id, conversation_id) references public.conversations (domain_id, id)
);

comment on table public.conversation_keywords is
'Words and pairs of words that visitors used, each once a conversation; made by run_keyword_upkeep.';
comment on column public.conversation_keywords.keywords is
'In lowercase, without stop words of the language, addresses, and whatever holds a digit.';
comment on column public.conversation_keywords.made_at is 'When they were taken from the texts.';
