-- requires: sql/identity/people.sql
create table public.notification_schedules (
  person_id uuid not null
  constraint notification_schedules_person_id_fkey references public.people (id) on delete cascade,
  quiet_from time,
  quiet_to time,
  time_zone text not null,
  digest text not null default 'none',
  digest_at time not null default '08:00',
  constraint notification_schedules_pkey primary key (person_id),
  constraint notification_schedules_quiet_check
  check ((quiet_from is null) = (quiet_to is null) and quiet_from <> quiet_to),
  constraint notification_schedules_time_zone_check check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  constraint notification_schedules_digest_check check (digest in ('none', 'daily'))
);

comment on table public.notification_schedules is
'When a person wants mail. Urgent and mandatory mail asks nobody, and the list in the back office is always silent.';
comment on column public.notification_schedules.quiet_from is
'By the clock of time_zone; over midnight where quiet_to is earlier. Mail waits until quiet_to.';
comment on column public.notification_schedules.digest is 'daily: the day''s mails together, at digest_at.';
comment on column public.notification_schedules.quiet_to is 'End of the quiet time; before quiet_from it is on the next day.';
comment on column public.notification_schedules.digest_at is 'When the daily mail is sent, by that clock.';
