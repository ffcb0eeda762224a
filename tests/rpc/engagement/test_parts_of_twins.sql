-- What is searched, counted, recalled, replaced and erased is of one site and one conversation, whoever has the same ids.
-- row: R05 R16 R27 R26
begin;
select plan(25);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('parts of twins ' || name)::uuid $$;
create temporary table names on commit drop as select n.name, pg_temp.id(n.name) as id from unnest('{ann,ben,tess,talk,bens,lone,one,two,three,four,five}'::text []) as n (name);
create function pg_temp.named(domain_id uuid, id uuid) returns text language sql as $$
  select n.name || case $1 when it.there then ' there' else '' end from it cross join names as n where n.id = $2
$$;
-- Ben's conversation is here, the lone one there; the other one on both sites.
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test)
select d.id, n.id, now(), now() + interval '1 year', n.name = 'tess' from it cross join names as n cross join lateral unnest(array[here, there]) as d (id) where n.name in ('ann', 'ben', 'tess');
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select v.domain_id, v.id, v.id, now(), v.id, now(), false from public.visitors as v inner join names as n using (id);
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, language)
select case t.is_there when true then it.there else it.here end, pg_temp.id(t.name), pg_temp.id(t.visitor), pg_temp.id(t.visitor), 'production', 'widget', now(), pg_temp.id(t.name), 'yy'
from it cross join (values (false, 'talk', 'ann'), (true, 'talk', 'ann'), (false, 'bens', 'ben'), (true, 'lone', 'ann')) as t (is_there, name, visitor);
delete from private.dirty_keywords;
create function pg_temp.says(name text, talk text, seq integer, role text, content text, is_there boolean default false) returns bigint language plpgsql as $$
begin
  insert into public.messages (domain_id, id, conversation_id, seq, role, content, occurred_at, event_id)
  select case when is_there then it.there else it.here end, gen_random_uuid(), pg_temp.id(talk), seq, role, content, now(), pg_temp.id(name) from it;
  return (select count(*) from private.dirty_keywords);
end;
$$;
select is(pg_temp.says('one', 'talk', 1, 'assistant', 'A zebrazz'), 0::bigint, 'of what the assistant writes no words are read');
select is(pg_temp.says('one', 'talk', 0, 'visitor', 'A zebrazz', true), 1::bigint, 'of what visitors write they are');
-- Ben's event has the same id as hers.
select is(pg_temp.says('one', 'bens', 0, 'assistant', 'Hello'), 1::bigint, 'on each site');

select tests."as"('admin@admin.com');
select is((select count(*) from public.search_conversations('zebrazz', array[tests.domain('abtasty.com')])), 1::bigint, 'what is found on one site is found once');
select is(tests.refusal('select * from public.search_conversations(''zebrazz'', null, null, 501)'), '22023 INVALID_INPUT', 'a page of what is found has its bounds');
select is(tests.refusal(format('select * from public.visitor_timeline(tests.domain(''abtasty.com''), %L, null, 501)', md5('parts of twins ann'))), '22023 INVALID_INPUT', 'as one of what somebody did');
select tests.back();

insert into public.conversation_keywords (domain_id, conversation_id, keywords)
select d.id, pg_temp.id('talk'), array[d.word] from it cross join lateral (values (here, 'zebrazz'), (there, 'lionzz')) as d (id, word);
select tests.become('none', tests.claims('admin@admin.com', 'aal1', '{}'));
select results_eq(
  $$select concat_ws(' ', coalesce(c.keyword, 'all'), c.conversations) from it cross join lateral private.count_keywords(jsonb_populate_record(null::private.engagement_filter, jsonb_build_object('domain_ids', array[it.here], 'language', 'yy'))) as c order by 1$$,
  array['all 1', 'zebrazz 1'], 'words are counted of one site'
);
select tests.back();
delete from private.dirty_keywords;
insert into private.dirty_keywords (domain_id, conversation_id) select here, pg_temp.id('lone') from it;
select is(public.run_keyword_upkeep(10), '{"conversations": 0, "is_waiting": false}', 'of a conversation that is only there nothing is read here');
insert into private.dirty_keywords (domain_id, conversation_id) select there, pg_temp.id('talk') from it;
select is(public.run_keyword_upkeep(10), '{"conversations": 1, "is_waiting": false}', 'of one that is there it is');

create function pg_temp.newest(with_tests boolean) returns text language sql as $$
  select string_agg(pg_temp.named(v.domain_id, v.id), ', ' order by n.name)
  from it cross join lateral private.newest_visitors(array[it.here], with_tests, null, null, null, 100) as v inner join names as n using (id)
$$;
select is(pg_temp.newest(false), 'ann, ben', 'tests are no visitors');
select is(pg_temp.newest(true), 'ann, ben, tess', 'but where they are asked for');

