-- Who was active by the log: only kinds of events that count now, in the past too.
-- row: C47
begin;
select plan(18);

create function pg_temp.days(site text default 'cooking.example', bucket text default 'day', zone text default 'UTC', from_at text default '2026-11-01T00:00:00Z', to_at text default '2026-11-08T00:00:00Z')
returns text language sql as $$
  select string_agg(format('%s %s/%s', to_char(a.begins_on, 'MM-DD'), a.active_users, a.events), ', ' order by a.begins_on)
  from public.event_activity(jsonb_build_object('domain_ids', array[tests.domain(site)], 'from', from_at, 'to', to_at), bucket, zone) as a
  where a.events > 0
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.days(), '11-02 1/2, 11-05 1/3', 'users and events by day: not whose page was open');
select is(pg_temp.days(bucket => 'week'), '11-02 2/5', 'by week');
select is(pg_temp.days(bucket => 'month', from_at => '2026-10-01T00:00:00Z', to_at => '2026-12-01T00:00:00Z'), '10-01 0/1, 11-01 2/5', 'by month; an integration is no user');
select is(pg_temp.days(zone => 'Pacific/Kiritimati', from_at => '2026-10-31T10:00:00Z', to_at => '2026-11-07T10:00:00Z'), '11-02 1/1, 11-03 1/1, 11-05 1/3', 'days of a zone');
select is(pg_temp.days(zone => 'America/Los_Angeles', from_at => '2026-11-01T08:00:00Z', to_at => '2026-11-08T08:00:00Z'), '11-02 1/2, 11-04 1/1, 11-05 1/2', 'begin at its midnights');
select is(pg_temp.days(from_at => '2026-11-02T10:00:00Z', to_at => '2026-11-05T08:00:00Z'), '11-02 1/1, 11-05 1/1', 'a window includes its beginning, and not its end');
select tests.back();
update public.event_catalog set is_active = true where name = 'page_pinged';
select tests.as('business@demo.example');
select is(pg_temp.days(), '11-02 1/2, 11-05 2/4', 'once the kind is active, what was logged before counts');
select tests.back();
update public.event_catalog set is_active = false where name in ('page_pinged', 'user_signed_in') or name = 'order_placed' and schema_version = 1;
select tests.as('business@demo.example');
select is(pg_temp.days(), '11-05 1/2', 'and what is inactive counts no more, by version');
select tests.back();
update public.event_catalog set is_active = true;
update public.event_log set is_test = true where name = 'order_placed' and schema_version = 2;
select tests.as('admin@admin.com');
select is(pg_temp.days(), '11-02 1/2, 11-05 2/3', 'a test never counts');
select is(pg_temp.days('toto.example'), '11-03 1/1', 'in each domain its own catalogue');
select is(
  (select sum(a.active_users) from public.event_activity('{"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}', 'month', 'UTC') as a), 4::numeric,
  'a user of two domains counts in each'
);
select is((select count(*) from public.event_activity('{"from": "2026-11-01T00:00:00Z", "to": "2026-11-08T00:00:00Z"}', 'day', 'UTC')), 7::bigint, 'a day without events is there too');
select is(tests.refusal('select public.event_activity(bucket => ''hour'')'), '22023 INVALID_INPUT', 'a bucket is one of three');
select is(tests.refusal('select public.event_activity(''{"language": "en"}'')'), '22023 INVALID_INPUT', 'a filter one that counts activity');
select is(tests.refusal('select public.event_activity(time_zone => ''Mars'')'), '22023 INVALID_INPUT', 'a zone one that is there');
select tests.as('user@user.com');
select is(tests.refusal('select pg_temp.days()'), '42501 PERMISSION_DENIED', 'a domain of others is refused');
select tests.as_anon();
select is(tests.refusal('select public.event_activity()'), '42501', 'and anon');
select tests.as_service();
select is(tests.refusal('select public.event_activity()'), '42501', 'and the worker');

select * from finish();
rollback;
