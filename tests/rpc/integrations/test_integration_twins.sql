-- What happens to one connection happens to no other: neither to its twin, the same ids in another
-- domain, nor to an earlier one of its own domain.
-- row: R13
begin;
select plan(9);

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

select * from finish();
rollback;
