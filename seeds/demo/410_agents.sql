-- Agents that are well, silent, in error and switched off. Times are fixed, so that the demo is the same
-- every time; seeds/now moves the heartbeats to the moment of a reset.
insert into public.agent_client_state (client_id, agent_key, is_enabled)
select
  clients.id as client_id,
  'nurturing' as agent_key,
  true as is_enabled
from public.clients
where clients.name = 'AB Tasty'
on conflict (client_id, agent_key) do nothing;

insert into public.agent_domain_state (domain_id, agent_key, is_enabled)
select
  domains.id as domain_id,
  demo.agent_key,
  demo.is_enabled
from (
  values
    ('abtasty.com', 'web', true),
    ('abtasty.com', 'enrichment', false),
    ('notabtasty.com', 'web', true),
    ('cooking.example', 'web', true),
    ('toto.example', 'web', false)
) as demo (site_domain, agent_key, is_enabled)
inner join public.domains on demo.site_domain = domains.site_domain
on conflict (domain_id, agent_key) do nothing;

insert into public.agent_heartbeats (domain_id, agent_key, status, message, last_heartbeat_at)
select
  domains.id as domain_id,
  demo.agent_key,
  demo.status,
  demo.message,
  demo.at as last_heartbeat_at
from (
  values
    ('abtasty.com', 'web', 'ok', null, timestamptz '2026-11-20 16:59:00+00'),
    ('abtasty.com', 'nurturing', 'error', 'The mail service refuses our key.', timestamptz '2026-11-20 16:40:00+00'),
    ('notabtasty.com', 'web', 'degraded', 'Answers take longer than 20 seconds.', timestamptz '2026-11-20 16:58:00+00'),
    ('cooking.example', 'web', 'ok', null, timestamptz '2026-11-20 16:59:00+00')
) as demo (site_domain, agent_key, status, message, at)
inner join public.domains on demo.site_domain = domains.site_domain
on conflict (domain_id, agent_key) do nothing;

insert into public.agent_events (domain_id, id, agent_key, kind, before, after, message, person_id, at)
select
  domains.id as domain_id,
  md5('agent event/' || demo.number)::uuid as id,
  demo.agent_key,
  demo.kind,
  demo.before,
  demo.after,
  demo.message,
  people.id as person_id,
  demo.at
from (
  values
    (1, 'abtasty.com', 'web', 'switched', 'inherit', 'on', null, timestamptz '2026-10-01 08:00:00+00'),
    (2, 'abtasty.com', 'web', 'status', null, 'ok', null, timestamptz '2026-10-01 08:05:00+00'),
    (
      3, 'abtasty.com', 'enrichment', 'switched', 'inherit', 'off', 'Until the contract is signed.',
      timestamptz '2026-10-12 10:00:00+00'
    ),
    (4, 'abtasty.com', 'nurturing', 'status', null, 'ok', null, timestamptz '2026-11-02 06:00:00+00'),
    (
      5, 'abtasty.com', 'nurturing', 'status', 'ok', 'error', 'The mail service refuses our key.',
      timestamptz '2026-11-20 16:40:00+00'
    ),
    (
      6, 'notabtasty.com', 'web', 'status', 'ok', 'degraded', 'Answers take longer than 20 seconds.',
      timestamptz '2026-11-20 12:00:00+00'
    ),
    (7, 'cooking.example', 'web', 'status', null, 'ok', null, timestamptz '2026-10-01 08:05:00+00'),
    (8, 'toto.example', 'web', 'switched', 'on', 'off', null, timestamptz '2026-10-03 08:00:00+00')
) as demo (number, site_domain, agent_key, kind, before, after, message, at)
inner join public.domains on demo.site_domain = domains.site_domain
left join public.people
  on demo.kind = 'switched' and people.email = case demo.site_domain when 'abtasty.com' then 'user@user.com' else 'admin@admin.com' end
on conflict (domain_id, id) do nothing;
