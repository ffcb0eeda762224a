-- What is done for one run is done for that alone: not for its twin, which has the same ids in another domain,
-- nor for what was synchronised over an earlier connection of its own domain.
-- row: R13 R25 R26
begin;
select plan(42);

create function pg_temp.id(n integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
update public.sync_runs set state = 'done', finished_at = now(), paused_at = null, skipped = skipped + pending, pending = 0 where finished_at is null;
delete from private.sync_batches;
delete from private.token_refreshes;
insert into public.domains (client_id, site_domain)
select tests.client('AB Tasty'), site from unnest('{ours.example,theirs.example}'::text []) as site;
-- The others first, so that whoever takes any takes them.
create temporary table sites on commit drop as
select tests.domain(site || '.example') as domain_id, site, is_ours from (values ('theirs', false), ('ours', true)) as s (site, is_ours);
insert into public.visitors (domain_id, id, email, first_seen_at, last_seen_at, is_test)
select domain_id, pg_temp.id(n), case when n < 4 then n || '@people.example' end, '2026-01-01Z', '2026-02-01Z', false from sites, generate_series(1, 4) as n;
insert into public.accounts (domain_id, id, company_domain, company_name, first_seen_at)
select domain_id, pg_temp.id(n), n || '.example', site, '2026-01-01Z' from sites, generate_series(1, 3) as n;
-- In both, connection 10 is the present one and 11 the earlier one; run 30 goes over 10. In between, theirs are crossed.
insert into public.integrations (domain_id, id, status, portal_id, disconnected_at)
select domain_id, pg_temp.id(n), case n when 10 then 'connected' else 'disconnected' end, n::text, case n when 11 then now() end
from sites cross join unnest('{11,10}'::integer []) as n;
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map)
select domain_id, pg_temp.id(case when is_ours then n + 10 else 31 - n end), pg_temp.id(n), '{contacts,companies}',
  jsonb_build_object('contacts', jsonb_build_object(site || n, 'email'), 'companies', jsonb_build_object(site || n, 'company_name'))
from sites cross join unnest('{11,10}'::integer []) as n;
insert into public.sync_runs (domain_id, id, config_id, kind, state, finished_at, scanned, pending, skipped)
select c.domain_id, pg_temp.id(n), c.id, 'changes', state, case state when 'done' then now() end, 3, case state when 'done' then 0 else 3 end, case state when 'done' then 3 else 0 end
from sites inner join public.sync_configs as c using (domain_id)
inner join (values (10, 29, 'done'), (11, 31, 'running'), (10, 30, 'running'), (10, 33, 'done')) as r (connection, n, state) on c.integration_id = pg_temp.id(connection);
insert into private.sync_batches (domain_id, id, run_id, object, local_ids, digests, worker, leased_until)
select domain_id, pg_temp.id(n), pg_temp.id(run), object, array[pg_temp.id(1), pg_temp.id(2), pg_temp.id(3)], '{a,b,c}', 'w', now() + interval '1 hour'
from sites inner join (values
  ('theirs', 42, 30, 'contacts'), ('ours', 41, 31, 'contacts'), ('ours', 43, 30, 'companies'), ('ours', 40, 30, 'contacts')
) as b (site, n, run, object) using (site);

insert into public.memberships (person_id, role_key, domain_id) select tests.person('support@demo.example'), 'support', domain_id from sites;

create function pg_temp.rows_now() returns table (name text, facts jsonb) language sql as $$
  select concat_ws(' ', what, site, number), facts from (
    select 'connection' as what, domain_id, right(id::text, 2) as number, to_jsonb(i) as facts from public.integrations as i
    union all select 'run', domain_id, right(id::text, 2), to_jsonb(r) from public.sync_runs as r
    union all select 'batch', domain_id, right(id::text, 2), to_jsonb(b) from private.sync_batches as b
    union all select 'refresh', domain_id, right(integration_id::text, 2), to_jsonb(t) from private.token_refreshes as t
    union all select 'company', domain_id, right(id::text, 2), to_jsonb(a) from public.accounts as a
    union all select object, domain_id, right(config_id::text, 2) || right(local_id::text, 2), to_jsonb(s) from public.sync_records as s
    union all
    select concat_ws(' ', topic, right(payload ->> 'integration_id', 2), payload ->> 'email', payload ->> 'remote_id'), domain_id, null, '{}' from private.outbox where topic <> 'notify.push'
  ) as f inner join sites using (domain_id)
