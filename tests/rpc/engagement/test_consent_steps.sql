-- Each step that follows from a decision on consent is of one person of one site. Digests are made up here, so that twins
-- there have them, too.
-- row: R27 R26
begin;
select plan(33);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('consent steps ' || name)::uuid $$;
create function pg_temp.digest(name text) returns bytea language sql stable as $$ select private.visitor_digest(tests.domain('abtasty.com'), pg_temp.id(name)) $$;
create function pg_temp.at(minute integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2026, 1, 1, 0, minute, 0, 'UTC') $$;
create temporary table names on commit drop as
select n.name, pg_temp.id(n.name) as id from unnest('{ann,bob,cid,dan,zed,back,stays,one,two,three,four}'::text []) as n (name);
-- Of ann, here, a page view in her own session, unless said otherwise.
create function pg_temp.batch(told jsonb) returns private.visitor_event [] language sql as $$
  select array_agg(row(
    pg_temp.id(e.id), case when e.there then it.there else it.here end, pg_temp.id(coalesce(e.visitor, 'ann')), pg_temp.id(coalesce(e.session, e.visitor, 'ann')), pg_temp.id(e.talk),
    coalesce(e.kind, 'page_view'), null, coalesce(e.properties, '{}'), 'production', 'widget', 'web', false, pg_temp.at(e.minute), pg_temp.at(e.minute), false
  )::private.visitor_event)
  from it cross join jsonb_to_recordset(told) as e (
    id text, there boolean, visitor text, session text, talk text, kind public.visitor_event_kind, properties jsonb, minute integer
  )
$$;
create function pg_temp.named(events private.visitor_event []) returns text language sql as $$
  select string_agg(n.name || case e.domain_id when it.there then ' there' else '' end, ', ' order by e.domain_id = it.there, n.name)
  from it cross join unnest(events) as e inner join names as n on e.id = n.id
$$;
create function pg_temp.waiting() returns text language sql as $$
  select string_agg(n.name || case w.domain_id when it.there then ' there' else '' end, ', ' order by w.domain_id = it.there, n.name)
  from it cross join private.held_events as w inner join names as n on w.id = n.id
$$;
create function pg_temp.stored() returns text language sql as $$
  select string_agg(n.name || case e.domain_id when it.there then ' there' else '' end, ', ' order by e.domain_id = it.there, n.name)
  from it cross join public.session_events as e inner join names as n on e.id = n.id
$$;
create function pg_temp.knows(is_there boolean, digest bytea, person bytea, visitor text default null, withdrawn integer default null, granted integer default null) returns void language sql as $$
  insert into private.visitor_consents (domain_id, digest, person, visitor_id, withdrawn_at, granted_at)
  select case when is_there then it.there else it.here end, digest, person, pg_temp.id(visitor), pg_temp.at(withdrawn), pg_temp.at(granted) from it
$$;
update public.domains set is_consent_required = false;
delete from private.held_events;
delete from private.visitor_consents;
savepoint nothing_is_decided;

