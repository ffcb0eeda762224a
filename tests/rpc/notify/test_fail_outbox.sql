-- A delivery failed.
-- row: T27
begin;
select plan(13);

select private.enqueue('mail.probe', 'k1', '{"n": 1}');
select private.enqueue('mail.probe', 'k2', '{}');
select tests.as_service();
create temporary table claimed on commit drop as select * from public.claim_outbox('w1');
select tests.back();
create function pg_temp.wait(key text, is_final boolean default false) returns interval language sql as $$
  select public.fail_outbox(c.id, 'w1', 'no answer', wait.is_final) - now() from claimed as c where c.dedupe_key = wait.key
$$;
grant execute on function pg_temp.wait(text, boolean) to service_role;
create function pg_temp.again(number integer) returns void language sql security definer as $$
  update private.outbox set not_before = now(), attempts = number - 1 where dedupe_key = 'k2'
$$;
grant execute on function pg_temp.again(integer) to service_role;
create function pg_temp.claim() returns bigint language sql as $$ select count(*) from public.claim_outbox('w1', 'mail.') $$;
grant execute on function pg_temp.claim() to service_role;
select tests.as_service();

select is(tests.refusal($$ select public.fail_outbox(id, 'w2', 'x') from claimed $$), 'PT409 CLAIM_LOST', 'another worker cannot say so');
select ok((select w >= '10 s' and w <= '11 s' from (select pg_temp.wait('k2') as w offset 0) as answer), 'the first time, it waits ten seconds');
select is(pg_temp.claim(), 0::bigint, 'until then it is not due');
select pg_temp.again(7);
select is(pg_temp.claim(), 1::bigint, 'then it is');
select ok((select w >= '640 s' and w <= '704 s' from (select pg_temp.wait('k2') as w offset 0) as answer), 'patience doubles');
select pg_temp.again(10);
select is(pg_temp.claim(), 1::bigint, 'a tenth time');
select is(pg_temp.wait('k2'), null, 'is the last');
select is(pg_temp.wait('k1', true), null, 'or the first, where trying again is of no use');
select tests.back();
select results_eq(
  $$ select dedupe_key, state, last_error, finished_at is not null from private.outbox order by 1 $$,
  $$ values ('k1', 'dead', 'no answer', true), ('k2', 'dead', 'no answer', true) $$, 'why is kept'
);
select tests.back();
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$ select public.fail_outbox(gen_random_uuid(), 'w1', 'x') $$), '42501', 'admin may not');
select tests.as('staff@demo.example');
select is(tests.refusal($$ select public.fail_outbox(gen_random_uuid(), 'w1', 'x') $$), '42501', 'staff may not');
select tests.as('user@user.com');
select is(tests.refusal($$ select public.fail_outbox(gen_random_uuid(), 'w1', 'x') $$), '42501', 'a client user may not');
select tests.as_anon();
select is(tests.refusal($$ select public.fail_outbox(gen_random_uuid(), 'w1', 'x') $$), '42501', 'anon may not');

select * from finish();
rollback;
