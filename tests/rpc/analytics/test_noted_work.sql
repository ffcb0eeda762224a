-- What is noted to be counted anew: that alone, once, in the domain where something changed. The other domain has the same ids.
-- row: C20 R02 R26
begin;
select plan(27);

create temporary table sites as select min(d.id::text)::uuid as here, max(d.id::text)::uuid as there from public.domains as d where d.site_domain in ('abtasty.com', 'cooking.example');
create temporary table both_sites as select d.* from sites as s cross join lateral (values (s.here, 'here'), (s.there, 'there')) as d (id, name);
create function pg_temp.clear() returns void language sql as $$
  delete from private.dirty_days;
  delete from private.dirty_topics;
  delete from private.dirty_trades;
  delete from private.dirty_deals;
  delete from private.dirty_commissions;
  delete from private.dirty_addresses;
$$;
create function pg_temp.left_over(relation text, key text) returns text language plpgsql as $$
declare
  told text;
begin
  execute format('select string_agg(d.name || '' '' || n.%1$I, '', '' order by d.name, n.%1$I, n.id) from private.%2$I as n inner join both_sites as d on n.domain_id = d.id', key, relation)
  into told;
  return told;
end;
$$;

-- One at a time.
select pg_temp.clear();
insert into private.dirty_trades (domain_id, hour, cause)
select d.id, n.hour, n.cause from both_sites as d cross join (values (100, 'transactions'), (100, 'charges'), (101, 'deals')) as n (hour, cause);
select results_eq(
  'select d.name, t.hours::text, t.days::text, t.causes::text from private.take_dirty_trades(1) as t inner join both_sites as d on t.domain_id = d.id',
  $$values ('here', '{100}', '{2000-01-05}', '{transactions}')$$, 'an hour of trades is taken with its first cause'
);
select is(pg_temp.left_over('dirty_trades', 'hour'), 'here 101, there 100, there 100, there 101', 'and no other');
select results_eq(
  'select d.name, t.hours::text from private.take_dirty_trades(9) as t inner join both_sites as d on t.domain_id = d.id order by 1',
  $$values ('here', '{101}'), ('there', '{100,101}')$$, 'then the others, each domain''s with it'
);
insert into private.dirty_topics (domain_id, hour) select d.id, n.hour from both_sites as d cross join (values (100), (100), (101)) as n (hour);
select results_eq(
  'select d.name, t.hours::text from private.take_dirty_topics(1) as t inner join both_sites as d on t.domain_id = d.id', $$values ('here', '{100}')$$, 'an hour of topics is taken'
);
select is(pg_temp.left_over('dirty_topics', 'hour'), 'here 101, there 100, there 100, there 101', 'and no other');
insert into private.dirty_days (domain_id, day, cause)
select d.id, n.day::date, n.cause from both_sites as d cross join (values ('2026-03-02', 'events'), ('2026-03-02', 'merge'), ('2026-03-03', 'events')) as n (day, cause);
select results_eq(
  'select d.name, t.days::text, t.causes::text from private.take_dirty_days(1) as t inner join both_sites as d on t.domain_id = d.id',
  $$values ('here', '{2026-03-02}', '{events}')$$, 'a day is taken with its first cause'
);
select is(pg_temp.left_over('dirty_days', 'day'), 'here 2026-03-03, there 2026-03-02, there 2026-03-02, there 2026-03-03', 'and no other');
select is(
  private.final_days(array['2026-01-01', '2026-01-02', (now() at time zone 'UTC')::date - 7, (now() at time zone 'UTC')::date - 8]::date [], '{events,first_fill,events,merge}'),
  array['2026-01-01', (now() at time zone 'UTC')::date - 8]::date [], 'a day is final when a week has passed, and was counted before'
);

-- Days whose conversations have been resolved since.
select pg_temp.clear();
delete from private.day_facts;
insert into private.day_facts (domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores, ripe_at)
select d.id, n.day::date, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', now() + n.later * interval '1 minute'
from both_sites as d cross join (values ('2026-03-02', -1), ('2026-03-03', 0), ('2026-03-04', 1)) as n (day, later);
insert into private.dirty_days (domain_id, day, cause) select s.here, '2026-03-02', 'events' from sites as s;
select private.note_ripe_days();
select is(
  pg_temp.left_over('dirty_days', 'day'), 'here 2026-03-02, here 2026-03-03, there 2026-03-02, there 2026-03-03', 'days on which something is resolved by now are noted once'
);
select tests.as_service();
select is(public.run_rollup_upkeep(1), '{"rebuilt": 1, "is_waiting": true}', 'and counted');
select tests.back();
select pg_temp.clear();
select tests.as_service();
select is(public.run_rollup_upkeep(9) ->> 'rebuilt', '3', 'the worker finds them by itself');
select tests.back();

