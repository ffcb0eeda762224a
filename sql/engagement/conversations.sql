-- requires: sql/engagement/visitor_sessions.sql
create table public.conversations (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  session_id uuid not null,
  agent_key text not null default 'web',
  environment text not null,
  deployment_target text not null,
  is_test boolean not null
  generated always as (environment <> 'production' or deployment_target <> 'widget') stored,
  started_at timestamptz not null,
  first_event_id uuid not null,
  last_message_at timestamptz,
  total_turns integer not null default 0,
  agent_turns integer not null default 0,
  human_turns integer not null default 0,
  last_role text,
  language text,
  status text not null default 'open',
  status_at timestamptz,
  status_event_id uuid,
  email_captured boolean not null default false,
  demo_proposed boolean not null default false,
  cta_clicked boolean not null default false,
  demo_booked boolean not null default false,
  -- The furthest step reached; the order is that of the sales funnel.
  outcome text not null generated always as (
    case
      when demo_booked then 'demo_booked'
      when email_captured then 'email_captured'
      when demo_proposed then 'demo_proposed'
      when cta_clicked then 'cta_clicked'
      else 'none'
    end
  ) stored,
  score numeric(5, 2),
  scorer text,
  topics_at timestamptz,
  topics_source text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint conversations_pkey primary key (domain_id, id),
  constraint conversations_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint conversations_visitor_id_fkey
  foreign key (domain_id, visitor_id) references public.visitors (domain_id, id),
  constraint conversations_session_id_fkey
  foreign key (domain_id, session_id) references public.visitor_sessions (domain_id, id),
  constraint conversations_status_check check (status in ('open', 'closed', 'handed_over')),
  constraint conversations_language_check check (language ~ '^[a-z]{2,3}$'),
  constraint conversations_total_turns_check check (total_turns >= 0),
  constraint conversations_agent_turns_check check (agent_turns >= 0),
  constraint conversations_human_turns_check check (human_turns >= 0),
  constraint conversations_last_role_check check (last_role in ('visitor', 'assistant', 'human')),
  constraint conversations_topics_source_check check (topics_source in ('human', 'llm', 'rule')),
  constraint conversations_topics_at_check
  check ((topics_at is null) = (topics_source is null))
);

create index conversations_started_at_idx
on public.conversations (domain_id, started_at desc, id desc);
create index conversations_visitor_id_idx
on public.conversations (domain_id, visitor_id, started_at desc);
create index conversations_session_id_idx on public.conversations (domain_id, session_id);
create index conversations_score_idx on public.conversations (domain_id, score) where score is not null;

comment on table public.conversations is 'A conversation of a visitor with the website''s agent.';
comment on column public.conversations.is_test is
'Not from a widget in production: lists and metrics leave it out unless asked.';
comment on column public.conversations.first_event_id is
'With started_at: the event that decides visitor, session, agent and environment.';
comment on column public.conversations.language is
'Of the newest message that has one.';
comment on column public.conversations.score is
'The current score, with scorer a copy of current_conversation_scores for filters; null: not scored.';
comment on column public.conversations.topics_at is
'Time of the classification whose result is in conversation_topics, which may be no topic; null: not classified.';
comment on column public.conversations.topics_source is 'human, llm or rule: who classified it.';
comment on column public.conversations.total_turns is 'Number of the visitor''s messages.';
comment on column public.conversations.agent_turns is 'Number of the agent''s messages.';
comment on column public.conversations.human_turns is
'Number of messages of colleagues who took over.';
comment on column public.conversations.last_role is
'Who wrote the last message: visitor, assistant (the agent) or human; null: nobody wrote any.';
comment on column public.conversations.outcome is
'demo_booked, email_captured, demo_proposed, cta_clicked or none: the furthest that it came.';
comment on column public.conversations.last_message_at is 'Time of the latest message.';
comment on column public.conversations.status_at is 'When it came to its status.';
comment on column public.conversations.status_event_id is 'The event that brought the status.';
comment on column public.conversations.email_captured is 'Whether the visitor gave an e-mail address.';
comment on column public.conversations.demo_proposed is 'Whether the agent proposed a demo.';
comment on column public.conversations.cta_clicked is 'Whether the visitor clicked a call to action.';
comment on column public.conversations.demo_booked is 'Whether a demo was booked.';
comment on column public.conversations.scorer is 'Who gave the score that counts: human, llm or rule.';
