-- What a batch of events tells of visitors, companies, sessions, conversations and messages, each step by itself, beside
-- others here and twins there.
-- row: R03 R04 R05 R27 R26
begin;
select plan(31);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('batch parts ' || name)::uuid $$;
create function pg_temp.at(minute integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2026, 1, 1, 0, minute, 0, 'UTC') $$;
create function pg_temp.minute(at timestamptz) returns text language sql as $$ select 'at ' || extract(minute from at) $$;
create temporary table names on commit drop as
select n.name, pg_temp.id(n.name) as id from unnest('{ann,ben,cat,dan,eve,fay,gil,hal,ida,one,two,three,old,new,told,plain}'::text []) as n (name);
-- Of ann, here and a page view, unless said otherwise.
create function pg_temp.batch(told jsonb) returns private.visitor_event [] language sql as $$
  select array_agg(row(
    pg_temp.id(e.id), case when e.there then it.there else it.here end, pg_temp.id(coalesce(e.visitor, 'ann')), pg_temp.id(coalesce(e.visitor, 'ann')), pg_temp.id(e.talk),
    coalesce(e.kind, 'page_view'), null, coalesce(e.properties, '{}'), case when e.test then 'staging' else 'production' end, 'widget', 'web', coalesce(e.test, false),
    pg_temp.at(e.minute), pg_temp.at(e.minute), false
  )::private.visitor_event)
  from it cross join jsonb_to_recordset(told) as e (
    id text, there boolean, visitor text, talk text, kind public.visitor_event_kind, properties jsonb, test boolean, minute integer
  )
$$;
create function pg_temp.named(events private.visitor_event []) returns text language sql as $$
  select string_agg(n.name || case e.domain_id when it.there then ' there' else '' end, ', ' order by e.domain_id = it.there, n.name)
  from it cross join unnest(events) as e inner join names as n on e.id = n.id
$$;
insert into private.enrichment_fields (name, access) values ('zz_open', 'client'), ('zz_closed', 'staff');
insert into public.accounts (domain_id, id, company_domain, first_seen_at) select here, pg_temp.id('acme'), 'acme.parts.example', now() from it;
insert into public.accounts (domain_id, id, company_domain, first_seen_at) select here, pg_temp.id('other'), 'other.parts.example', now() from it;

-- Visitors.
create function pg_temp.told(batch private.visitor_event []) returns setof text language sql as $$
  select concat_ws(' ', n.name, t.email, pg_temp.minute(t.email_at), t.company_domain, nullif(t.enrichment_data, '{}'), pg_temp.minute(t.enriched_at), 'of ' || a.company_domain)
  from private.told_of_visitors(batch) as t inner join names as n on t.visitor_id = n.id left join public.accounts as a on t.account_id = a.id order by n.name
$$;
select results_eq($$select pg_temp.told(pg_temp.batch('[
  {"id": "1", "kind": "identify", "minute": 1, "properties": {"email": "Ann@mail.example"}}, {"id": "2", "minute": 2},
  {"id": "3", "kind": "enrichment", "minute": 3, "properties": {"data": {"zz_open": 1, "zz_closed": 2, "zz_unknown": 3}}}, {"id": "4", "minute": 4},
  {"id": "5", "visitor": "ben", "kind": "identify", "minute": 1, "properties": {"email": "ben@acme.parts.example"}},
  {"id": "6", "visitor": "cat", "kind": "enrichment", "minute": 1, "properties": {"company": {"domain": "ACME.parts.example"}}},
  {"id": "7", "visitor": "dan", "kind": "identify", "minute": 1, "properties": {"email": "dan@nobody.parts.example"}}, {"id": "8", "visitor": "eve", "minute": 1}
]'))$$, array[
  'ann ann@mail.example at 1 {"zz_open": 1} at 3', 'ben ben@acme.parts.example at 1 of acme.parts.example', 'cat acme.parts.example at 1 of acme.parts.example',
  'dan dan@nobody.parts.example at 1', 'eve'
], 'the newest address and enrichment, whatever came later, what clients may see of it, and the company that either names');
select is(private.visitor_account_id(here, 'nobody.parts.example', 'x@nobody.parts.example'), null, 'a company that is not known is none of those that are') from it;
select lives_ok($$select private.store_visitors(pg_temp.batch('[{"id": "1", "visitor": "hal", "minute": 1}, {"id": "2", "visitor": "ida", "minute": 1, "test": true}]'))$$, 'a visitor and a test');
select lives_ok($$select private.store_visitors(pg_temp.batch('[{"id": "3", "visitor": "hal", "minute": 2, "test": true}, {"id": "4", "visitor": "ida", "minute": 2}]'))$$, 'each then does the other');
select is((select string_agg(n.name || ' ' || v.is_test, ', ' order by n.name) from public.visitors as v inner join names as n using (id)), 'hal false, ida false', 'whoever did one thing in earnest is no test');
select lives_ok($$select private.store_visitor_sessions(pg_temp.batch('[{"id": "1", "visitor": "hal", "minute": 1}, {"id": "2", "visitor": "ida", "minute": 1, "test": true}]'))$$, 'their sessions');
select lives_ok($$select private.store_visitor_sessions(pg_temp.batch('[{"id": "3", "visitor": "hal", "minute": 2, "test": true}, {"id": "4", "visitor": "ida", "minute": 2}]'))$$, 'and again');
select is((select string_agg(n.name || ' ' || s.is_test, ', ' order by n.name) from public.visitor_sessions as s inner join names as n using (id)), 'hal false, ida false', 'nor is the session');

