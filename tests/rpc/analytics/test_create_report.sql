-- Saving what query_metric() is asked: what it may be, and who may save it where.
-- row: C51
begin;
select plan(31);

create function pg_temp.try(params text, title text default 'Mine', site text default 'cooking.example', visibility text default 'private', role_key text default null)
returns text language plpgsql as $$
declare
  message text;
begin
  perform public.create_report(tests.domain(site), title, params::jsonb, visibility, role_key);
  return null;
exception when others then
  get stacked diagnostics message = message_text;
  return message;
end;
$$;
create function pg_temp.asks(more text) returns text language sql as $$
  select (jsonb '{"metric": "transactions"}' || more::jsonb)::text
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.try(pg_temp.asks('{"dims": ["side", "venue"], "filter": {"order_type": ["dca"], "side": null}, "bucket": null, "time_zone": "Europe/Paris"}'), ' Mine '), null, 'one of trades');
select results_eq(
  $$select r.title, r.visibility, r.owner_id, r.domain_id, r.params from public.saved_reports as r where r.title = 'Mine'$$,
  $$select 'Mine', 'private', tests.person('business@demo.example'), tests.domain('cooking.example'),
  jsonb '{"metric": "transactions", "dims": ["side", "venue"], "filter": {"order_type": ["dca"]}, "time_zone": "Europe/Paris"}'$$,
  'is as it was told, without what was null'
);
select is(pg_temp.try('{"metric": "events", "dims": ["name", "domain_id"], "bucket": "week"}', visibility => 'all'), null, 'one of events, for all');
select is(pg_temp.try('{"metric": "events"}', visibility => 'role', role_key => 'support'), null, 'one for a role');
select is(pg_temp.try('{"metric": "events"}', ' '), 'title: must be a text of 1 to 100 characters', 'a title says something');
select is(pg_temp.try('{"metric": "events"}', null), 'title: must be a text of 1 to 100 characters', 'and is there');
select is(pg_temp.try('{"metric": "events"}', visibility => 'public'), 'visibility: must be private, role or all', 'nothing is public');
select is(pg_temp.try('{"metric": "events"}', role_key => 'support'), 'role_key: is for visibility role alone', 'a role is for sharing with it');
select is(pg_temp.try('{"metric": "events"}', visibility => 'role', role_key => 'nobody'), 'role_key: must be a role, as it is shared with one', 'a role that there is');
select is(pg_temp.try('{}'), 'metric: must be transactions, volume_usd_minor, traders, events or active_users', 'a metric is asked for');
select is(pg_temp.try(null), 'params: must be an object', 'params are there');
select is(pg_temp.try('[]'), 'params: must be an object', 'and an object');
select is(pg_temp.try('{"metric": "pg_sleep"}'), 'params.metric: must be transactions, volume_usd_minor, traders, events or active_users', 'no other metric');
select is(
  pg_temp.try('{"metric": "events; drop table saved_reports"}'), 'params.metric: must be transactions, volume_usd_minor, traders, events or active_users', 'nor a statement'
);
select matches(pg_temp.try(pg_temp.asks('{"dims": ["side) from pg_authid --"]}')), '^params\.dims: must be an array of', 'no other dimension');
select matches(pg_temp.try(pg_temp.asks('{"dims": ["name"]}')), '^dims: must be of domain_id, ', 'nor one of another metric');
select matches(pg_temp.try(pg_temp.asks('{"dims": "side"}')), '^params\.dims: must be an array of', 'dimensions are an array');
select is(pg_temp.try(pg_temp.asks('{"filter": {"x''); --": 1}}')), 'params.filter.x''); --: is no known filter', 'no other filter');
select is(pg_temp.try(pg_temp.asks('{"filter": {"name": ["a"]}}')), 'filter.name: is no known filter', 'nor one of another metric');
select matches(pg_temp.try(pg_temp.asks('{"filter": {"order_type": ["dca'' or true --"]}}')), '^params\.filter\.order_type: must be an array of', 'no other value');
select is(pg_temp.try(pg_temp.asks('{"filter": []}')), 'params.filter: must be an object', 'a filter is an object');
select is(pg_temp.try(pg_temp.asks('{"bucket": "hour"}')), 'params.bucket: must be day, week or month', 'no other bucket');
select is(pg_temp.try(pg_temp.asks('{"page_size": 1}')), 'params.page_size: is no known filter', 'no other argument');
select matches(pg_temp.try(pg_temp.asks('{"time_zone": "Mars"}')), '^time_zone: ', 'a zone is one that is there');
select is(pg_temp.try('{"metric": "events"}', site => 'toto.example'), 'analytics.view is not permitted', 'not in another domain');
select is((select count(*) from public.saved_reports where owner_id = tests.person('business@demo.example')), 3::bigint, 'three were made');
select is(pg_temp.try('{"metric": "events", "filter": {"domain_ids": ["10000000-0000-4000-8000-000000000001"]}}', 'Of others'), null, 'what asks for a domain of others may be saved');
select is(
  tests.refusal($$select public.run_report(r.domain_id, r.id) from public.saved_reports as r where r.title = 'Of others'$$), '42501 PERMISSION_DENIED', 'and is not answered'
);
select is(pg_temp.try('{"metric": "events"}', repeat('x', 101)), 'title: must be a text of 1 to 100 characters', 'a title is short');
select tests.as_anon();
select is(tests.refusal('select public.create_report(null, null, null)'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select public.create_report(null, null, null)'), '42501', 'and the worker');

select * from finish();
rollback;