-- Events of Ann and Ben.
insert into public.session_events (domain_id, id, visitor_id, session_id, conversation_id, kind, properties, environment, deployment_target, occurred_at, received_at, has_clock_skew)
select it.here, pg_temp.id(e.name), pg_temp.id('ann'), pg_temp.id('ann'), pg_temp.id(e.talk), e.kind::public.visitor_event_kind, '{"role": "assistant", "visible_ms": 5, "seq": 1}', 'production', 'widget', now(), now(), false
from it cross join (values ('one', 'talk', 'message'), ('two', null, 'page_view')) as e (name, talk, kind);
select results_eq(
  $$select concat_ws(' ', pg_temp.named(e.domain_id, e.id), e.properties ->> 'content') from it cross join lateral unnest(private.recall_events(it.here, array[pg_temp.id('ann')])) as e order by 1$$,
  array['one A zebrazz', 'two'], 'each event is recalled once, with the text of its conversation'
);
insert into private.visitor_consents (domain_id, digest, person, visitor_id) select it.here, d.digest, d.digest, pg_temp.id('ann') from it cross join lateral (select private.visitor_digest(it.here, pg_temp.id('ann')) as digest) as d;
insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
select it.here, pg_temp.id('three'), private.visitor_digest(it.here, pg_temp.id('ann')), 'granted', '{analytics}', 'widget', now() - interval '1 hour' from it;
create function pg_temp.timeline(after text) returns text language sql as $$
  select concat_ws(' after ', string_agg(l.kind, ', ' order by l.occurred_at desc, l.kind), after is not null) from public.visitor_timeline(tests.domain('abtasty.com'), md5('parts of twins ann')::uuid, after, 100) as l
$$;
grant execute on function pg_temp.timeline to authenticated;
select tests."as"('admin@admin.com');
select is(pg_temp.timeline(null), 'conversation, page_view, consent after f', 'a timeline tells what she did and decided');
select is(
  pg_temp.timeline((select l.cursor from public.visitor_timeline(tests.domain('abtasty.com'), md5('parts of twins ann')::uuid, null, 100) as l where l.kind = 'consent')), 't', 'and nothing after the last of it'
);
select tests.back();
savepoint all_is_there;
select lives_ok($$
  select private.forget_talks(it.here, array[pg_temp.id('ann')], array[row(
    pg_temp.id('one'), it.here, pg_temp.id('ann'), pg_temp.id('ann'), pg_temp.id('talk'), 'message', null, '{}', 'production', 'widget', 'web', false, now(), now(), false
  )::private.visitor_event], '{}') from it$$, 'her conversation is forgotten');
select is(
  (select string_agg(pg_temp.named(m.domain_id, m.conversation_id), ', ' order by n.name) from public.messages as m inner join names as n on m.conversation_id = n.id), 'bens, talk there', 'and what was said elsewhere stays'
);
rollback to all_is_there;
create temporary table stand_in on commit drop as select private.replace_visitor(it.here, array[pg_temp.id('ann')]) as id from it;
select is(
  (select string_agg(e.properties::text, ' / ' order by e.kind) from public.session_events as e inner join stand_in as s on e.visitor_id = s.id),
  '{"visible_ms": 5} / {"role": "assistant", "visible_ms": 5}', 'of the events of who is replaced, only what numbers ask for stays'
);
select is((select count(*) from it inner join public.visitors as v on v.domain_id = it.there and v.id = pg_temp.id('ann')), 1::bigint, 'her twin is still herself');
rollback to all_is_there;

-- Companies: one of nobody, one that HubSpot knows, one of Ben, one of Ben's twin alone; and one of nobody that is not meant.
insert into public.accounts (domain_id, id, company_domain, first_seen_at, hubspot_company_id)
select d.id, n.id, n.name || '.parts-of-twins.example', now(), case n.name when 'two' then '2' end
from it cross join names as n cross join lateral unnest(array[here, there]) as d (id) where n.name in ('one', 'two', 'three', 'four', 'five');
update public.visitors as v set account_id = pg_temp.id(case v.domain_id when it.here then 'three' else 'four' end) from it where v.id = pg_temp.id('ben');
select lives_ok($$select private.erase_accounts(here, array[pg_temp.id('one'), pg_temp.id('two'), pg_temp.id('three'), pg_temp.id('four')]) from it$$, 'companies that nobody may be of are erased');
select is(
  (select string_agg(n.name, ', ' order by n.name) from it inner join public.accounts as a on a.domain_id = it.here inner join names as n using (id)), 'five, three, two',
  'where nobody here is of them, and HubSpot does not know them'
);
select is((select count(*) from it inner join public.accounts as a on a.domain_id = it.there inner join names as n using (id)), 5::bigint, 'none there');

-- Who is deleted.
insert into public.accounts (domain_id, id, company_domain, first_seen_at) select it.here, gen_random_uuid(), 'gone.parts-of-twins.example', now() from it;
update public.visitors as v set email = 'ann@gone.parts-of-twins.example' from it where v.id = pg_temp.id('ann') and v.domain_id = it.here;
insert into private.held_events (domain_id, id, digest, occurred_at, event) select it.here, pg_temp.id('five'), private.visitor_digest(it.here, pg_temp.id('ann')), now(), '{}' from it;
insert into private.erased_visitors (domain_id, digest) select it.there, private.visitor_digest(it.here, pg_temp.id('ann')) from it;
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason) select tests.person('admin@admin.com'), 'visitors', 'manage', 'deny', it.here, 'test' from it;
select tests."as"('admin@admin.com', 'aal2');
select is(public.delete_visitor(tests.domain('abtasty.com'), md5('parts of twins ann')::uuid, 'test'), '{"visitors": 1, "conversations": 1}', 'a visitor is deleted, whoever was erased there');
select tests.back();
select is((select count(*) from private.held_events as w where w.id = pg_temp.id('five')), 0::bigint, 'nothing of hers waits any more');
select is((select count(*) from public.accounts as a where a.company_domain = 'gone.parts-of-twins.example'), 0::bigint, 'and her company is forgotten, which nobody else is of');
select is((select count(*) from public.accounts as a where a.company_domain = 'three.parts-of-twins.example'), 2::bigint, 'not those that somebody is of');

select * from finish();
rollback;