$$;
-- What a statement changes of both domains, after what came before it; then all is as it was.
create function pg_temp.changes(statement text, before text default 'select') returns text language plpgsql as $$
declare told text;
begin
  execute before;
  create temporary table old_rows on commit drop as select * from pg_temp.rows_now();
  execute statement;
  select string_agg(line, ', ' order by line) into told from (
    select concat_ws(' ', case when o.name is null then 'new' when n.name is null then 'gone' end, coalesce(o.name, n.name), (
      select string_agg(e.key || case when e.key ~ '(_at|_until|_before|_secret_id|_ids|digests|hash)$' then '' else '=' || coalesce(e.value, '-') end, ' ' order by e.key)
      from jsonb_each_text(n.facts) as e
      where o.name is not null and e.value is distinct from o.facts ->> e.key and e.key not in ('updated_at', 'claimed_at', 'trace_id', 'version', 'run_id')
    )) as line
    from old_rows as o full join pg_temp.rows_now() as n on n.name = o.name
    where n.name is null or o.name is null or n.facts - '{updated_at,claimed_at,version}'::text [] <> o.facts - '{updated_at,claimed_at,version}'::text []
  ) as d;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;
create function pg_temp.answer(statement text, before text default 'select') returns text language plpgsql as $$
declare told text;
begin
  execute before;
  execute format('select string_agg(a::text, '', '') from (%s) as a', statement) into told;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;
create function pg_temp.be_admin() returns void language sql as $$ select tests.become('none', tests.claims('admin@admin.com', 'aal2', '{}')) $$;
create function pg_temp.of(site text) returns uuid language sql stable as $$ select tests.domain(site || '.example') $$;
create function pg_temp.sent(site text, config integer, object text, local integer, remote text, error text default null) returns void language sql as $$
  insert into public.sync_records (domain_id, config_id, object, local_id, remote_id, hash, state, error, trace_id, run_id, last_synced_at)
  select pg_temp.of(site), pg_temp.id(config), object, pg_temp.id(local), remote, '', case when error is null then 'synced' else 'failed' end, error, 't', pg_temp.id(30), now()
$$;

-- Ending a run.
select is(
  pg_temp.changes($$select private.end_sync(pg_temp.of('ours'), pg_temp.id(30), 'done')$$),
  'gone batch ours 40, gone batch ours 43, run ours 30 finished_at pending=0 skipped=3 state=done', 'a run is ended with its own batches'
);
create function pg_temp.all_read(but text) returns void language sql as $$
  update public.sync_runs as r set is_read = true, skipped = skipped + pending, pending = 0 from sites as s
  where r.domain_id = s.domain_id and r.state = 'running' and concat_ws(' ', s.site, right(r.id::text, 2)) is distinct from but
$$;
select is(
  pg_temp.changes($$select private.settle_sync(pg_temp.of('ours'), pg_temp.id(30))$$, $$select pg_temp.all_read('ours 30')$$),
  '-', 'no run is done because another one is'
);
select is(
  pg_temp.changes($$select private.settle_sync(pg_temp.of('ours'), pg_temp.id(30))$$, $$
    select pg_temp.all_read(null); update public.sync_runs set state = 'paused', paused_at = now() where id = pg_temp.id(30)
  $$), '-', 'nor one that is paused'
);
select is(
  pg_temp.changes($$select private.settle_sync(pg_temp.of('ours'), pg_temp.id(30))$$, 'update public.sync_runs set is_read = true'), '-',
  'nor one that waits for an answer'
);
select is(
  pg_temp.changes($$select private.settle_sync(pg_temp.of('ours'), pg_temp.id(30))$$, $$select pg_temp.all_read(null)$$),
  'gone batch ours 40, gone batch ours 43, run ours 30 finished_at state=done', 'one that was read and reported is'
);

