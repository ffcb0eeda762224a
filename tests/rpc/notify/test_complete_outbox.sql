-- A message was delivered.
-- row: T27
begin;
select plan(10);

select private.enqueue('mail.probe', 'k1', '{"n": 1}');
select private.enqueue('mail.probe', 'k2', '{}');
select tests.as_service();
create temporary table claimed on commit drop as select * from public.claim_outbox('w1');
select is(tests.refusal($$ select public.complete_outbox(id, 'w2') from claimed $$), 'PT409 CLAIM_LOST', 'another worker cannot say so');
select is(tests.refusal($$ select public.complete_outbox(id, 'w1') from claimed where dedupe_key = 'k1' $$), null, 'the one that claimed it can');
select is(tests.refusal($$ select public.complete_outbox(id, 'w1') from claimed where dedupe_key = 'k1' $$), 'PT409 CLAIM_LOST', 'once');
select is(tests.refusal($$ select public.complete_outbox(gen_random_uuid(), 'w1') $$), 'PT409 CLAIM_LOST', 'of a message that there is');
select tests.back();
select results_eq(
  $$ select dedupe_key, state, payload, finished_at is not null from private.outbox order by 1 $$,
  $$ values ('k1', 'done', '{}'::jsonb, true), ('k2', 'claimed', '{}', false) $$, 'what was sent is forgotten'
);
select private.enqueue('mail.probe', 'k1', '{}');
select is((select array_agg(state) from private.outbox where dedupe_key = 'k1'), array['done'], 'and its key is not sent again');
select tests.back();
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$ select public.complete_outbox(gen_random_uuid(), 'w1') $$), '42501', 'admin may not');
select tests.as('staff@demo.example');
select is(tests.refusal($$ select public.complete_outbox(gen_random_uuid(), 'w1') $$), '42501', 'staff may not');
select tests.as('user@user.com');
select is(tests.refusal($$ select public.complete_outbox(gen_random_uuid(), 'w1') $$), '42501', 'a client user may not');
select tests.as_anon();
select is(tests.refusal($$ select public.complete_outbox(gen_random_uuid(), 'w1') $$), '42501', 'anon may not');

select * from finish();
rollback;
