-- requires: sql/support/tickets.sql
-- Public comments and internal notes are two tables, so that no forgotten condition shows a note to a reporter.
create table public.ticket_comments (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  ticket_id uuid not null,
  author_id uuid not null,
  body text not null,
  idempotency_key text,
  created_at timestamptz not null default clock_timestamp(),
  constraint ticket_comments_pkey primary key (domain_id, id),
  constraint ticket_comments_ticket_id_fkey
  foreign key (domain_id, ticket_id) references public.tickets (domain_id, id),
  constraint ticket_comments_author_id_fkey foreign key (author_id) references public.people (id),
  constraint ticket_comments_idempotency_key_key unique (domain_id, ticket_id, author_id, idempotency_key),
  constraint ticket_comments_body_check check (length(body) between 1 and 10000)
);

create index ticket_comments_ticket_id_idx on public.ticket_comments (domain_id, ticket_id, created_at);
create index ticket_comments_author_id_idx on public.ticket_comments (author_id);

comment on table public.ticket_comments is
'What reporter and support say to each other about a ticket.';
comment on column public.ticket_comments.author_id is 'Who said it.';