-- Reading and filling.
select is(
  pg_temp.changes($$
    select private.advance_sync(r, 10, 'w', '1 hour') from public.sync_runs as r where r.domain_id = pg_temp.of('ours') and r.id = pg_temp.id(30)
  $$, $$update public.sync_runs set cursor_object = 'contacts', cursor_after = pg_temp.id(9) where id = pg_temp.id(30)$$),
  'run ours 30 cursor_after=- cursor_object=companies', 'after the last contact come the companies'
);
select is(
  pg_temp.changes($$
    select private.fill_sync_batch(b, c) from private.sync_batches as b, public.sync_configs as c
    where b.id = pg_temp.id(40) and c.domain_id = b.domain_id and c.id = pg_temp.id(20)
  $$, $$update public.visitors set is_test = true where domain_id = pg_temp.of('ours') and id = pg_temp.id(2)$$),
  'batch ours 40 digests local_ids, run ours 30 pending=2 skipped=1', 'a batch is filled with what is left, and no other'
);
select is(
  pg_temp.answer($$
    select w.* from public.sync_runs as r, public.sync_configs as c, private.read_sync_window(jsonb_populate_record(r, '{"kind": "failed"}'), c, 'contacts', 10) as w
    where r.domain_id = pg_temp.of('ours') and r.id = pg_temp.id(30) and c.domain_id = r.domain_id and c.id = r.config_id
  $$, $$select pg_temp.sent('ours', 20, 'contacts', 9, null, 'X')$$),
  format('(,,1,0,1,%s)', pg_temp.id(9)), 'what failed and is gone was read, too'
);
select is(
  array[
    tests.refusal($$select private.require_connected(pg_temp.of('ours'), pg_temp.id(11))$$), tests.refusal($$select private.require_connected(pg_temp.of('ours'), pg_temp.id(10))$$),
    pg_temp.answer($$select tests.refusal('select private.require_connected(pg_temp.of(''ours''), pg_temp.id(10))')$$,
      $$update public.integrations set status = 'error' where domain_id = pg_temp.of('ours') and status = 'connected'$$)
  ], array['PT409 NOT_CONNECTED', null, '("PT409 NOT_CONNECTED")'], 'each connection stands by itself'
);

-- Claiming.
create function pg_temp.lapsed(wanted integer) returns void language sql as $$
  update private.sync_batches set leased_until = now() - interval '1 second' where id = pg_temp.id(wanted);
  update public.sync_runs set is_read = true where finished_at is null;
$$;
create function pg_temp.claimed(number integer) returns text language sql as $$
  select pg_temp.answer('select right(batch_id::text, 2), right(integration_id::text, 2), attempt, inputs #> ''{0,properties}'' from public.claim_sync_batch(''x'')', format('select pg_temp.lapsed(%s)', number))
$$;
select is(pg_temp.claimed(40), '(40,10,2,"{""ours10"": ""1@people.example""}")', 'a batch is handed out as its own configuration says');
select is(pg_temp.claimed(42), '(42,10,2,"{""theirs10"": ""1@people.example""}")', 'in each domain');
select is(pg_temp.claimed(41), '(41,11,2,"{""ours11"": ""1@people.example""}")', 'and over each connection');
select is(
  pg_temp.changes($$select private.next_sync_batch(10, 'x', '1 hour')$$, 'select pg_temp.lapsed(40)'),
  'batch ours 40 attempts=2 leased_until worker=x', 'it alone is handed out'
);
select is(
  pg_temp.changes($$select private.next_sync_batch(10, 'x', '1 hour')$$, $$
    select pg_temp.lapsed(40); update public.sync_runs set state = 'paused', paused_at = now() where domain_id = pg_temp.of('ours') and id = pg_temp.id(30)
  $$), '-', 'and not while its run is paused'
);
select is(pg_temp.changes($$select private.next_sync_batch(10, 'x', '1 hour')$$, 'update public.sync_runs set is_read = true where finished_at is null'), '-', 'what was read is not read again');
create function pg_temp.stands(number integer) returns void language sql as $$
  update public.integrations set status = 'disconnected', disconnected_at = now() where domain_id in (select domain_id from sites);
  update public.integrations set status = 'connected', disconnected_at = null where domain_id = pg_temp.of('theirs') and id = pg_temp.id(number);
  update public.sync_runs set is_read = true where finished_at is null and domain_id <> pg_temp.of('ours');
$$;
select is(pg_temp.changes($$select private.next_sync_batch(10, 'x', '1 hour')$$, 'select pg_temp.stands(10)'), '-', 'nor what is not connected, whatever another domain is');
select is(pg_temp.changes($$select private.next_sync_batch(10, 'x', '1 hour')$$, 'select pg_temp.stands(11)'), '-', 'or its configuration');
select is(
  pg_temp.changes($$select public.claim_sync_batch('x')$$, $$
    select pg_temp.lapsed(40); delete from private.sync_batches where id = pg_temp.id(43); update public.visitors set is_test = true where domain_id = pg_temp.of('ours')
  $$), 'gone batch ours 40, run ours 30 finished_at pending=0 skipped=3 state=done', 'a run ends where its last batch has nothing to send'
);

