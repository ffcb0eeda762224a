-- requires: sql/support/ticket_statuses.sql
-- The state machine as data: what has no row here is refused.
create table public.ticket_transitions (
  from_status text not null
  constraint ticket_transitions_from_status_fkey references public.ticket_statuses (key),
  to_status text not null
  constraint ticket_transitions_to_status_fkey references public.ticket_statuses (key),
  actor text not null,
  is_on_reply boolean not null default false,
  constraint ticket_transitions_pkey primary key (from_status, to_status, actor),
  constraint ticket_transitions_to_status_check check (to_status <> from_status),
  constraint ticket_transitions_actor_check check (actor in ('support', 'reporter', 'linear'))
);

create index ticket_transitions_to_status_idx on public.ticket_transitions (to_status);
create unique index ticket_transitions_is_on_reply_key on public.ticket_transitions (from_status, actor)
where is_on_reply;

comment on table public.ticket_transitions is 'How a ticket may move from one status to another, and who may move it.';
comment on column public.ticket_transitions.actor is
'support: who holds support.edit in the domain. reporter: who wrote the ticket, or holds tickets.edit there. linear: a webhook.';
comment on column public.ticket_transitions.is_on_reply is 'A public comment of this actor moves the ticket by itself.';
comment on column public.ticket_transitions.from_status is 'The status that the ticket has.';
comment on column public.ticket_transitions.to_status is 'The status that it may be given.';
