-- Schedules of reports: read by the report's owner alone, written by RPCs.
-- row: C51
begin;
select plan(14);

insert into public.saved_reports (domain_id, id, owner_id, title, visibility, params) values
-- Twins: the other one's owner is another.
(tests.domain('toto.example'), md5('twin')::uuid, tests.person('staff@demo.example'), 'Of staff', 'all', '{"metric": "events"}'),
(tests.domain('cooking.example'), md5('twin')::uuid, tests.person('business@demo.example'), 'Of business', 'all', '{"metric": "events"}');
insert into public.report_schedules (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at)
select r.domain_id, r.id, case r.title when 'Of staff' then 'weekly' else 'monthly' end, 2, '08:00', 'UTC', array[r.owner_id], now()
from public.saved_reports as r where r.id = md5('twin')::uuid;
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(s.cadence, ', ' order by s.cadence) from public.report_schedules as s
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), 'monthly', 'the owner reads the own');
select is(tests.refusal('update public.report_schedules set on_day = 1'), '42501', 'and changes it by no hand');
select is(tests.refusal('insert into public.report_schedules (on_day) values (1)'), '42501', 'nor makes one');
select is(tests.refusal('delete from public.report_schedules'), '42501', 'nor deletes it');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), 'weekly', 'as does another of the twin');
select tests.as('support@demo.example');
select is(pg_temp.seen(), null, 'whom it is shared with does not');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), null, 'nor admin');
select tests.as_anon();
select is(tests.refusal('select from public.report_schedules'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 'monthly, weekly', 'the worker reads all');
select is(tests.refusal('delete from public.report_schedules'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.report_schedules set on_day = 8 where cadence = ''weekly'''), '23514', 'a week has seven days');
select is(tests.refusal('update public.report_schedules set recipient_ids = ''{}'''), '23514', 'somebody gets it');
select is(tests.refusal('update public.report_schedules set cadence = ''yearly'''), '23514', 'a cadence is one of three');
delete from public.role_permissions where resource = 'analytics' and role_key = 'business';
select tests.as('business@demo.example');
select is(pg_temp.seen(), null, 'nothing without analytics.view');

select * from finish();
rollback;