-- Refusals by the service.
create function pg_temp.refused(number integer) returns text language sql as $$
  select pg_temp.changes(format('select public.fail_sync_batch(pg_temp.id(%s), ''w'', ''unauthorized'')', number))
$$;
select is(
  pg_temp.refused(40),
  'connection ours 10 error=unauthorized error_at status=error, gone batch ours 40, gone batch ours 43, run ours 30 error=unauthorized finished_at pending=0 skipped=3 state=failed',
  'one connection is refused, and its run fails'
);
select is(
  pg_temp.refused(42),
  'connection theirs 10 error=unauthorized error_at status=error, gone batch theirs 42, run theirs 30 error=unauthorized finished_at pending=0 skipped=3 state=failed',
  'in each domain'
);
select is(
  pg_temp.refused(41), 'gone batch ours 41, run ours 31 error=unauthorized finished_at pending=0 skipped=3 state=failed',
  'one that has ended stays ended'
);
select is(
  pg_temp.answer('select recipient_id from public.notifications where domain_id = pg_temp.of(''ours'') order by 1', $$select private.end_sync(pg_temp.of('ours'), pg_temp.id(30), 'failed', 'X')$$),
  (select string_agg(format('(%s)', person), ', ' order by person) from unnest(private.people_who_may('integrations.manage', pg_temp.of('ours'))) as person),
  'whoever manages integrations is told'
);
select isnt(private.people_who_may('integrations.manage', pg_temp.of('ours')), private.people_who_may('support.edit', pg_temp.of('ours')), 'and not everybody at work');

-- Answers.
create function pg_temp.told(number integer, results jsonb) returns text language sql as $$
  select format('select public.report_sync_batch(pg_temp.id(%s), ''w'', %L)', number, (
    select coalesce(jsonb_agg(jsonb_build_object('trace_id', concat_ws('-', pg_temp.id(number), r.place)) || r.result), '[]') from jsonb_array_elements(results) with ordinality as r (result, place)
  ))
$$;
select is(
  pg_temp.changes(pg_temp.told(40, '[{"remote_id": "a", "is_new": true}, {"remote_id": "b", "is_new": false}, {"error": "X", "is_new": true}]'),
  $$select pg_temp.sent('ours', 20, 'companies', 1, 'c1')$$), 'gone batch ours 40, new contacts ours 2001, new contacts ours 2002, new contacts ours 2003, run ours 30 created=1 failed=1 pending=0 updated=1', 'contacts are stored as contacts'
);
select is(
  pg_temp.changes(pg_temp.told(42, '[{"remote_id": "a", "is_new": true}, {"error": "X", "is_new": false}]')), 'gone batch theirs 42, new contacts theirs 2101, new contacts theirs 2102, new contacts theirs 2103, run theirs 30 created=1 failed=2 pending=0', 'for their domain'
);
select is(
  pg_temp.changes(pg_temp.told(40, '[{"remote_id": "a", "is_new": true}, {"error": "X"}]'),
  $$delete from public.visitors where domain_id = pg_temp.of('ours')$$), 'gone batch ours 40, new hubspot.contact.erase 10 a ours, run ours 30 created=1 failed=2 pending=0', 'of whom is gone the service is told to forget them'
);
select is(
  pg_temp.changes(pg_temp.told(42, '[{"remote_id": "a", "is_new": true}, {"error": "X"}]'),
  $$delete from public.visitors where domain_id = pg_temp.of('theirs')$$), 'gone batch theirs 42, new hubspot.contact.erase 10 a theirs, run theirs 30 created=1 failed=2 pending=0', 'over the own connection'
);
create function pg_temp.companies(site text, config integer, object text, remote text, but integer) returns void language sql as $$
  select pg_temp.sent(site, config, object, n, remote || n) from generate_series(1, 3) as n where n <> but
