-- requires: sql/support/ticket_statuses.sql
create table public.linear_state_types (
  state_type text not null,
  ticket_status text not null
  constraint linear_state_types_ticket_status_fkey references public.ticket_statuses (key),
  close_reason text,
  constraint linear_state_types_pkey primary key (state_type),
  constraint linear_state_types_close_reason_check
  check (close_reason is null or (close_reason in ('duplicate', 'canceled') and ticket_status = 'closed'))
);

create index linear_state_types_ticket_status_idx on public.linear_state_types (ticket_status);

comment on table public.linear_state_types is
'What the state of an issue in Linear means here. A type that is not listed leaves the ticket as it is.';
comment on column public.linear_state_types.state_type is 'As Linear says it: every team''s states have one.';
comment on column public.linear_state_types.ticket_status is 'The status that the ticket gets.';
comment on column public.linear_state_types.close_reason is 'Of a ticket that is closed by it.';
