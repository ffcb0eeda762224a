-- One for oneself, one for a role, one for everybody of a domain.
insert into public.dashboards (domain_id, id, owner_id, title, visibility, role_key, created_at, updated_at)
select
  domains.id as domain_id,
  md5('dashboard/' || demo.title)::uuid as id,
  people.id as owner_id,
  demo.title,
  demo.visibility,
  demo.role_key,
  timestamptz '2026-11-01 08:00:00+00' as created_at,
  timestamptz '2026-11-01 08:00:00+00' as updated_at
from (
  values
    ('abtasty.com', 'user@user.com', 'My week', 'private', null),
    ('abtasty.com', 'admin@admin.com', 'Website', 'all', null),
    ('cooking.example', 'admin@admin.com', 'Trading desk', 'role', 'business')
) as demo (site_domain, email, title, visibility, role_key)
inner join public.domains on demo.site_domain = domains.site_domain
inner join public.people on demo.email = people.email
on conflict (domain_id, id) do nothing;

insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title, params, layout)
select
  dashboards.domain_id,
  md5('widget/' || demo.dashboard || demo.position)::uuid as id,
  dashboards.id as dashboard_id,
  demo.position,
  demo.metric,
  demo.title,
  demo.params::jsonb,
  '{"w": 6, "h": 4}' as layout
from (
  values
    ('My week', 1, 'activity_series', 'Who was there', '{"bucket": "day"}'),
    ('Website', 1, 'client_dashboard', 'Overview', '{}'),
    ('Website', 2, 'topic_frequency', 'What they ask', '{"bucket": "week"}'),
    ('Trading desk', 1, 'event_activity', 'Active users', '{"bucket": "week", "time_zone": "UTC"}')
) as demo (dashboard, position, metric, title, params)
inner join public.dashboards on demo.dashboard = dashboards.title
on conflict (domain_id, id) do nothing;

-- The month that the trades of the platform fall into.
insert into public.cycles (domain_id, id, kind, starts_at, ends_at, time_zone)
select
  domains.id as domain_id,
  md5('cycle/1')::uuid as id,
  'month' as kind,
  timestamptz '2026-11-01 00:00:00+00' as starts_at,
  timestamptz '2026-12-01 00:00:00+00' as ends_at,
  'UTC' as time_zone
from public.domains
where domains.site_domain = 'cooking.example'
on conflict (domain_id, id) do nothing;

-- A question that is asked again and again.
insert into public.saved_reports (domain_id, id, owner_id, title, visibility, params)
select
  domains.id as domain_id,
  md5('report/1')::uuid as id,
  people.id as owner_id,
  'Volume by type' as title,
  'all' as visibility,
  '{"metric": "volume_usd_minor", "dims": ["order_type"], "bucket": "week"}' as params
from public.domains
inner join public.people on people.email = 'admin@admin.com'
where domains.site_domain = 'cooking.example'
on conflict (domain_id, id) do nothing;