$$;
select is(
  pg_temp.changes(pg_temp.told(43, '[{"remote_id": "a", "is_new": true}, {"error": "X", "is_new": true}]'), $$
  delete from public.visitors where domain_id in (select domain_id from sites);
  update private.sync_batches set local_ids = local_ids[:2], digests = digests[:2] where id = pg_temp.id(43);
  select pg_temp.companies('theirs', 20, 'companies', 'theirs', 0); select pg_temp.companies('ours', 21, 'companies', 'early', 0);
  select pg_temp.companies('ours', 20, 'contacts', 'person', 0); select pg_temp.sent('ours', 20, 'companies', 3, 'third');
  select pg_temp.sent('ours', 20, 'companies', 2, 'second')
$$), 'companies ours 2002 error=X hash state=failed, company ours 01 hubspot_company_id=a, gone batch ours 43, new companies ours 2001, run ours 30 created=1 failed=1 pending=1', 'a company learns its id there from what was sent of it, and no other'
);
select is(
  pg_temp.answer($$select a.action, a.resource_id from public.audit_log as a where a.domain_id = pg_temp.of('ours') and a.action = 'sync'$$, pg_temp.told(40, '[]')),
  format('(sync,%s)', pg_temp.id(30)), 'which is written down'
);
select is(
  pg_temp.answer($$select s.last_synced_at is null from public.sync_records as s where s.domain_id = pg_temp.of('ours') order by s.local_id$$, pg_temp.told(40, '[{"remote_id": "a", "is_new": true}, {"error": "X"}]')),
  '(f), (t), (t)', 'with when it arrived'
);

-- Forgetting contacts.
create function pg_temp.forgotten(before text) returns text language sql as $$
  select pg_temp.changes(format('select private.erase_contacts(pg_temp.of(''ours''), array[pg_temp.id(%s), pg_temp.id(4)])', 1), before)
$$;
select is(
  pg_temp.forgotten('delete from private.sync_batches where id = pg_temp.id(43)'),
  'batch ours 40 local_ids, batch ours 41 local_ids, new hubspot.contact.erase 10 1@people.example ours, new hubspot.contact.erase 11 1@people.example ours',
  'who is in a batch is taken out of it, and the service is asked over the connections that may have got it'
);
select is(pg_temp.forgotten('update private.sync_batches set local_ids = array[pg_temp.id(2), pg_temp.id(3), pg_temp.id(3)] where id <> pg_temp.id(42)'), '-', 'none of who was never sent');
select is(
  pg_temp.forgotten('delete from private.sync_batches where id in (pg_temp.id(41), pg_temp.id(43))'),
  'batch ours 40 local_ids, new hubspot.contact.erase 10 1@people.example ours', 'nor another connection of the domain'
);
select is(pg_temp.forgotten($$
  delete from private.sync_batches;
  select pg_temp.sent('ours', 20, 'contacts', 1, 'a'); select pg_temp.sent('ours', 20, 'companies', 1, 'c'); select pg_temp.sent('ours', 20, 'contacts', 2, 'b');
  select pg_temp.sent('theirs', 20, 'contacts', 1, 't'); select pg_temp.sent('ours', 20, 'contacts', 4, null, 'no_answer')
$$), 'gone contacts ours 2001, gone contacts ours 2004, new hubspot.contact.erase 10 a ours', 'who was sent is forgotten there by the id that this connection knows, without an address by none');

-- Asking.
select is(
  pg_temp.answer($$select told #>> '{contacts,sample,0,local_id}', told #- '{contacts,sample}' #- '{companies,sample}' from public.dry_run_sync(pg_temp.of('ours'), pg_temp.id(20), 1) as told$$, $$
    select pg_temp.be_admin();
    select pg_temp.sent(site, config, object, case when kept then 1 else 2 end, case when kept then null else 'x' end, 'X')
    from (values ('ours', 20, 'contacts', true), ('theirs', 20, 'contacts', false), ('ours', 21, 'contacts', false), ('ours', 20, 'companies', false)) as r (site, config, object, kept);
    update public.sync_records as k set hash = s.hash from public.sync_configs as c, private.sync_source(c, 'contacts', null, null, 10) as s
    where c.domain_id = pg_temp.of('ours') and c.id = pg_temp.id(20) and s.local_id = k.local_id
  $$),
  (select (pg_temp.id(2), '{"contacts": {"created": 2, "scanned": 3, "updated": 0, "unchanged": 1, "is_complete": true}, "companies": {"created": 2, "scanned": 3, "updated": 1, "unchanged": 0, "is_complete": true}}'::jsonb)::text),
  'what is to be sent is told of the own records'
);
create function pg_temp.syncs(site text, connection integer) returns text language sql as $$
  select pg_temp.answer(format('select right(c ->> ''id'', 2), right(c #>> ''{last_run,id}'', 2), c -> ''failed_records'' from jsonb_array_elements(public.integration_detail(pg_temp.of(%L), pg_temp.id(%s)) -> ''syncs'') as c', site, connection), $before$
    select pg_temp.be_admin();
    update public.sync_runs set started_at = now() + case when domain_id = pg_temp.of('theirs') then interval '1 hour' when id = pg_temp.id(30) then '1 minute' else '0' end;
    select pg_temp.sent(site, config, 'contacts', n, null, 'X') from (values ('ours', 20, 1), ('ours', 21, 2), ('theirs', 20, 3), ('theirs', 21, 4)) as r (site, config, number), generate_series(1, number) as n
  $before$)