-- Companies.
select results_eq($$
  select concat_ws(' ', m.company_domain, m.company ->> 'name', pg_temp.minute(m.occurred_at)) from private.company_mentions(pg_temp.batch('[
    {"id": "1", "kind": "enrichment", "minute": 1, "properties": {"company": {"domain": "One.example", "name": "One"}}},
    {"id": "2", "kind": "identify", "minute": 2, "properties": {"email": "x@two.example", "company": {"domain": "no.example"}}},
    {"id": "3", "minute": 3, "properties": {"company": {"domain": "no.example"}}}, {"id": "4", "kind": "identify", "minute": 4, "properties": {"email": "x@gmail.com"}}
  ]')) as m order by 1$$, array['one.example One at 1', 'two.example at 2'], 'companies are named by enrichments and addresses, not by what else an event says');
select lives_ok($$select private.store_accounts(pg_temp.batch('[
  {"id": "1", "kind": "enrichment", "minute": 3, "properties": {"company": {"domain": "one.parts.example", "name": "One"}}},
  {"id": "2", "kind": "identify", "minute": 4, "properties": {"email": "x@two.parts.example"}}
]'))$$, 'two companies');
select is(
  (select string_agg(concat_ws(' ', a.company_domain, a.company_name, pg_temp.minute(a.enriched_at), case a.enrichment_event_id when pg_temp.id('1') then 'by 1' else a.enrichment_event_id::text end), ', ' order by a.company_domain)
    from public.accounts as a where a.company_domain in ('one.parts.example', 'two.parts.example')),
  'one.parts.example One at 3 by 1, two.parts.example', 'an address names a company, and enriches none'
);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, company_domain, account_id)
select here, n.id, now(), now(), false, 'acme.parts.example', case n.name when 'gil' then pg_temp.id('acme') end from it cross join names as n where n.name in ('eve', 'fay', 'gil');
create temporary table as_it_was on commit drop as select v.ctid as place from public.visitors as v where v.id = pg_temp.id('gil');
select lives_ok($$select private.link_visitor_accounts(pg_temp.batch('[
  {"id": "1", "visitor": "eve", "kind": "enrichment", "minute": 1}, {"id": "2", "visitor": "gil", "kind": "identify", "minute": 1, "properties": {"email": "x@y.example"}}
]'))$$, 'an enrichment of one visitor and an address of another');
select is((select string_agg(n.name, ', ' order by n.name) from public.visitors as v inner join names as n using (id) where v.account_id = pg_temp.id('acme')), 'eve, gil', 'link these to their company, nobody else');
select is((select v.ctid from public.visitors as v where v.id = pg_temp.id('gil')), (select place from as_it_was), 'who is linked already is not written again');

-- Events: which are new.
select is(pg_temp.named(private.store_session_events(pg_temp.batch('[{"id": "one", "minute": 1}]'))), 'one', 'an event is new');
select is(pg_temp.named(private.store_session_events(pg_temp.batch('[{"id": "one", "minute": 1}, {"id": "two", "minute": 1}, {"id": "one", "there": true, "minute": 1}]'))), 'two, one there', 'once, on each site');

-- Conversations: three that were there, the new one only there.
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select d.id, pg_temp.id('ann'), now(), now(), false from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select v.domain_id, v.id, v.id, now(), v.id, now(), false from public.visitors as v where v.id = pg_temp.id('ann');
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, email_captured, demo_proposed, cta_clicked, demo_booked)
select case t.is_there when true then it.there else it.here end, pg_temp.id(t.name), pg_temp.id('ann'), pg_temp.id('ann'), 'production', 'widget', pg_temp.at(0), pg_temp.id('0'), t.is_far, t.is_far, t.is_far, t.is_far
from it cross join (values (false, 'old', false), (false, 'told', true), (false, 'plain', false), (true, 'old', false), (true, 'new', false)) as t (is_there, name, is_far);
select is(pg_temp.named(private.store_conversations(pg_temp.batch('[
  {"id": "one", "talk": "old", "minute": 1}, {"id": "two", "talk": "new", "minute": 1}, {"id": "three", "there": true, "talk": "new", "minute": 1}
]'))), 'one, three there', 'what is said in conversations that were there is told, on their site');
select lives_ok($$select private.store_conversations(pg_temp.batch('[
  {"id": "1", "talk": "told", "minute": 1}, {"id": "2", "talk": "plain", "kind": "email_captured", "minute": 1}, {"id": "3", "talk": "plain", "kind": "demo_proposed", "minute": 1},
  {"id": "4", "talk": "plain", "kind": "cta_clicked", "minute": 1}, {"id": "5", "talk": "plain", "kind": "demo_booked", "minute": 1}
]'))$$, 'steps towards a demo');
select results_eq($$
  select concat_ws(' ', n.name, t.email_captured, t.demo_proposed, t.cta_clicked, t.demo_booked) from public.conversations as t inner join names as n using (id)
  where t.domain_id = (select here from it) order by 1$$,
array['new f f f f', 'old f f f f', 'plain t t t t', 'told t t t t'], 'are kept once they were taken');

create function pg_temp.talks() returns setof text language sql as $$
  select concat_ws(' ', n.name || case t.domain_id when it.there then ' there' else '' end, t.total_turns, t.agent_turns, t.human_turns, t.last_role, pg_temp.minute(t.last_message_at), t.language, nullif(t.status, 'open'))
  from it cross join public.conversations as t inner join names as n using (id) where n.name in ('old', 'plain') order by t.domain_id = it.there, n.name
$$;
insert into public.messages (domain_id, id, conversation_id, seq, role, content, language, occurred_at, event_id)
select case m.is_there when true then it.there else it.here end, gen_random_uuid(), pg_temp.id(m.talk), m.seq, m.role, 'x', m.language, pg_temp.at(m.minute), gen_random_uuid()
from it cross join (values
  (false, 'old', 0, 'visitor', 'fr', 1), (false, 'old', 1, 'assistant', null, 2), (false, 'old', 2, 'human', null, 3), (false, 'plain', 0, 'visitor', 'de', 9), (true, 'old', 7, 'assistant', 'es', 10)
) as m (is_there, talk, seq, role, language, minute);
select lives_ok($$select private.refresh_conversations(pg_temp.batch('[{"id": "1", "talk": "old", "kind": "message", "minute": 1}, {"id": "2", "talk": "plain", "minute": 1}]'))$$, 'a message in one conversation, a page view in another');
select results_eq('select pg_temp.talks()', array['old 1 1 1 human at 3 fr', 'plain 0 0 0', 'old there 0 0 0'], 'of that one alone the numbers are those of its transcript');
select results_eq($$
  select concat_ws(' ', t.turns, t.agent_turns, t.human_turns, t.last_role, t.language) from private.told_transcripts(pg_temp.batch('[
    {"id": "1", "talk": "new", "kind": "message", "minute": 1, "properties": {"seq": 0, "role": "visitor", "content": "x", "language": "fr"}},
    {"id": "2", "talk": "new", "kind": "message", "minute": 2, "properties": {"seq": 1, "role": "assistant", "content": "x"}},
    {"id": "3", "talk": "new", "kind": "message", "minute": 3, "properties": {"seq": 2, "role": "assistant", "content": "x"}},
    {"id": "4", "talk": "new", "kind": "message", "minute": 4, "properties": {"seq": 3, "role": "human", "content": "x"}},
    {"id": "5", "talk": "new", "kind": "message", "minute": 5, "properties": {"seq": 4, "role": "visitor", "content": "x"}},
    {"id": "6", "talk": "new", "kind": "message", "minute": 6, "properties": {"seq": 5, "role": "visitor", "content": "x"}}
  ]')) as t$$, array['3 2 1 visitor fr'], 'a transcript is told by who wrote');
create function pg_temp.status(status text, minute integer) returns setof text language plpgsql as $$
begin
  perform private.store_conversation_status(pg_temp.batch(jsonb_build_array(jsonb_build_object(
    'id', status, 'talk', 'old', 'kind', 'conversation_status', 'minute', minute, 'properties', jsonb_build_object('status', status)
  ))));
  return query select * from pg_temp.talks();
end;
$$;
select results_eq($$select pg_temp.status('closed', 5)$$, array['old 1 1 1 human at 3 fr closed', 'plain 0 0 0', 'old there 0 0 0'], 'a conversation is closed, on its site');
select results_eq($$select pg_temp.status('open', 4)$$, array['old 1 1 1 human at 3 fr closed', 'plain 0 0 0', 'old there 0 0 0'], 'what was earlier does not open it');
select results_eq($$select pg_temp.status('handed_over', 6)$$, array['old 1 1 1 human at 3 fr handed_over', 'plain 0 0 0', 'old there 0 0 0'], 'what is later counts');
create function pg_temp.says(content text, minute integer) returns text language plpgsql as $$
begin
  perform private.store_messages(pg_temp.batch(jsonb_build_array(jsonb_build_object(
    'id', content, 'talk', 'new', 'kind', 'message', 'minute', minute, 'properties', jsonb_build_object('seq', 0, 'role', 'visitor', 'content', content)
  ))));
  return (select m.content from public.messages as m where m.conversation_id = pg_temp.id('new'));
end;
$$;
select is(array[pg_temp.says('second', 2), pg_temp.says('first', 1), pg_temp.says('third', 3)], '{second,second,third}', 'the newest text of a message stays');

-- All steps together.
select lives_ok($$select private.store_batch(pg_temp.batch('[
  {"id": "b1", "visitor": "ben", "kind": "enrichment", "minute": 1, "properties": {"source": "crm", "company": {"domain": "whole.parts.example", "name": "Whole"}}},
  {"id": "b2", "visitor": "ben", "talk": "b", "kind": "message", "minute": 2, "properties": {"seq": 0, "role": "visitor", "content": "Hello"}}
]'))$$, 'an enrichment without an address, and a message');
select is((select a.company_name from public.accounts as a where a.company_domain = 'whole.parts.example'), 'Whole', 'the company is stored');
select is((select e.source from public.visitor_enrichments as e where e.id = pg_temp.id('b1')), 'crm', 'and what was said of the visitor');
select lives_ok($$select private.store_batch(pg_temp.batch('[
  {"id": "b3", "visitor": "ben", "kind": "identify", "minute": 3, "properties": {"email": "Ben@parts.example"}},
  {"id": "b4", "visitor": "ben", "talk": "b", "kind": "message", "minute": 4, "properties": {"seq": 1, "role": "visitor", "content": "Hello?"}},
  {"id": "b5", "visitor": "ben", "talk": "b", "kind": "conversation_status", "minute": 5, "properties": {"status": "closed"}}
]'))$$, 'then an address, another message and the end');
select is(
  (select concat_ws(' ', g.email, t.total_turns, t.status) from public.conversations as t cross join private.visitor_emails as g where t.id = pg_temp.id('b') and g.event_id = pg_temp.id('b3')),
  'ben@parts.example 2 closed', 'all of it is stored'
);

select * from finish();
rollback;