-- An hour is made anew, and what has its number elsewhere stays.
select pg_temp.clear();
delete from private.topic_blocks;
delete from private.trade_blocks;
create temporary table stale as
select d.id as domain_id, b.level, b.block from both_sites as d cross join (values (0, 100), (0, 103), (11, 100)) as b (level, block);
insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified) select b.domain_id, b.level, b.block, gen_random_uuid(), 1, 1 from stale as b;
insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced)
select b.domain_id, b.level, b.block, 'all', '', '{48}', '{1}', '{1}', '{1}', '{1}', '{1}', '{1}', '{1}' from stale as b;
insert into private.dirty_topics (domain_id, hour) select s.here, 100 from sites as s;
insert into private.dirty_trades (domain_id, hour, cause) select s.here, 100, 'deals' from sites as s;
insert into private.dirty_deals (domain_id, token_id) select s.here, gen_random_uuid() from sites as s;
select private.rebuild_topics(9);
select private.rebuild_trades(9);
select results_eq(
  'select d.name, t.level::integer, t.block from private.topic_blocks as t inner join both_sites as d on t.domain_id = d.id where t.level in (0, 11) order by 1, 2, 3',
  $$values ('here', 0, 103), ('here', 11, 100), ('there', 0, 100), ('there', 0, 103), ('there', 11, 100)$$, 'one hour of topics is made anew'
);
select results_eq(
  'select d.name, t.level::integer, t.block from private.trade_blocks as t inner join both_sites as d on t.domain_id = d.id where t.level in (0, 11) order by 1, 2, 3',
  $$values ('here', 0, 103), ('here', 11, 100), ('there', 0, 100), ('there', 0, 103), ('there', 11, 100)$$, 'one hour of trades is made anew'
);
select is((select count(*) from private.dirty_deals), 0::bigint, 'after what was noted of deals');
insert into private.dirty_commissions (domain_id, beneficiary_id, month) select d.id, gen_random_uuid(), '2026-03-01' from both_sites as d;
select tests.as_service();
select is(public.run_rollup_upkeep(1) ->> 'is_waiting', 'true', 'commissions wait as well');
select is(public.run_rollup_upkeep(1) ->> 'is_waiting', 'false', 'until they are done');
select tests.back();

-- A visitor with a conversation here, and one there; only what is classified makes an hour of topics.
select pg_temp.clear();
create temporary table talks as
select d.id as domain_id, md5('noted ' || t.name)::uuid as id, t.name, t.at + case d.name when 'here' then interval '0' else interval '5 days' end as at
from both_sites as d cross join (values ('plain', timestamptz '2026-03-02 10:00Z'), ('read', '2026-03-03 11:00Z')) as t (name, at);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select t.domain_id, t.id, t.at, t.at, false from talks as t;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select t.domain_id, t.id, t.id, t.at, t.id, t.at, false from talks as t;
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, topics_at, topics_source)
select t.domain_id, t.id, t.id, t.id, 'production', 'widget', t.at, t.id, case t.name when 'read' then now() end, case t.name when 'read' then 'llm' end from talks as t;
create function pg_temp.topic_hours() returns text language sql as $$
  select string_agg(concat_ws(' ', d.name, to_char(private.hour_time(n.hour) at time zone 'UTC', 'MM-DD HH24')), ', ' order by d.name, n.id)
  from private.dirty_topics as n inner join both_sites as d on n.domain_id = d.id
$$;
select is(pg_temp.topic_hours(), 'here 03-03 11, there 03-08 11', 'a conversation that comes classified is noted, others are not');
select pg_temp.clear();
update public.conversations as c set language = 'fr' from sites as s where c.domain_id = s.here and c.id = md5('noted plain')::uuid;
select is(pg_temp.topic_hours(), null, 'nor where one changes that was not classified');
update public.conversations as c set topics_at = null, topics_source = null from sites as s where c.domain_id = s.here and c.id = md5('noted read')::uuid;
select is(pg_temp.topic_hours(), 'here 03-03 11', 'but where one is so no more');

