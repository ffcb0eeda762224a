-- Whoever ends a batch holds it and its run, and nothing else: neither another run, nor the twin of this one.
-- row: R13 R26
begin;
select plan(7);

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('take ' || name)::uuid $$;
create temporary table sites on commit drop as select tests.domain('toto.example') as here, tests.domain('notabtasty.com') as there;
delete from private.sync_batches;
insert into public.integrations (domain_id, id, status, portal_id, disconnected_at)
select d.id, pg_temp.id('connection'), 'disconnected', '4713', now() from sites as s cross join lateral (values (s.here), (s.there)) as d (id);
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map)
select d.id, pg_temp.id('config'), pg_temp.id('connection'), '{contacts}', '{"contacts": {}}' from sites as s cross join lateral (values (s.here), (s.there)) as d (id);
insert into public.sync_runs (domain_id, id, config_id, kind, state, finished_at)
select d.id, pg_temp.id(r.name), pg_temp.id('config'), 'full', r.state, case r.state when 'done' then now() end
from sites as s cross join lateral (values (s.here), (s.there)) as d (id)
cross join (values ('run', 'running'), ('earlier', 'done')) as r (name, state);
-- Of the others first, so that whoever takes any batch takes one of theirs.
insert into private.sync_batches (domain_id, id, run_id, object, local_ids, digests, worker, leased_until)
select case b.is_here when true then s.here else s.there end, pg_temp.id(b.name), pg_temp.id(b.run), 'contacts', array[gen_random_uuid()], '{""}', b.worker, clock_timestamp() + b.lease
from sites as s cross join (values
  (true, 'early', 'earlier', 'v', interval '1 hour'), (false, 'theirs', 'run', 'w', '1 hour'), (true, 'lapsed', 'run', 'w', '-1 second'), (true, 'batch', 'run', 'w', '1 hour')
) as b (is_here, name, run, worker, lease);
-- Where a savepoint was taken back, xmax still names it.
create function pg_temp.is_locked(by xid) returns boolean language sql as $$ select coalesce(pg_xact_status(nullif(by, '0')::text::xid8) = 'in progress', false) $$;
create function pg_temp.locked() returns text language sql as $$
  select string_agg(concat_ws(' ', l.name, case l.domain_id when s.here then 'here' else 'there' end), ', ' order by l.name, l.domain_id = s.there)
  from sites as s cross join (
    select r.domain_id, case r.id when pg_temp.id('run') then 'run' else 'earlier' end as name from public.sync_runs as r
    where r.config_id = pg_temp.id('config') and pg_temp.is_locked(r.xmax)
    union all
    select b.domain_id, 'batch' from private.sync_batches as b where pg_temp.is_locked(b.xmax)
  ) as l
$$;
create function pg_temp.taken(name text, worker text) returns text language sql as $$
  select tests.refusal(format('select private.take_sync_batch(%L, %L)', pg_temp.id(name), worker))
$$;

select is(pg_temp.locked(), null, 'nothing is locked');
select is((private.take_sync_batch(pg_temp.id('batch'), 'w')).id, pg_temp.id('batch'), 'a batch is taken');
select is(pg_temp.locked(), 'batch here, run here', 'with its run');
select is(pg_temp.taken('batch', 'v'), 'PT409 CLAIM_LOST', 'not by another worker');
select is(pg_temp.taken('lapsed', 'w'), 'PT409 CLAIM_LOST', 'nor after its time');
select is(pg_temp.taken('none', 'w'), 'PT409 CLAIM_LOST', 'nor one that is not there');
select is(pg_temp.taken('early', 'v'), null, 'whoever has another one may go on');

select * from finish();
rollback;
