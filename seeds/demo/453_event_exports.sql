-- A back-fill that has ended, and what Amplitude had of a day, of look-alikes too.
insert into public.event_backfills (
  domain_id, id, begins_at, ends_at, queued, accepted, requested_by, created_at, finished_at
)
select
  projects.domain_id,
  md5('backfill/' || projects.domain_id)::uuid as id,
  timestamptz '2025-01-01 00:00:00+00' as begins_at,
  timestamptz '2025-02-01 00:00:00+00' as ends_at,
  0 as queued,
  0 as accepted,
  people.id as requested_by,
  timestamptz '2026-11-05 09:00:00+00' as created_at,
  timestamptz '2026-11-05 09:00:01+00' as finished_at
from public.amplitude_projects as projects
cross join public.people
where people.email = 'admin@admin.com'
on conflict (domain_id, id) do nothing;

insert into public.event_exports (domain_id, id, uploaded_on, counts, reported_at)
select
  projects.domain_id,
  md5('export/' || projects.domain_id)::uuid as id,
  date '2026-11-06' as uploaded_on,
  jsonb '[{"day": "2026-11-06", "event_type": "page_pinged", "events": 3}]' as counts,
  timestamptz '2026-11-07 03:00:00+00' as reported_at
from public.amplitude_projects as projects
on conflict (domain_id, id) do nothing;
