-- What happens to one connection happens to no other: neither to its twin, the same ids in another
-- domain, nor to an earlier one of its own domain.
-- row: R13
begin;
select plan(20);

create temporary table ids on commit drop as
select tests.domain('toto.example') as ours, tests.domain('notabtasty.com') as theirs, gen_random_uuid() as id, gen_random_uuid() as config_id,
  gen_random_uuid() as run_id, gen_random_uuid() as old_id, gen_random_uuid() as old_config_id, gen_random_uuid() as old_run_id;
delete from private.token_refreshes where domain_id in (select unnest(array[ours, theirs]) from ids);
update public.integrations set status = 'disconnected', access_secret_id = null, refresh_secret_id = null, error = null, disconnected_at = now()
where domain_id in (select unnest(array[ours, theirs]) from ids);

create temporary view both_domains as
select unnest(array[ours, theirs]) as domain_id, ids.* from ids;
insert into public.integrations (domain_id, id, status, portal_id, disconnected_at)
select domain_id, id, 'connected', '4711', null::timestamptz from both_domains
union all select domain_id, old_id, 'disconnected', '4712', now() from both_domains;
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map)
select domain_id, config_id, id, '{contacts}'::text [], '{"contacts": {}}'::jsonb from both_domains
union all select domain_id, old_config_id, old_id, '{contacts}', '{"contacts": {}}' from both_domains;
insert into public.sync_runs (domain_id, id, config_id, kind)
select domain_id, run_id, config_id, 'full' from both_domains
union all select domain_id, old_run_id, old_config_id, 'full' from both_domains;
insert into public.sync_runs (domain_id, config_id, kind, state, finished_at)
select ours, config_id, 'full', 'done', now() from ids;
insert into private.token_refreshes (domain_id, integration_id, worker, not_before)
select domain_id, id, 'w', now() from both_domains
union all select domain_id, old_id, 'w', now() from both_domains;

create function pg_temp.left_of(query text) returns text language plpgsql as $$
declare found text;
begin
  execute format('select string_agg(concat_ws('' '', case domain_id when (select ours from ids) then ''ours'' else ''theirs'' end, word), '', '' order by domain_id = (select theirs from ids), word) from (%s) as found', query) into found;
  return found;
end $$;
create function pg_temp.connections() returns text language sql as $$
  select pg_temp.left_of('select i.domain_id, case i.id when (select id from ids) then ''new '' else ''old '' end || i.status as word from public.integrations as i where i.id in (select unnest(array[id, old_id]) from ids)')
$$;
create function pg_temp.runs() returns text language sql as $$
  select pg_temp.left_of('select r.domain_id, case r.id when (select run_id from ids) then ''new '' else ''old '' end || r.state as word from public.sync_runs as r where r.id in (select unnest(array[run_id, old_run_id]) from ids)')
$$;
create function pg_temp.refreshes() returns text language sql as $$
  select pg_temp.left_of('select r.domain_id, case r.integration_id when (select id from ids) then ''new'' else ''old'' end as word from private.token_refreshes as r where r.integration_id in (select unnest(array[id, old_id]) from ids)')
$$;

select is(pg_temp.connections(), 'ours new connected, ours old disconnected, theirs new connected, theirs old disconnected', 'four connections');
select is(pg_temp.runs(), 'ours new running, ours old running, theirs new running, theirs old running', 'each with a run');
select is(pg_temp.refreshes(), 'ours new, ours old, theirs new, theirs old', 'and a refresh');

select lives_ok(
  $$select private.break_integration(i, 'refused', true) from public.integrations as i, ids where i.domain_id = ids.ours and i.id = ids.id$$, 'one is refused'
);
select is(pg_temp.connections(), 'ours new error, ours old disconnected, theirs new connected, theirs old disconnected', 'it alone is in error');
select is(pg_temp.runs(), 'ours new paused, ours old running, theirs new running, theirs old running', 'its run alone waits');
select is((select r.state from public.sync_runs as r, ids where r.config_id = ids.config_id and r.finished_at is not null), 'done', 'one that has ended stays so');
select is(pg_temp.refreshes(), 'ours old, theirs new, theirs old', 'its refresh alone is gone');
select is((select count(*) from public.integrations as i, ids where i.error = 'refused'), 1::bigint, 'with the reason');

-- What workers and admins do with the connection of the other domain leaves the earlier one there alone.
update private.token_refreshes set not_before = now() + interval '1 hour';
select isnt((select public.fail_refresh(theirs, id, 'w', 'timeout') from ids), null, 'a refresh that failed is tried again');
select is(
  (select concat_ws(' ', r.worker, r.not_before - now()) from private.token_refreshes as r, ids where (r.domain_id, r.integration_id) = (ids.theirs, ids.old_id)),
  'w 01:00:00', 'the other waits as before'
);
update private.token_refreshes set not_before = now() + interval '1 hour', worker = 'w';
select isnt((select public.store_refreshed_tokens(theirs, id, 'w', 'fresh', 3600, 'again') from ids), null, 'new tokens come');
select is(pg_temp.refreshes(), 'ours old, theirs old', 'and end their own refresh alone');

insert into private.sync_batches (domain_id, run_id, object, local_ids, digests, worker, leased_until)
select theirs, run, 'contacts', array[gen_random_uuid()], '{""}', 'w', now() + interval '1 hour' from ids, unnest(array[old_run_id, run_id]) as run;
create function pg_temp.batches() returns text language sql security definer as $$
  select pg_temp.left_of('select b.domain_id, case b.run_id when (select run_id from ids) then ''new'' else ''old'' end || b.worker as word from private.sync_batches as b')
$$;
select isnt(
  (select public.fail_sync_batch(b.id, 'w', 'timeout') from private.sync_batches as b, ids where b.run_id = ids.run_id), null, 'a batch failed'
);
select is(pg_temp.batches(), 'theirs new, theirs oldw', 'the other is at work');

update public.sync_runs as r set state = 'paused', paused_at = now() from ids where r.domain_id = ids.theirs and r.state = 'running';
create function pg_temp.call(rpc text, of_old boolean) returns text language plpgsql as $$
declare told jsonb;
begin
  execute format('select to_jsonb(r) from ids, public.%I(ids.theirs, %s) as r', rpc, case when of_old then 'ids.old_run_id' else 'ids.run_id' end) into told;
  return case (told ->> 'id')::uuid when (select run_id from ids) then 'new ' else 'old ' end || (told ->> 'state');
end $$;
grant select on ids to public;
grant execute on all functions in schema pg_temp to public;
select tests.as('admin@admin.com');
select is(pg_temp.call('resume_sync', false), 'new running', 'a run goes on whose connection stands');
select is(tests.refusal($$select pg_temp.call('resume_sync', true)$$), 'PT409 NOT_CONNECTED', 'and none whose connection is gone');
select is(pg_temp.call('cancel_sync', false), 'new cancelled', 'it is ended');
select is(pg_temp.batches(), 'theirs oldw', 'with its batch alone');
select is(
  (select array[public.integration_detail(theirs, id) #>> '{integration,portal_id}', public.integration_detail(theirs, old_id) #>> '{integration,portal_id}'] from ids),
  '{4711,4712}', 'each is shown as itself'
);

select * from finish();
rollback;