select pg_temp.knows(false, pg_temp.digest('bob'), pg_temp.digest('bob'), null, 3), pg_temp.knows(true, pg_temp.digest('ann'), pg_temp.digest('ann'), null, 9);
select is(
  (select concat_ws(' / ', pg_temp.named(g.batch), g.held, g.dropped) from private.gate_events(pg_temp.batch('[
    {"id": "one", "minute": 1}, {"id": "two", "visitor": "bob", "minute": 2}, {"id": "three", "visitor": "bob", "minute": 4}
  ]')) as g), 'one / 1 / 1', 'what was withdrawn here keeps events of that visitor out, what was there none'
);
rollback to nothing_is_decided;

select pg_temp.knows(false, pg_temp.digest('ann'), '\x01'), pg_temp.knows(true, pg_temp.digest('ann'), '\x01'), pg_temp.knows(false, pg_temp.digest('bob'), '\x01', 'bob');
create temporary table as_it_was on commit drop as select c.ctid as place from private.visitor_consents as c where c.visitor_id is not null;
select lives_ok($$select private.note_kept_visitors(pg_temp.batch('[{"id": "one", "minute": 1}, {"id": "two", "visitor": "bob", "minute": 1}]'))$$, 'of two visitors something is kept');
select is(
  (select string_agg(n.name || case c.domain_id when it.there then ' there' else '' end, ', ' order by n.name) from it cross join private.visitor_consents as c inner join names as n on c.visitor_id = n.id),
  'ann, bob', 'both are known, on this site alone'
);
select is((select c.ctid from private.visitor_consents as c where c.visitor_id = pg_temp.id('bob')), (select place from as_it_was), 'who was known already is not written again');
rollback to nothing_is_decided;

select pg_temp.knows(false, pg_temp.digest('ann'), '\x01', null, 3, 4), pg_temp.knows(false, pg_temp.digest('bob'), '\x02', 'bob', null, 1), pg_temp.knows(true, pg_temp.digest('ann'), '\x01', null, null, 1);
select is(private.hold_events(pg_temp.batch('[
  {"id": "one", "minute": 2}, {"id": "two", "minute": 5}, {"id": "three", "visitor": "bob", "minute": 5}, {"id": "four", "visitor": "cid", "minute": 5}, {"id": "four", "there": true, "visitor": "cid", "minute": 5}
]')), 5, 'five events wait');
update private.held_events as w set digest = pg_temp.digest('ann') from it where w.domain_id = it.there;
select lives_ok($$select private.release_events(here, '\x01') from it$$, 'one person agrees again');
select is(pg_temp.waiting(), 'four, three, four there', 'nothing of hers waits any more');
select is(pg_temp.stored(), 'two', 'what the withdrawal covers is not stored');
select is((select c.visitor_id from it inner join private.visitor_consents as c on c.domain_id = it.here and c.person = '\x01'), pg_temp.id('ann'), 'and she is known again');
rollback to nothing_is_decided;

insert into private.erased_visitors (domain_id, digest)
select here, pg_temp.digest('bob') from it union all select there, pg_temp.digest('ann') from it union all select there, private.visitor_digest(there, pg_temp.id('ann')) from it;
select is(
  pg_temp.named(private.drop_erased_events(pg_temp.batch('[{"id": "one", "minute": 1}, {"id": "one", "there": true, "minute": 1}, {"id": "two", "visitor": "bob", "minute": 1}, {"id": "two", "there": true, "visitor": "bob", "minute": 1}]'))),
  'one, two there', 'who was erased on one site is not on the other'
);
select tests.as_service();
select is(
  public.ingest_visitor_events(jsonb_build_array(
    jsonb_build_object('id', md5('consent steps one'), 'site_domain', 'abtasty.com', 'visitor_id', md5('consent steps ann'), 'session_id', md5('x'), 'kind', 'page_view', 'occurred_at', '2026-01-01T00:01:00Z', 'received_at', '2026-01-01T00:01:00Z'),
    jsonb_build_object('id', md5('consent steps two'), 'site_domain', 'abtasty.com', 'visitor_id', md5('consent steps bob'), 'session_id', md5('y'), 'kind', 'page_view', 'occurred_at', '2026-01-01T00:01:00Z', 'received_at', '2026-01-01T00:01:00Z')
  )), '{"received": 2, "stored": 1, "duplicates": 0, "erased": 1, "held": 0, "clock_skewed": 0}', 'what still comes of who was erased is dropped'
);
select tests.back();
select is(
  (select string_agg((a.after - 'domain_id')::text, ', ') from it inner join public.audit_log as a on a.action = 'ingest' and a.domain_id = it.here and a.at = now()),
  '{"events": 1, "visitors": 1, "conversations": 0}', 'and the log says what was stored'
);
rollback to nothing_is_decided;

select pg_temp.knows(false, pg_temp.digest('ann'), '\x01'), pg_temp.knows(false, '\x0a', '\x01'), pg_temp.knows(true, pg_temp.digest('ann'), '\x01'), pg_temp.knows(true, '\x0b', '\x01');
select set_eq($$select unnest(private.person_digests(here, array[pg_temp.id('ann')])) from it$$, $$select unnest(array[pg_temp.digest('ann'), '\x0a'])$$, 'who is the same person is of one site');
insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
select d.id, d.id, pg_temp.digest('ann'), d.state, '{analytics}', 'widget', pg_temp.at(1) from it cross join lateral (values (here, 'granted'), (there, 'withdrawn')) as d (id, state);
select tests."as"('admin@admin.com');
select is(jsonb_path_query_array(public.visitor_consent(tests.domain('abtasty.com'), md5('consent steps ann')::uuid), '$.history[*].state'), '["granted"]', 'so is what was decided');
select tests.back();
rollback to nothing_is_decided;

create function pg_temp.takes(state text, minute integer) returns bigint language plpgsql as $$
begin
  perform private.take_consents('widget', pg_temp.batch(jsonb_build_array(jsonb_build_object(
    'id', state, 'kind', 'consent', 'minute', minute, 'properties', jsonb_build_object('state', state, 'purposes', array['analytics'])
  ))));
  return (select count(*) from public.audit_log as a where a.action = 'withdraw_consent' and a.resource_id = encode(pg_temp.digest('ann'), 'hex'));
end;
$$;
select is(pg_temp.takes('granted', 1), 0::bigint, 'a grant is no withdrawal in the log');
select is(pg_temp.takes('withdrawn', 2), 1::bigint, 'a withdrawal is');
rollback to nothing_is_decided;

-- Bob speaks in Ann's session. Of a phone of hers nothing is left. There, zed has her digest.
select is(cardinality(private.store_batch(pg_temp.batch('[
  {"id": "one", "minute": 1}, {"id": "two", "visitor": "bob", "session": "ann", "talk": "bob", "kind": "message", "minute": 2, "properties": {"seq": 0, "role": "visitor", "content": "Hello"}},
  {"id": "three", "visitor": "zed", "minute": 1}
]'))), 3, 'three visitors');
select
  pg_temp.knows(false, pg_temp.digest('ann'), '\x01', 'ann'), pg_temp.knows(false, '\x0a', '\x01'), pg_temp.knows(false, pg_temp.digest('bob'), '\x02', 'bob'),
  pg_temp.knows(true, pg_temp.digest('ann'), '\x01', 'zed');
insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
select here, pg_temp.id('x'), pg_temp.digest('ann'), 'withdrawn', '{analytics}', 'widget', pg_temp.at(9) from it;
select lives_ok($$select private.follow_consent(here, '\x01') from it$$, 'one of them withdraws');
select is(pg_temp.stored(), 'three, two', 'what she did is gone');
select is(
  (select string_agg(a.after::text, ', ') from it inner join public.audit_log as a on a.action = 'erase' and a.domain_id = it.here and a.at = now()),
  '{"kept": 0, "events": 1}', 'and nothing else was made anew'
);
select is((select n.name from public.visitor_sessions as s inner join names as n on s.visitor_id = n.id where s.id = pg_temp.id('ann')), 'bob', 'the session is now of who spoke in it');
rollback to nothing_is_decided;

select pg_temp.knows(false, pg_temp.digest('cid'), pg_temp.digest('cid'), 'cid'), pg_temp.knows(true, '\x0d', pg_temp.digest('bob'), 'zed'), pg_temp.knows(true, pg_temp.digest('bob'), '\x0e', 'bob');
select pg_temp.knows(false, pg_temp.digest('bob'), pg_temp.digest('bob'), 'bob');
insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
select here, pg_temp.id('x'), pg_temp.digest('bob'), 'withdrawn', '{analytics}', 'widget', pg_temp.at(9) from it;
select ok(not private.link_consents(here, pg_temp.id('bob'), pg_temp.id('dan')), 'two visitors of whom nothing is left are one person') from it;
select results_eq($$
  select concat_ws(' ', case c.domain_id when it.there then 'there' end, coalesce(n.name, encode(c.digest, 'hex')), 'is', coalesce(p.name, encode(c.person, 'hex')), extract(minute from c.withdrawn_at))
  from it cross join private.visitor_consents as c left join names as n on c.digest = pg_temp.digest(n.name) left join names as p on c.person = pg_temp.digest(p.name)
  order by c.domain_id = it.there, n.name, c.digest$$,
array['bob is dan 9', 'cid is cid', 'dan is dan 9', 'there bob is 0e', 'there 0d is bob'], 'what one of them withdrew holds for both, for nobody beside them, nor there');
rollback to nothing_is_decided;

select pg_temp.knows(false, pg_temp.digest('bob'), '\x01', 'bob'), pg_temp.knows(true, pg_temp.digest('ann'), '\x02', 'ann');
select tests."as"('admin@admin.com', 'aal2');
select is(
  tests.refusal(format('select public.set_visitor_consent(tests.domain(''abtasty.com''), %L, ''granted'', ''{analytics}'', ''test'')', md5('consent steps ann'))),
  'P0002 NOT_FOUND', 'nobody decides for whom the site does not know, though it knows others'
);
select is(
  tests.refusal(format('select public.set_visitor_consent(tests.domain(''abtasty.com''), %L, ''granted'', ''{analytics}'', ''test'')', md5('consent steps bob'))),
  null, 'for whom it knows, the staff may'
);
select tests.back();
rollback to nothing_is_decided;

-- An event that waited too long, and one of the same id there that did not.
select is(private.hold_events(pg_temp.batch('[{"id": "one", "minute": 1}, {"id": "one", "there": true, "visitor": "zed", "minute": 1}]')), 2, 'two events wait');
update private.held_events as w set held_at = now() - interval '8 days' from it where w.domain_id = it.here;
select pg_temp.knows(true, pg_temp.digest('ann'), '\x02', null, 59);
select is(public.run_consent_upkeep(10), '{"stored": 1, "dropped": 0, "joined": 0, "is_waiting": false}', 'on a site that asks no longer it is kept');
select is(pg_temp.waiting(), 'one there', 'the other one waits on');
select is(pg_temp.stored(), 'one', 'it is stored here');
select is(
  (select string_agg((a.after - 'domain_id')::text, ', ') from it inner join public.audit_log as a on a.action = 'ingest' and a.domain_id = it.here and a.at = now()),
  '{"events": 1, "visitors": 1, "conversations": 0}', 'and the log says so'
);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select it.here, n.id, now(), now(), false from it cross join names as n where n.name in ('back', 'stays');
select pg_temp.knows(false, pg_temp.digest('back'), pg_temp.digest('stays'), 'back', 1, 2), pg_temp.knows(false, pg_temp.digest('stays'), pg_temp.digest('stays'), 'stays', 1, 2);
select is(public.run_consent_upkeep(2), '{"stored": 0, "dropped": 0, "joined": 1, "is_waiting": false}', 'who is back is merged again');
update public.visitors set merged_into_id = null where id = pg_temp.id('back');
select is(public.run_consent_upkeep(1), '{"stored": 0, "dropped": 0, "joined": 1, "is_waiting": true}', 'there may be more where as many were merged as at most');
select is(
  (select v.merged_into_id from public.visitors as v where v.id = pg_temp.id('back')), pg_temp.id('stays'), 'with the one that stays'
);

select * from finish();
rollback;
