-- The worker's minute: who may call it, and how many days it takes at once.
-- row: R02
begin;
select plan(12);

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_rollup_upkeep()'), '42501', 'not admin');
select tests.as('user@user.com');
select is(tests.refusal('select public.run_rollup_upkeep()'), '42501', 'not a client user');
select tests.as_anon();
select is(tests.refusal('select public.run_rollup_upkeep()'), '42501', 'not anon');

select tests.as_service();
select is(tests.refusal('select public.run_rollup_upkeep(0)'), '22023 INVALID_INPUT', 'a batch has days');
select is(tests.refusal('select public.run_rollup_upkeep(100001)'), '22023 INVALID_INPUT', 'and an end');
select is(tests.refusal('select public.run_rollup_upkeep(null)'), '22023 INVALID_INPUT', 'and a size');
select is(public.run_rollup_upkeep(100000) ->> 'is_waiting', 'false', 'the largest');
select tests.back();
insert into private.dirty_days (domain_id, day, cause)
select tests.domain('abtasty.com'), date '2026-03-02', 'events' from generate_series(1, 3)
union all select tests.domain('abtasty.com'), date '2026-03-03', 'events';
select tests.as_service();
select is(public.run_rollup_upkeep(1), '{"rebuilt": 1, "is_waiting": true}', 'the smallest; a day that is noted thrice is one');
select is(public.run_rollup_upkeep(1), '{"rebuilt": 1, "is_waiting": false}', 'then the next');
select is(public.run_rollup_upkeep(), '{"rebuilt": 0, "is_waiting": false}', 'and nothing twice');
select tests.back();
insert into private.dirty_topics (domain_id, hour) select tests.domain('abtasty.com'), hour from generate_series(1, 2) as hour;
select tests.as_service();
select is(public.run_rollup_upkeep(1) ->> 'is_waiting', 'true', 'hours of topics wait as well');
select is(public.run_rollup_upkeep(1) ->> 'is_waiting', 'false', 'until they are done');

select * from finish();
rollback;
