-- requires: sql/engagement/conversations.sql sql/engagement/plain_words.sql
create table public.messages (
  domain_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  role text not null,
  content text not null,
  language text,
  meta jsonb not null default '{}',
  occurred_at timestamptz not null,
  event_id uuid not null,
  tsv tsvector not null
  generated always as (to_tsvector('private.plain_words'::regconfig, content)) stored,
  created_at timestamptz not null default now(),
  constraint messages_pkey primary key (domain_id, id),
  constraint messages_conversation_id_fkey
  foreign key (domain_id, conversation_id) references public.conversations (domain_id, id),
  constraint messages_seq_key unique (domain_id, conversation_id, seq),
  constraint messages_seq_check check (seq >= 0),
  constraint messages_language_check check (language ~ '^[a-z]{2,3}$'),
  constraint messages_role_check check (role in ('visitor', 'assistant', 'human'))
);

-- New texts wait in a list that a search reads through, and go into the index in one stroke when it
-- is full: inserts cost a third. The list is kept short, as every search pays for its length.
create index messages_tsv_idx on public.messages
using gin (domain_id, tsv) with (fastupdate = on, gin_pending_list_limit = 256);

comment on table public.messages is 'The transcript. Its order is seq: times may be equal.';
comment on column public.messages.id is
'Made from conversation and seq, so the same message has the same id however often it is sent.';
comment on column public.messages.seq is 'Position in the conversation, given by the widget, from 0.';
comment on column public.messages.role is
'visitor, assistant (the agent) or human (a colleague who took over).';
comment on column public.messages.event_id is
'The event with the text; with occurred_at it decides which of two versions is newer.';
comment on column public.messages.tsv is 'Search document of the text, see private.plain_words.';
comment on column public.messages.content is 'What was said.';
comment on column public.messages.meta is 'What the widget added: sources, tools, timings.';