$$;
select is(array[pg_temp.syncs('ours', 10), pg_temp.syncs('ours', 11), pg_temp.syncs('theirs', 10), pg_temp.syncs('theirs', 11)], '{"(20,30,1)","(21,31,2)","(21,33,4)","(20,31,3)"}', 'each connection is shown with its own synchronisation');
select is(
  pg_temp.answer(format('select right(id::text, 2), right(integration_id::text, 2) from public.list_sync_runs(array[%L::uuid]) order by 1', pg_temp.of('ours')), 'select pg_temp.be_admin()'),
  '(29,10), (30,10), (31,11), (33,10)', 'runs are listed once, each with its connection'
);

-- Waiting and going on.
create function pg_temp.done(rpc text, site text, before text default 'select') returns text language sql as $$
  select pg_temp.changes(format('select public.%I(pg_temp.of(%L), pg_temp.id(30))', rpc, site), 'select pg_temp.be_admin();' || before)
$$;
select is(pg_temp.done('pause_sync', 'ours'), 'run ours 30 paused_at state=paused', 'one run waits');
create function pg_temp.paused() returns void language sql as $$ update public.sync_runs set state = 'paused', paused_at = now() where finished_at is null $$;
select is(
  array[pg_temp.done('resume_sync', 'ours', 'select pg_temp.paused()'), pg_temp.done('resume_sync', 'theirs', 'select pg_temp.paused()')],
  array['new hubspot.sync.run ours, run ours 30 paused_at state=running', 'new hubspot.sync.run theirs, run theirs 30 paused_at state=running'], 'one goes on'
);
create function pg_temp.resumed(site text) returns text language sql as $$
  select pg_temp.answer(format('select domain_id = pg_temp.of(%L), right(id::text, 2), state from public.resume_sync(pg_temp.of(%1$L), pg_temp.id(30))', site), 'select pg_temp.be_admin(); select pg_temp.all_read(null); select pg_temp.paused()')
$$;
select is(array[pg_temp.resumed('ours'), pg_temp.resumed('theirs')], '{"(t,30,done)","(t,30,done)"}', 'or is done at once, and is told as it is then');

-- Upkeep.
select is(
  pg_temp.changes('select public.run_integration_upkeep()', $$
    select pg_temp.sent(site, config, 'contacts', 1, 'x') from sites, unnest('{20,21}'::integer []) as config;
    update public.sync_records set id = config_id where domain_id in (select domain_id from sites);
    update public.integrations set status = 'disconnected', disconnected_at = now() - interval '100 days' where domain_id = pg_temp.of('ours') and id = pg_temp.id(10);
    update public.sync_runs set finished_at = now() - interval '2 years' where domain_id = pg_temp.of('ours') and id = pg_temp.id(29)
  $$), 'gone contacts ours 2001, gone run ours 29', 'what is old goes, and nothing beside it'
);

-- Whoever ends a run holds it alone. (Where a savepoint was taken back, xmax still names it.)
create function pg_temp.locked() returns text language sql as $$
  select string_agg(concat_ws(' ', s.site, right(r.id::text, 2)), ', ') from public.sync_runs as r inner join sites as s using (domain_id)
  where pg_xact_status(nullif(r.xmax, '0')::text::xid8) = 'in progress'
$$;
select private.end_sync(pg_temp.of('ours'), pg_temp.id(33), 'done');
select is(pg_temp.locked(), 'ours 33', 'it is locked, and no other');

select * from finish();
rollback;
