-- requires: sql/support/tickets.sql
-- A table of its own: see ticket_comments.
create table public.ticket_notes (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  ticket_id uuid not null,
  author_id uuid not null,
  body text not null,
  idempotency_key text,
  created_at timestamptz not null default clock_timestamp(),
  constraint ticket_notes_pkey primary key (domain_id, id),
  constraint ticket_notes_ticket_id_fkey
  foreign key (domain_id, ticket_id) references public.tickets (domain_id, id),
  constraint ticket_notes_author_id_fkey foreign key (author_id) references public.people (id),
  constraint ticket_notes_idempotency_key_key unique (domain_id, ticket_id, author_id, idempotency_key),
  constraint ticket_notes_body_check check (length(body) between 1 and 10000)
);

create index ticket_notes_ticket_id_idx on public.ticket_notes (domain_id, ticket_id, created_at);
create index ticket_notes_author_id_idx on public.ticket_notes (author_id);

comment on table public.ticket_notes is
'What support tells itself about a ticket: reporters neither read nor count it, and are not told of it.';
comment on column public.ticket_notes.author_id is 'Who said it.';
