-- The demo's agents were heard of just before 17:00 on 20 November 2026; a reset makes that now, so
-- that one is well and another in error until they are silent for too long.
update public.agent_heartbeats
set last_heartbeat_at = agent_heartbeats.last_heartbeat_at + (now() - timestamptz '2026-11-20 17:00:00+00')
where agent_heartbeats.last_heartbeat_at < '2026-11-20 17:00:00+00';
