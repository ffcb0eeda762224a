-- Who may see how many were active in which domains, and that nobody reads what it is made of.
-- row: R02 R25 R26
begin;
select plan(26);

create function pg_temp.only(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(site)))
$$;
create function pg_temp.calls(site text) returns setof text language sql as $$
  select format('select from public.%s(%L)', name, pg_temp.only(site))
  from unnest('{activity_series,growth_accounting,retention}'::text []) as name
$$;
create function pg_temp.active(filter jsonb default '{}') returns numeric language sql as $$
  select sum(active) from public.activity_series(filter)
$$;
grant execute on function pg_temp.only, pg_temp.calls, pg_temp.active to public;

select tests.as('user@user.com');
select cmp_ok(pg_temp.active(), '>', 20::numeric, 'a client user sees who was active');
select is(pg_temp.active(), pg_temp.active(pg_temp.only('abtasty.com')), 'in the own domain alone');
select is(pg_temp.active('{"domain_ids": []}'), 0::numeric, 'no domain is none, not all');
select is((select count(*) from public.activity_series('{"domain_ids": []}')), 30::bigint, 'of the last 30 days');
select is(
  (select sum(active) from public.growth_accounting('{"domain_ids": []}', 'day')), 0::numeric, 'whose growth is 0'
);
select is(
  (select sum(cohort_size) from public.retention('{"domain_ids": []}', 'day')), 0::numeric, 'and whose cohorts are empty'
);
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'another domain is refused: ' || call)
from pg_temp.calls('notabtasty.com') as call;
select is(tests.refusal('select from private.active_events'), '42501', 'he reads no facts');
select is(tests.refusal('select from private.active_kinds'), '42501', 'nor the kinds');
select is(tests.refusal('select private.active_sets(''{}'', ''{}'', ''UTC'')'), '42501', 'nor the sets');
select is(
  tests.refusal('update private.active_kinds set role = null'), '42501', 'and does not say what active means'
);

select tests.as('partner@demo.example');
select lives_ok(call, 'a partner sees the own domain: ' || call) from pg_temp.calls('toto.example') as call;
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'and no other: ' || call)
from pg_temp.calls('abtasty.com') as call;

select tests.as('admin@admin.com');
select cmp_ok(
  pg_temp.active(), '>', pg_temp.active(pg_temp.only('abtasty.com')), 'admin sees those of all domains'
);

select tests.back();
delete from public.role_permissions where role_key = 'client_user' and resource = 'analytics';
select tests.as('user@user.com');
select is(tests.refusal('select from public.activity_series()'), '42501 PERMISSION_DENIED', 'not without analytics.view');
select tests.as_anon();
select is(tests.refusal('select from public.activity_series()'), '42501', 'anon is refused');
select is(tests.refusal('select from public.growth_accounting()'), '42501', 'here too');
select is(tests.refusal('select from public.retention()'), '42501', 'and here');

select tests.back();
delete from private.dirty_days;
create temporary table days on commit drop as
select distinct e.domain_id, (e.occurred_at at time zone 'UTC')::date as day, e.kind = 'demo_proposed' as is_there
from public.session_events as e;
select ok(
  (select bool_or(not is_there) and bool_or(is_there) from days), 'there are days with the kind and with others'
);
insert into private.active_kinds (kind) values ('demo_proposed');
select set_eq(
  $$select domain_id, day from private.dirty_days$$, $$select domain_id, day from days where is_there$$,
  'another kind that is active: the days with it are counted anew, and no other'
);

select * from finish();
rollback;
