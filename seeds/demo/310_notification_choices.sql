-- An announcement that everybody was told, and somebody with choices of her own.
insert into public.announcements (
  id, audience, title, body, link, created_by, created_at, told, finished_at
)
select
  '50000000-0000-4000-8000-000000000001' as id,
  'all' as audience,
  'Welcome to the new back office' as title,
  'Tell us what you miss: Support is in the menu on the left.' as body,
  '/support' as link,
  people.id as created_by,
  timestamptz '2026-11-02 08:59:00+00' as created_at,
  5 as told,
  timestamptz '2026-11-02 09:00:00+00' as finished_at
from public.people
where people.email = 'admin@admin.com'
on conflict (id) do nothing;

insert into public.notification_prefs (person_id, event, channel, is_on)
select
  people.id as person_id,
  chosen.event,
  chosen.channel,
  chosen.is_on
from (
  values ('ticket.sla_breached', 'email', true), ('ticket.created', 'in_app', false)
) as chosen (event, channel, is_on)
cross join public.people
where people.email = 'support@demo.example'
on conflict (person_id, event, channel) do nothing;

insert into public.notification_schedules (person_id, quiet_from, quiet_to, time_zone, digest)
select
  people.id as person_id,
  time '20:00' as quiet_from,
  time '07:30' as quiet_to,
  'Europe/Madrid' as time_zone,
  'daily' as digest
from public.people
where people.email = 'support@demo.example'
on conflict (person_id) do nothing;
