-- What changes the topics of a site, or who its visitors are, keeps the same from happening there meanwhile, and nothing
-- elsewhere.
-- row: R06 R27 R26
begin;
select plan(17);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('site locks ' || name)::uuid $$;
create function pg_temp.locks() returns text language sql as $$
  select string_agg(known.name || case l.mode when 'ShareLock' then ' shared' else '' end, ', ' order by known.name)
  from it
  cross join lateral (values
    ('visitors here', private.merge_lock_key(here)), ('visitors there', private.merge_lock_key(there)), ('topics here', hashtextextended('topics of ' || here, 0)),
    ('topics there', hashtextextended('topics of ' || there, 0)), ('consents', hashtextextended('run_consent_upkeep', 0)), ('keywords', hashtextextended('run_keyword_upkeep', 0))
  ) as known (name, key)
  inner join pg_locks as l on l.locktype = 'advisory' and l.pid = pg_backend_pid() and (l.classid::bigint << 32) + l.objid::bigint = known.key
$$;
create function pg_temp.events(kind public.visitor_event_kind, is_both boolean default false) returns private.visitor_event [] language sql as $$
  select array_agg(row(
    pg_temp.id('event'), d.id, pg_temp.id('ann'), pg_temp.id('ann'), null, d.kind, null, '{}', 'production', 'widget', 'web', false, now(), now(), false
  )::private.visitor_event)
  from it cross join lateral (values (here, events.kind), (there, 'page_view')) as d (id, kind) where d.id = here or is_both
$$;
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select it.here, pg_temp.id(n.name), now(), now(), false from it cross join unnest('{ann,ben}'::text []) as n (name);
insert into public.topics (domain_id, id, label, name) select it.here, pg_temp.id(n.name), 'locks ' || n.name, 'Locks ' || n.name from it cross join unnest('{p,q}'::text []) as n (name);
grant select on it to public;
savepoint nothing_is_done;

select is(pg_temp.locks(), null, 'nothing is kept');
select ok(not private.lock_event_domains(pg_temp.events('page_view', true)), 'a batch without a decision');
select is(pg_temp.locks(), 'visitors here shared, visitors there shared', 'only keeps visitors from being merged');
rollback to nothing_is_done;
select ok(private.lock_event_domains(pg_temp.events('consent', true)), 'a decision in a batch');
select is(pg_temp.locks(), 'visitors here, visitors there shared', 'keeps all other batches of its site away');
rollback to nothing_is_done;
select is(private.hold_events(pg_temp.events('page_view')), 1, 'an event waits');
update private.held_events set held_at = now() - interval '8 days' where id = pg_temp.id('event');
select lives_ok('select public.run_consent_upkeep(1000)', 'too long');
select matches(pg_temp.locks(), '^consents, visitors here shared', 'who takes it up does so alone, as a batch of that site');
rollback to nothing_is_done;
select lives_ok('select public.run_keyword_upkeep(1)', 'words are read anew');
select is(pg_temp.locks(), 'keywords', 'by one at a time');
rollback to nothing_is_done;

create function pg_temp.after(statement text) returns text language plpgsql as $$
begin
  execute format(statement, tests.domain('abtasty.com'));
  perform tests.back();
  return pg_temp.locks();
end;
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests."as"('admin@admin.com', 'aal2');
savepoint it_is_admin;
select is(pg_temp.after('select public.create_topic(%L, ''Locks new'')'), 'topics here', 'a topic is made');
rollback to it_is_admin;
select is(pg_temp.after('select public.update_topic(%L, md5(''site locks p'')::uuid, 1, name => ''Locks renamed'')'), 'topics here', 'or renamed');
rollback to it_is_admin;
select is(pg_temp.after('select public.merge_topics(%L, md5(''site locks p'')::uuid, md5(''site locks q'')::uuid)'), 'topics here', 'or merged while no other is');
rollback to it_is_admin;
select is(pg_temp.after('select public.merge_visitors(%L, md5(''site locks ann'')::uuid, md5(''site locks ben'')::uuid, ''test'')'), 'visitors here', 'visitors are merged');
rollback to it_is_admin;
select is(pg_temp.after('select public.set_visitor_consent(%L, md5(''site locks ann'')::uuid, ''granted'', ''{analytics}'', ''test'')'), 'visitors here', 'or decided for');
rollback to it_is_admin;
select is(pg_temp.after('select public.delete_visitor(%L, md5(''site locks ann'')::uuid, ''test'')'), 'visitors here', 'or deleted while no batch is stored');
select tests.back();
select is((select count(*) from public.visitors as v where v.id = pg_temp.id('ann')), 0::bigint, 'who was deleted is gone');

select * from finish();
rollback;
