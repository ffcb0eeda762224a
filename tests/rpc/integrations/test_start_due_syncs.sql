-- Synchronisations whose time has come are started where the integration is connected, beside a twin where it is not.
-- row: R13
begin;
select plan(8);

update public.sync_runs set state = 'done', paused_at = null, finished_at = now(), pending = 0, skipped = skipped + pending
where state in ('running', 'paused');
update public.sync_runs set started_at = now() - interval '3 hours', finished_at = now() - interval '2 hours';
update public.sync_configs set is_enabled = true, schedule = interval '1 hour';
-- A second integration of the same domain, which is not connected; its last run is of just now.
insert into public.integrations
select (jsonb_populate_record(i, jsonb_build_object(
  'id', md5('second')::uuid, 'portal_id', 4100002, 'status', 'disconnected', 'disconnected_at', now(), 'access_secret_id', null, 'refresh_secret_id', null, 'refresh_at', null
))).* from public.integrations as i where i.domain_id = tests.domain('abtasty.com') and i.status = 'connected';
insert into public.sync_configs
select (jsonb_populate_record(c, jsonb_build_object('id', md5('second')::uuid, 'integration_id', md5('second')::uuid))).*
from public.sync_configs as c where c.domain_id = tests.domain('abtasty.com');
insert into public.sync_runs
select (jsonb_populate_record(r, jsonb_build_object(
  'id', md5('second')::uuid, 'config_id', md5('second')::uuid, 'started_at', now(), 'finished_at', now()
))).* from public.sync_runs as r where r.domain_id = tests.domain('abtasty.com') order by r.id limit 1;
create temporary table made as select tests.twin('abtasty.com') as twin;
update public.integrations as i set
  status = 'disconnected', disconnected_at = now(), access_secret_id = null, refresh_secret_id = null, refresh_at = null
from made where i.domain_id = made.twin;
update public.sync_runs as r set started_at = now(), finished_at = now() from made where r.domain_id = made.twin;
create temporary table before as select r.* from made, tests.rows_of(made.twin) as r;
create function pg_temp.running() returns bigint language sql as $$ select count(*) from public.sync_runs as r where r.state = 'running' $$;
create temporary table due as select count(*) as number
from public.sync_configs as c join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id and i.status = 'connected';

select cmp_ok((select number from due), '>', 0::bigint, 'there is something to start');
select is(private.start_due_syncs(100), (select number from due), 'what is connected is started');
select is(pg_temp.running(), (select number from due), 'a run of each');
select is_empty(
  $$ select r.relation from made, tests.rows_of(made.twin) as r left join before as b using (relation) where r.hash is distinct from b.hash $$,
  'nothing happens in the twin, which is disconnected'
);
select is(private.start_due_syncs(100), 0::bigint, 'what still goes on is not started again');

update public.sync_runs set state = 'done', finished_at = now(), pending = 0 where state = 'running';
select is(private.start_due_syncs(100), 0::bigint, 'nor what was started within its interval');
update public.sync_runs as r set started_at = now() - interval '3 hours'
from made where r.domain_id = made.twin or r.config_id = md5('second')::uuid;
select is(private.start_due_syncs(100), 0::bigint, 'nor what is not connected, however long ago its last run was');
update public.sync_configs set schedule = null;
update public.sync_runs set started_at = now() - interval '3 hours';
select is(private.start_due_syncs(100), 0::bigint, 'nor what has no schedule');

select * from finish();
rollback;
