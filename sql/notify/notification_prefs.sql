-- requires: sql/identity/people.sql sql/notify/notification_events.sql
-- Only what a person has chosen otherwise: the defaults stay with the rules.
create table public.notification_prefs (
  person_id uuid not null
  constraint notification_prefs_person_id_fkey references public.people (id) on delete cascade,
  event text not null
  constraint notification_prefs_event_fkey references public.notification_events (event)
  on update cascade on delete cascade,
  channel text not null,
  is_on boolean not null,
  constraint notification_prefs_pkey primary key (person_id, event, channel),
  constraint notification_prefs_channel_check check (channel in ('in_app', 'email', 'push'))
);

create index notification_prefs_event_idx on public.notification_prefs (event);

comment on table public.notification_prefs is
'What a person wants to be told, and how. A mandatory rule is stronger.';
comment on column public.notification_prefs.is_on is 'Whether the person wants it.';
