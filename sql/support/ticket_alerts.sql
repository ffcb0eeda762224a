-- requires: sql/support/tickets.sql
-- Apart from the tickets: that somebody was warned is no change of the ticket, and must not make the
-- version that its reader holds an old one.
create table private.ticket_alerts (
  domain_id uuid not null,
  ticket_id uuid not null,
  alert text not null,
  due_at timestamptz not null,
  told_at timestamptz,
  constraint ticket_alerts_pkey primary key (domain_id, ticket_id, alert),
  constraint ticket_alerts_ticket_id_fkey
  foreign key (domain_id, ticket_id) references public.tickets (domain_id, id),
  constraint ticket_alerts_alert_check check (alert in ('response', 'resolution', 'response_soon', 'resolution_soon'))
);
alter table private.ticket_alerts enable row level security;

create index ticket_alerts_due_at_idx on private.ticket_alerts (due_at) where told_at is null;

comment on table private.ticket_alerts is
'When somebody must be told that a ticket is overdue, or soon will be; kept once told, so that nobody is told twice.';
revoke all on private.ticket_alerts from public, anon, authenticated, service_role;
