-- Numbers of trades and referrals stand on dashboards: with each filter and argument that the catalogue has, a widget
-- shows what its viewer is told by the function, and whoever lacks its permission nothing.
-- row: C48 C51
begin;
select plan(9);

create function pg_temp.value(shape jsonb) returns jsonb language sql as $$
  select case
    when jsonb_typeof(shape) = 'array' then shape -> 0 when shape ? 'some_of' then jsonb_build_array(shape #> '{some_of,0}')
    else jsonb '{"time": "2026-10-01T00:00:00Z", "uuid": "00000000-0000-4000-8000-000000000002", "boolean": true, "text": "raydium"}'
      -> (shape #>> '{}') end
$$;
-- All that it can be asked for at once; the zone is a text of its own.
create function pg_temp.all_of(metric text) returns jsonb language sql as $$
  select (
    select jsonb_object_agg(a.key, pg_temp.value(a.value)) from jsonb_each(c.arguments) as a
  ) || jsonb_build_object('time_zone', 'Europe/Paris', 'filter', (
    select jsonb_object_agg(f.key, case f.key
      when 'to' then jsonb '"2026-11-30T00:00:00Z"' when 'domain_ids' then jsonb_build_array(tests.domain('cooking.example'))
      else pg_temp.value(f.value) end)
    from jsonb_each(c.filter) as f
    -- A cycle has its own time.
    where f.key <> 'cycle_id'
  ))
  from public.metric_catalog as c where c.metric = all_of.metric
$$;
create function pg_temp.set(metric text, params jsonb) returns void language sql security definer as $$
  update public.dashboard_widgets as w set metric = set.metric, params = set.params where w.id = md5('widget/Trading desk1')::uuid
$$;
create function pg_temp.run() returns jsonb language sql as $$
  select public.run_widget(tests.domain('cooking.example'), md5('widget/Trading desk1')::uuid) -> 'rows'
$$;
create view pg_temp.mine as select unnest('{
  transaction_stats,volume_by_token,fee_stats,referral_revenue,referral_stats,referral_summary
}'::text[]) as metric;
grant select on pg_temp.mine to public;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is_empty(
  'select m.metric, private.run_metric(m.metric, pg_temp.all_of(m.metric)) from pg_temp.mine as m
  where private.run_metric(m.metric, pg_temp.all_of(m.metric)) is null', 'each function takes all that the catalogue has of it'
);
select pg_temp.set('transaction_stats', '{"cycle": "month", "time_zone": "UTC", "filter": {"from": "2026-10-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}}');
select is(
  pg_temp.run(),
  (
    select jsonb_agg(to_jsonb(s)) from public.transaction_stats('{"from": "2026-10-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}', 'month', 'UTC') as s
  ), 'trades are told as by their function'
);
select is((select array_agg(r ->> 'transactions') from jsonb_array_elements(pg_temp.run()) as r), '{0,2}', 'the demo''s two in November');
select pg_temp.set('fee_stats', '{}');
select is(pg_temp.run(), (select jsonb_agg(to_jsonb(s)) from public.fee_stats() as s), 'fees are, for who manages fees');
select pg_temp.set('referral_stats', '{"cycle": "day"}');
select is(pg_temp.run(), (select jsonb_agg(to_jsonb(s)) from public.referral_stats('{}', 'day') as s), 'and referrals');

select tests.back();
delete from public.role_permissions where resource = 'fees' and action = 'manage' and role_key = 'business';
select tests.as('business@demo.example');
select isnt(pg_temp.run(), '[]', 'who does not, still sees referrals on it');
select pg_temp.set('fee_stats', '{}');
select is(tests.refusal('select pg_temp.run()'), '42501 PERMISSION_DENIED', 'and no fees on the same dashboard');
select tests.back();
select is(private.metric_fault('transaction_stats', '{"cycle": "hour"}'), 'params.cycle: must be day, week, month or custom', 'what a cycle is not is refused when it is saved');
select is(private.metric_fault('fee_stats', '{"filter": {"venue": "x''; --"}}'), 'params.filter.venue: must be web, mobile or unknown', 'and a venue that is none');

select * from finish();
rollback;
