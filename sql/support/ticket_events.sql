-- requires: sql/support/tickets.sql
-- Not the audit log: that is kept for a time and read by few. This is a part of the ticket.
create table public.ticket_events (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  ticket_id uuid not null,
  kind text not null,
  actor text not null,
  actor_id uuid,
  from_value text,
  to_value text,
  created_at timestamptz not null default clock_timestamp(),
  constraint ticket_events_pkey primary key (domain_id, id),
  constraint ticket_events_ticket_id_fkey
  foreign key (domain_id, ticket_id) references public.tickets (domain_id, id),
  constraint ticket_events_actor_id_fkey foreign key (actor_id) references public.people (id),
  constraint ticket_events_kind_check check (kind in ('created', 'status', 'priority', 'assignee', 'edited')),
  constraint ticket_events_actor_check check (actor in ('support', 'reporter', 'linear'))
);

create index ticket_events_ticket_id_idx on public.ticket_events (domain_id, ticket_id, created_at);
create index ticket_events_actor_id_idx on public.ticket_events (actor_id);

comment on table public.ticket_events is 'What happened to a ticket, in order: its timeline, with the comments.';
comment on column public.ticket_events.from_value is 'Status, priority, or the assignee''s id, before and (to_value) after.';
comment on column public.ticket_events.kind is 'created, status, priority, assignee, or edited (title, description or what it is about).';
comment on column public.ticket_events.actor is 'As what it was done: support, reporter or linear.';
comment on column public.ticket_events.actor_id is 'Who did it; null: no person.';
comment on column public.ticket_events.to_value is 'See from_value.';
