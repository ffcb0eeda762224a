-- A widget shows each viewer what that viewer could have asked for, and nothing else can be asked.
-- row: C48
begin;
select plan(26);

create function pg_temp.run(widget text, site text default 'abtasty.com') returns jsonb language sql as $$
  select public.run_widget(tests.domain(site), md5('widget/' || widget)::uuid)
$$;
-- Stored by hand, as no function would.
create function pg_temp.set(metric text, params jsonb) returns void language sql security definer as $$
  update public.dashboard_widgets as w set metric = set.metric, params = set.params where w.id = md5('widget/Website1')::uuid
$$;
create function pg_temp.one(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(site)))
$$;
grant execute on all functions in schema pg_temp to public;
-- A twin in another domain.
insert into public.dashboards (domain_id, id, owner_id, title)
values (tests.domain('toto.example'), md5('dashboard/Website')::uuid, tests.person('admin@admin.com'), 'Twin');
insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title)
values (tests.domain('toto.example'), md5('widget/Website1')::uuid, md5('dashboard/Website')::uuid, 1, 'client_dashboard', 'Twin');

select tests.as('admin@admin.com');
select is(pg_temp.run('Website1') -> 'rows' -> 0, public.client_dashboard(), 'admin sees the numbers of all the domains');
select is((pg_temp.run('Website1') - 'rows' - 'id')::text, '{"title": "Overview", "metric": "client_dashboard", "params": {}}', 'with what they are');
select is(pg_temp.run('Website1', 'toto.example') ->> 'title', 'Twin', 'a twin is another');
select tests.as('user@user.com');
select is(pg_temp.run('Website1') -> 'rows' -> 0, public.client_dashboard(), 'a client user, on the same dashboard, the own');
select is(pg_temp.run('Website1') #> '{rows,0,domain_ids}', jsonb_build_array(tests.domain('abtasty.com')), 'of one domain');
select is(pg_temp.run('My week1') -> 'rows', (select jsonb_agg(to_jsonb(s)) from public.activity_series() as s), 'rows come as they are');
select is(jsonb_array_length(pg_temp.run('My week1') -> 'rows'), 30, 'all of them, in order');

select pg_temp.set('activity_series', jsonb_build_object('filter', pg_temp.one('abtasty.com'), 'bucket', 'week', 'time_zone', 'Europe/Paris'));
select is(
  pg_temp.run('Website1') -> 'rows',
  (select jsonb_agg(to_jsonb(s)) from public.activity_series(pg_temp.one('abtasty.com'), 'week', 'Europe/Paris') as s), 'arguments arrive'
);
select pg_temp.set('activity_series', jsonb_build_object('filter', pg_temp.one('notabtasty.com')));
select is(tests.refusal('select pg_temp.run(''Website1'')'), '42501 PERMISSION_DENIED', 'a domain of others is refused, whoever wrote it there');
select tests.as('admin@admin.com');
select isnt(pg_temp.run('Website1'), null, 'and told to whoever may');
select pg_temp.set('activity_series', '{"time_zone": "UTC''); drop table public.dashboards; --"}');
select is(tests.refusal('select pg_temp.run(''Website1'')'), '22023 INVALID_INPUT', 'what looks like a statement is a value');
select pg_temp.set('activity_series', '{"bucket) as r; drop table public.dashboards; --": "day"}');
select is(tests.refusal('select pg_temp.run(''Website1'')'), null, 'an argument that the catalogue does not have is not asked');
select has_table('public', 'dashboards', 'it is still there');
select pg_temp.set('breakdown', '{"metric": "events", "dims": ["name", "source"], "filter": {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z", "name": ["order_placed"]}}');
select is(
  pg_temp.run('Website1') -> 'rows', '[{"begins_on": null, "parts": {"name": "order_placed", "source": "platform"}, "value": 2}]', 'any number by any dimension is one, too'
);
select tests.as('business@demo.example');
select isnt(pg_temp.run('Trading desk1', 'cooking.example') -> 'rows', '[]', 'what is shared with a role is shown to it');
select is(tests.refusal('select pg_temp.run(''Website1'')'), '42501 PERMISSION_DENIED', 'another domain''s is not');
select tests.as('support@demo.example');
select is(tests.refusal('select pg_temp.run(''My week1'')'), 'P0002 NOT_FOUND', 'nor what is private');
select pg_temp.set('topic_frequency', '{"bucket": "week"}');
select isnt(pg_temp.run('Website1') -> 'rows', null, 'topics are shown to who may view topics');
select tests.back();
delete from public.role_permissions where resource = 'topics' and role_key = 'support';
select tests.as('support@demo.example');
select is(tests.refusal('select pg_temp.run(''Website1'')'), '42501 PERMISSION_DENIED', 'and to nobody else on the same dashboard');
select is(tests.refusal('select private.run_metric(''pg_sleep'', ''{}'')'), 'P0002', 'no other function is run');
select tests.as_anon();
select is(tests.refusal('select pg_temp.run(''Website1'')'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select pg_temp.run(''Website1'')'), '42501', 'and the worker');

-- Arguments of other types, which later metrics may have.
select tests.back();
create function public.probe_metric(wanted uuid, at timestamptz, is_on boolean, filter jsonb default '{"a": 1}', word text default 'x')
returns table (said text, n integer) language sql stable as $$ select concat_ws(' ', wanted, at at time zone 'UTC', is_on, filter, word), 1 where is_on is not null $$;
insert into public.metric_catalog (metric, rpc, title, description, permission, arguments)
values ('probe', 'probe_metric', 'x', 'x', 'analytics.view', '{"wanted": "uuid", "at": "time", "is_on": "boolean", "word": "text"}');
select is(
  private.run_metric('probe', '{"wanted": "00000000-0000-4000-8000-000000000002", "at": "2026-01-01T00:00:00Z", "is_on": true, "filter": {"b": 2}}'),
  '[{"said": "00000000-0000-4000-8000-000000000002 2026-01-01 00:00:00 t {\"b\": 2} x", "n": 1}]', 'each has its type'
);
select is(
  private.run_metric('probe', '{"wanted": null, "at": null, "is_on": null, "filter": null}'), '[]', 'nothing is an empty list'
);
select is(private.metric_fault('probe', '{"wanted": "x"}'), 'params.wanted: must be a uuid', 'a value is of its type');
select is(private.metric_fault('probe', '{"filter": {"b": 2}}'), 'params.filter.b: is no known filter', 'and a filter is in the catalogue');

select * from finish();
rollback;