select pg_temp.clear();
update public.visitors as v set email = 'noted@abtasty.example' from both_sites as d where v.domain_id = d.id and v.id = md5('noted ' || case d.name when 'here' then 'plain' else 'read' end)::uuid;
select pg_temp.clear();
insert into private.dirty_addresses (email) values ('noted@abtasty.example'), ('noted@abtasty.example'), ('nobody@abtasty.example');
select private.take_addresses();
select is(pg_temp.left_over('dirty_days', 'day'), 'here 2026-03-02, there 2026-03-08', 'an address makes the days of its visitors anew, once');
select is((select count(*) from private.dirty_addresses), 0::bigint, 'and is done');
select pg_temp.clear();
delete from private.day_facts;
insert into private.dirty_addresses (email) values ('noted@abtasty.example');
select tests.as_service();
select is(public.run_rollup_upkeep() ->> 'rebuilt', '2', 'the worker does both at once');
select tests.back();

-- A conversation that comes, and changes of a visitor, with what they are.
select pg_temp.clear();
update public.visitors as v set merged_into_id = md5('noted plain')::uuid from sites as s where v.domain_id = s.here and v.id = md5('noted read')::uuid;
select results_eq(
  'select d.name, n.day::text, n.cause from private.dirty_days as n inner join both_sites as d on n.domain_id = d.id order by 2',
  $$values ('here', '2026-03-03', 'merge')$$, 'a visitor who is merged'
);
select pg_temp.clear();
update public.visitors as v set email = 'other@abtasty.example' from sites as s where v.domain_id = s.here and v.id = md5('noted plain')::uuid;
select results_eq(
  'select distinct n.cause from private.dirty_days as n', $$values ('people')$$, 'one who is somebody else now'
);
select pg_temp.clear();
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id)
select t.domain_id, md5('noted more')::uuid, t.id, t.id, 'production', 'widget', '2026-03-07 10:00Z', t.id from talks as t inner join sites as s on t.domain_id = s.here where t.name = 'plain';
select results_eq(
  'select d.name, n.day::text, n.cause from private.dirty_days as n inner join both_sites as d on n.domain_id = d.id',
  $$values ('here', '2026-03-07', 'conversations')$$, 'a conversation that comes'
);

-- What was final and is another number now.
delete from public.metric_revisions;
select private.note_revisions(
  s.here, '{"2026-03-02": {"displayed": 1, "converted": 3}, "2026-03-03": {"displayed": 5, "converted": 3}}',
  '{"2026-03-02": {"displayed": 2, "converted": 3}, "2026-03-03": {"displayed": 6, "converted": 3}}', '{2026-03-02,2026-03-03}', '{events,merge}'
) from sites as s;
select results_eq(
  'select d.name, r.day::text, r.metric, r.old_value::integer, r.new_value::integer, r.cause from public.metric_revisions as r inner join both_sites as d on r.domain_id = d.id order by 2',
  $$values ('here', '2026-03-02', 'displayed', 1, 2, 'events'), ('here', '2026-03-03', 'displayed', 5, 6, 'merge')$$, 'each number of a day with its cause, if it is another'
);

-- A charge, of a trade that was at another hour in the other domain.
select pg_temp.clear();
insert into public.platform_users (domain_id, id, external_id, joined_at) select d.id, md5('noted user')::uuid, 'noted user', '2026-03-01Z' from both_sites as d;
insert into public.tokens (domain_id, id, chain, address) select d.id, md5('noted token')::uuid, 'solana', 'Noted' from both_sites as d;
insert into public.transactions (
  domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select d.id, md5('noted trade ' || t.name)::uuid, 'solana:noted ' || d.name || t.name, md5('noted user')::uuid, md5('noted token')::uuid, 'market', 'buy', 1, 1, 0, 'USDC',
  'confirmed', t.at + case d.name when 'here' then interval '0' else interval '5 hours' end, '2026-03-02Z', gen_random_uuid()
from both_sites as d cross join (values ('one', timestamptz '2026-03-02 10:00Z'), ('two', '2026-03-02 12:00Z')) as t (name, at);
select pg_temp.clear();
insert into public.fee_charges (
  domain_id, transaction_id, platform_user_id, token_id, order_type, occurred_at, discount_ppm, asset, gross_minor, discount_minor, fee_minor, commission_minor,
  platform_net_minor, volume_usd_minor, commission_usd_minor, explain
)
select s.here, md5('noted trade one')::uuid, md5('noted user')::uuid, md5('noted token')::uuid, 'market', '2026-03-02 10:00Z', 0, 'USDC', 0, 0, 0, 0, 0, 1, 0, '{}' from sites as s;
select results_eq(
  'select d.name, n.hour, n.cause from private.dirty_trades as n inner join both_sites as d on n.domain_id = d.id',
  $$values ('here', private.hour_number('2026-03-02 10:00Z')::integer, 'charges')$$, 'a charge makes the hour of its trade anew'
);

select * from finish();
rollback;
