-- requires: sql/platform/default_privileges.sql
-- What can happen is data: a new event is a row here, and no code asks for one by name.
create table public.notification_events (
  event text not null,
  type text not null,
  severity text not null default 'info',
  description text not null,
  constraint notification_events_pkey primary key (event),
  constraint notification_events_event_check check (event ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$'),
  constraint notification_events_type_check check (type in ('system', 'user', 'ticket', 'case', 'payment')),
  constraint notification_events_severity_check check (severity in ('info', 'warning', 'urgent'))
);

comment on table public.notification_events is
'What people are told about. private.notify() refuses an event that is not listed here.';
comment on column public.notification_events.severity is
'info, warning or urgent; urgent ones have a filter of their own in the list.';
