-- requires: sql/platform/default_privileges.sql
create table public.ticket_statuses (
  key text not null,
  title text not null,
  position integer not null,
  is_open boolean not null,
  sla_clock text not null,
  linear_state_type text,
  constraint ticket_statuses_pkey primary key (key),
  constraint ticket_statuses_sla_clock_check check (sla_clock in ('runs', 'paused', 'stopped'))
);

comment on table public.ticket_statuses is 'The states of a ticket; ticket_transitions says how it gets from one to another.';
comment on column public.ticket_statuses.is_open is 'Somebody has still something to do.';
comment on column public.ticket_statuses.sla_clock is
'runs: we owe an answer. paused: the reporter does. stopped: nobody does.';
comment on column public.ticket_statuses.linear_state_type is
'Where the issue in Linear is moved to when the ticket comes here; null: it stays where it is.';
comment on column public.ticket_statuses.position is 'Order in a menu.';
