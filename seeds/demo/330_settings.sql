-- Settings of all sites, of a client's site with some history, and of neighbours.
insert into public.config_globals (slug, version, enabled, config, changed_as, changed_by, changed_at)
select
  given.slug,
  given.version,
  given.enabled,
  given.config::jsonb as config,
  'staff' as changed_as,
  people.id as changed_by,
  timestamptz '2026-10-01 08:00:00+00' + given.version * interval '1 day' as changed_at
from (
  values
    ('agents', 1, null, '{"web": {"model": "large", "temperature": 0.2}}'),
    ('booking', 1, true, '{}'),
    ('identity', 1, null, '{"forbidden_topics": ["politics", "competitors"]}'),
    ('system', 1, null, '{"requests_per_minute": 300}'),
    ('system', 2, null, '{"requests_per_minute": 900, "fallback_models": ["standard"]}')
) as given (slug, version, enabled, config)
inner join public.people on people.email = 'admin@admin.com'
on conflict (slug, version) do nothing;

insert into public.config_values (
  domain_id, slug, version, enabled, config, reason, changed_as, changed_by, changed_at
)
select
  domains.id as domain_id,
  given.slug,
  given.version,
  given.enabled,
  given.config::jsonb as config,
  given.reason,
  given.changed_as,
  people.id as changed_by,
  timestamptz '2026-11-01 09:00:00+00' + given.version * interval '1 day' as changed_at
from (
  values
    ('abtasty.com', 'agents', 1, null, '{"web": {"greeting": "Hi! What would you like to test?"}}', null, 'client'),
    (
      'abtasty.com', 'agents', 2, null,
      '{"web": {"greeting": "Hi! What would you like to test?", "system_prompt": "Mention the free audit."}}',
      'asked for by sales', 'staff'
    ),
    ('abtasty.com', 'appearance', 1, null, '{"colors": {"primary": "#0f766e"}}', null, 'client'),
    (
      'abtasty.com', 'appearance', 2, null, '{"colors": {"primary": "#0f766e"}, "position": "bottom_left"}',
      'the chat hid the cart', 'client'
    ),
    ('abtasty.com', 'languages', 1, null, '{"default": "fr", "supported": ["fr", "en"], "follow_browser": null}', null, 'client'),
    (
      'abtasty.com', 'lead_capture', 1, true,
      '{"fields": [{"key": "email", "is_required": true, "score_weight": 40}, {"key": "company", "score_weight": 20}]}',
      null, 'staff'
    ),
    ('abtasty.com', 'qualification', 1, false, '{}', null, 'staff'),
    ('abtasty.com', 'welcome', 1, null, '{"headline": "Ask us about A/B tests", "delay_seconds": 2}', null, 'client'),
    ('notabtasty.com', 'welcome', 1, false, '{}', null, 'staff'),
    ('notabtasty.com', 'appearance', 1, null, '{"is_dark": true}', null, 'staff'),
    ('cooking.example', 'booking', 1, false, '{}', null, 'staff'),
    ('cooking.example', 'identity', 1, null, '{"name": "Basil", "tone": "playful"}', null, 'staff')
) as given (site_domain, slug, version, enabled, config, reason, changed_as)
inner join public.domains on given.site_domain = domains.site_domain
inner join public.people on people.email = case given.changed_as when 'client' then 'user@user.com' else 'admin@admin.com' end
on conflict (domain_id, slug, version) do nothing;
