-- requires: sql/commerce/orders.sql sql/rescue/cases.sql
-- requires: sql/identity/people.sql sql/identity/domains.sql sql/support/ticket_statuses.sql sql/engagement/plain_words.sql
-- conversation_id and message_id have no foreign keys: the right of a visitor to be forgotten does not
-- wait for tickets. create_chatbot_ticket() checks them, and keeps what the message said.
create table public.tickets (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  number integer not null,
  kind text not null,
  title text not null,
  description text not null default '',
  status text not null default 'new',
  close_reason text,
  priority text not null default 'normal',
  reporter_id uuid not null,
  assignee_id uuid,
  conversation_id uuid,
  conversation_link text generated always as ('/conversations/' || conversation_id::text) stored,
  message_id uuid,
  message_content text,
  subtype text,
  expected_answer text,
  platform_user_id uuid,
  order_id uuid,
  case_id uuid,
  idempotency_key text,
  resolved_at timestamptz,
  closed_at timestamptz,
  reopened integer not null default 0,
  first_responded_at timestamptz,
  response_due_at timestamptz,
  resolution_due_at timestamptz,
  is_response_late boolean not null default false,
  is_resolution_late boolean not null default false,
  sla_policy_id uuid,
  sla_running_since timestamptz,
  sla_used numeric(20, 6) not null default 0,
  tsv tsvector not null generated always as (
    to_tsvector('private.plain_words'::regconfig, title || ' ' || description)
  ) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint tickets_pkey primary key (domain_id, id),
  constraint tickets_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint tickets_reporter_id_fkey foreign key (reporter_id) references public.people (id),
  constraint tickets_assignee_id_fkey foreign key (assignee_id) references public.people (id),
  constraint tickets_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint tickets_order_id_fkey foreign key (domain_id, order_id) references public.orders (domain_id, id),
  constraint tickets_case_id_fkey foreign key (domain_id, case_id) references public.cases (domain_id, id),
  constraint tickets_number_key unique (domain_id, number),
  constraint tickets_idempotency_key_key unique (domain_id, reporter_id, idempotency_key),
  constraint tickets_kind_check check (kind in ('chatbot', 'general')),
  constraint tickets_title_check check (length(title) between 1 and 200),
  constraint tickets_description_check check (length(description) <= 10000),
  constraint tickets_status_check
  check (status in ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')),
  constraint tickets_close_reason_check check (close_reason in ('duplicate', 'canceled')),
  constraint tickets_priority_check check (priority in ('urgent', 'high', 'normal', 'low')),
  constraint tickets_subtype_check check (subtype in ('accurate_but_not_ok', 'not_accurate')),
  constraint tickets_expected_answer_check check (length(expected_answer) <= 10000),
  -- All of it or nothing.
  constraint tickets_message_id_check check (
    num_nulls(conversation_id, message_id, message_content, subtype)
    = case kind when 'chatbot' then 0 else 4 end
    and (kind = 'chatbot' or expected_answer is null)
  )
);

create index tickets_created_at_idx on public.tickets (domain_id, created_at desc, id desc);
create index tickets_status_idx on public.tickets (domain_id, status, created_at desc, id desc);
create index tickets_reporter_id_idx on public.tickets (reporter_id, domain_id, created_at desc, id desc);
create index tickets_assignee_id_idx on public.tickets (assignee_id, domain_id, created_at desc, id desc)
where assignee_id is not null;
-- Those that may be overdue: of the many that are done, few.
create index tickets_overdue_idx on public.tickets (domain_id, created_at desc, id desc)
where is_response_late or is_resolution_late or response_due_at is not null or resolution_due_at is not null;
create index tickets_platform_user_id_idx on public.tickets (domain_id, platform_user_id, created_at desc, id desc)
where platform_user_id is not null;
create index tickets_order_id_idx on public.tickets (domain_id, order_id) where order_id is not null;
create index tickets_case_id_idx on public.tickets (domain_id, case_id) where case_id is not null;
create index tickets_tsv_idx on public.tickets using gin (domain_id, tsv);

create trigger touch_row before update on public.tickets
for each row execute function private.touch_row();

comment on table public.tickets is 'What people of a domain ask support for. Written by RPCs alone.';
comment on column public.tickets.number is 'For people: counts from 1 in each domain.';
comment on column public.tickets.kind is 'chatbot: about an answer of the agent. general: anything else.';
comment on column public.tickets.conversation_link is 'A page of the back office.';
comment on column public.tickets.message_content is 'What the message said when it was reported; later edits do not reach it.';
comment on column public.tickets.subtype is
'accurate_but_not_ok: true, but not what should be said. not_accurate: wrong.';
comment on column public.tickets.reopened is 'How often it was opened again.';
comment on column public.tickets.tsv is 'Search document of title and description.';
comment on column public.tickets.title is 'What it is about, in a line.';
comment on column public.tickets.description is 'What is wanted.';
comment on column public.tickets.status is 'Where it is: see ticket_statuses.';
comment on column public.tickets.close_reason is 'Why it was closed unresolved, where Linear said so: duplicate or canceled.';
comment on column public.tickets.priority is 'urgent, high, normal or low.';
comment on column public.tickets.reporter_id is 'Who wrote it: whoever was signed in.';
comment on column public.tickets.assignee_id is 'Who of support works on it.';
comment on column public.tickets.message_id is 'The answer of the agent that it is about.';
comment on column public.tickets.expected_answer is 'What should have been said.';
comment on column public.tickets.platform_user_id is 'The user of the platform whom it is about.';
comment on column public.tickets.order_id is 'The order that it is about.';
comment on column public.tickets.case_id is 'The case that it is about.';
comment on column public.tickets.resolved_at is 'Since when it is resolved.';
comment on column public.tickets.closed_at is 'Since when it is closed.';
comment on column public.tickets.first_responded_at is 'The first public comment of support, or that it was done.';
comment on column public.tickets.response_due_at is
'When the first answer is due; null: it was given, is not promised, or the clock does not run.';
comment on column public.tickets.resolution_due_at is
'When it is due; null: it is done, not promised, or the clock does not run. Overdue means that this has passed.';
comment on column public.tickets.is_response_late is 'The first answer came too late, or was overdue when the clock last stopped.';
comment on column public.tickets.is_resolution_late is 'It was overdue when the clock last stopped.';
comment on column public.tickets.sla_policy_id is 'The hours and targets by which the clock runs, or last ran.';
comment on column public.tickets.sla_running_since is 'Since when the clock runs; null: it does not.';
comment on column public.tickets.sla_used is 'Seconds of work on the clock before that.';
