-- Making a dashboard: what it may hold, and who may make one where.
-- row: C48
begin;
select plan(30);

create function pg_temp.try(widgets text, title text default 'Mine', site text default 'abtasty.com', visibility text default 'private', role_key text default null)
returns text language plpgsql as $$
declare
  message text;
begin
  perform public.create_dashboard(tests.domain(site), title, visibility, role_key, widgets::jsonb);
  return null;
exception when others then
  get stacked diagnostics message = message_text;
  return message;
end;
$$;
create function pg_temp.widget(more text) returns text language sql as $$
  select jsonb_build_array(jsonb '{"metric": "activity_series", "title": "Active"}' || more::jsonb)::text
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.try(pg_temp.widget('{"params": {"bucket": "week", "filter": {"domain_ids": ["10000000-0000-4000-8000-000000000001"]}, "time_zone": null}, "layout": {"x": 1}}'), '  Mine '), null, 'one with a widget');
select results_eq(
  $$select d.title, d.visibility, d.owner_id = tests.person('user@user.com'), w.position, w.params, w.layout from public.dashboards as d
  inner join public.dashboard_widgets as w on w.dashboard_id = d.id where d.title = 'Mine'$$,
  $$select 'Mine', 'private', true, 1, jsonb '{"bucket": "week", "filter": {"domain_ids": ["10000000-0000-4000-8000-000000000001"]}}', jsonb '{"x": 1}'$$,
  'is as it was told, without what was null'
);
select is(pg_temp.try('[]', 'Empty', visibility => 'all'), null, 'one without any, for all');
select is(pg_temp.try('[]', 'Shared', visibility => 'role', role_key => 'support'), null, 'one for a role');
select is(pg_temp.try('[]', ' '), 'title: must be a text of 1 to 100 characters', 'a title says something');
select is(pg_temp.try('[]', null), 'title: must be a text of 1 to 100 characters', 'and is there');
select is(pg_temp.try('[]', repeat('x', 101)), 'title: must be a text of 1 to 100 characters', 'and is short');
select is(pg_temp.try('[]', visibility => 'public'), 'visibility: must be private, role or all', 'nothing is public');
select is(pg_temp.try('[]', visibility => null), 'visibility: must be private, role or all', 'nor unsaid');
select is(pg_temp.try('[]', visibility => 'role', role_key => 'nobody'), 'role_key: must be a role, as it is shared with one', 'a role that there is');
select is(pg_temp.try('[]', role_key => 'support'), 'role_key: is for visibility role alone', 'and only then');
select is(pg_temp.try(null), 'widgets: must be an array of at most 50', 'widgets are an array');
select is(pg_temp.try('{}'), 'widgets: must be an array of at most 50', 'and nothing else');
select is(pg_temp.try((select jsonb_agg(jsonb '{"metric": "retention", "title": "x"}')::text from generate_series(1, 51))), 'widgets: must be an array of at most 50', 'not too many');
select is(pg_temp.try((select jsonb_agg(jsonb '{"metric": "retention", "title": "x"}')::text from generate_series(1, 50))), null, 'but 50');
select is(pg_temp.try('["x"]'), 'widgets[0]: must be an object', 'each is an object');
select is(pg_temp.try(pg_temp.widget('{"title": ""}')), 'widgets[0]: title: must be a text of 1 to 100 characters', 'with a title');
select is(pg_temp.try(pg_temp.widget('{"layout": []}')), 'widgets[0]: layout: must be an object of at most 1000 characters', 'a layout');
select is(pg_temp.try(pg_temp.widget(jsonb_build_object('layout', jsonb_build_object('x', repeat('x', 1000)))::text)), 'widgets[0]: layout: must be an object of at most 1000 characters', 'of a size');
select is(pg_temp.try(pg_temp.widget('{"id": "00000000-0000-4000-8000-000000000002"}')), 'widgets[0]: id: must be that of a widget of this dashboard', 'no id of others');
select is(pg_temp.try(pg_temp.widget('{"metric": "pg_sleep"}')), 'widgets[0]: metric: must be one of metric_catalog', 'no other function');
select is(pg_temp.try(pg_temp.widget('{"metric": "retention(); drop table x"}')), 'widgets[0]: metric: must be one of metric_catalog', 'nor a statement');
select is(pg_temp.try(pg_temp.widget('{"params": []}')), 'widgets[0]: params: must be an object', 'params are an object');
select is(pg_temp.try(pg_temp.widget('{"params": {"filter": "x"}}')), 'widgets[0]: params.filter: must be an object', 'and so is the filter');
select is(pg_temp.try(pg_temp.widget('{"params": {"bucket": "week", "x''); --": 1}}')), 'widgets[0]: params.x''); --: is no known filter', 'no argument that it does not take');
select is(pg_temp.try(pg_temp.widget('{"params": {"bucket": "hour"}}')), 'widgets[0]: params.bucket: must be day, week or month', 'nor a value');
select is(pg_temp.try(pg_temp.widget('{"params": {"filter": {"topic_id": "x"}}}')), 'widgets[0]: params.filter.topic_id: is no known filter', 'nor a filter');
select is(pg_temp.try('[]', site => 'notabtasty.com'), 'analytics.view is not permitted', 'not in another domain');
select tests.as_anon();
select is(tests.refusal('select public.create_dashboard(null, null)'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select public.create_dashboard(null, null)'), '42501', 'and the worker');

select * from finish();
rollback;
