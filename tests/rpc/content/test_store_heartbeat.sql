-- A heartbeat is older or newer than the last one of the same agent in the same domain; no other changes.
-- row: R08
begin;
select plan(5);

delete from public.agent_heartbeats;
insert into public.agent_heartbeats (domain_id, agent_key, status, last_heartbeat_at)
select tests.domain(one.site), one.agent, one.status, timestamptz '2026-11-01' + one.minutes * interval '1 minute'
from (values
  ('cooking.example', 'web', 'degraded', 1), ('abtasty.com', 'nurturing', 'degraded', 1), ('abtasty.com', 'web', 'ok', 10)
) as one (site, agent, status, minutes);

create function pg_temp.beat(status text, minutes integer) returns boolean language sql as $$
  select private.store_heartbeat(row(
    tests.domain('abtasty.com'), 'web', beat.status, null, timestamptz '2026-11-01' + minutes * interval '1 minute'
  )::public.agent_heartbeats)
$$;
create function pg_temp.told() returns text language sql as $$
  select concat_ws('>', e.before, e.after) from public.agent_events as e
  where e.domain_id = tests.domain('abtasty.com') and e.agent_key = 'web' and e.at = '2026-11-01 00:20:00+00'
$$;

select is(pg_temp.beat('off', 5), false, 'an older one, though others were heard of even earlier');
select is((select h.status from public.agent_heartbeats as h where h.domain_id = tests.domain('abtasty.com') and h.agent_key = 'web'), 'ok', 'changes nothing');
select is(pg_temp.beat('off', 20), true, 'a newer one');
select is(pg_temp.told(), 'ok>off', 'follows its own status');
select is(
  (select array_agg(h.status order by h.agent_key, h.domain_id = tests.domain('abtasty.com')) from public.agent_heartbeats as h), '{degraded,degraded,off}',
  'the other agent and the other domain stay'
);

select * from finish();
rollback;
