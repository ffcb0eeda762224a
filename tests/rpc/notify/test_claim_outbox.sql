-- The outbox: written once a key, claimed by one worker at a time.
-- row: T27
begin;
select plan(19);

select is(private.enqueue('mail.probe', 'k1', '{"n": 1}'), private.enqueue('mail.probe', 'k1', '{"n": 2}'), 'the same key is the same message');
select is((select payload from private.outbox where dedupe_key = 'k1'), '{"n": 1}', 'as first written');
select isnt(private.enqueue('mail.probe', 'k2', '{}', tests.domain('abtasty.com')), null, 'another key is another message');
select isnt(private.enqueue('mail.probe', 'later', '{}', not_before => now() + interval '1 hour'), null, 'a message may wait');
select isnt(private.enqueue('auth.probe', 'k3', '{}'), null, 'or be of another topic');
insert into private.outbox (topic, dedupe_key, payload, environment) values ('mail.probe', 'foreign', '{}', 'production');
select is(tests.refusal($$ select private.enqueue('Not a topic', 'k4', '{}') $$), '23514', 'a topic has a form');

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$ select private.enqueue('mail.probe', 'k1', '{}') $$), '42501', 'nobody writes messages past the RPCs, or asks which keys there are');
select tests.as_service();
select is(tests.refusal($$ select private.enqueue('mail.probe', 'k1', '{}') $$), '42501', 'nor does the secret key');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$ select public.claim_outbox('w') $$), '42501', 'admin claims nothing');
select is(tests.refusal('select from private.outbox'), '42501', 'and reads nothing');
select tests.as_anon();
select is(tests.refusal($$ select public.claim_outbox('w') $$), '42501', 'anon claims nothing');

select tests.as_service();
create temporary table claimed on commit drop as select * from public.claim_outbox('w1', 'mail.');
select is((select array_agg(dedupe_key order by dedupe_key) from claimed), array['k1', 'k2'], 'a worker gets what is due, of its topics and environment');
select is((select count(*) from public.claim_outbox('w2', 'mail.')), 0::bigint, 'and nobody else gets it');
select tests.back();
update private.outbox set not_before = now() where dedupe_key = 'k2';
select tests.as_service();
select results_eq(
  $$ select dedupe_key, attempt from public.claim_outbox('w2', 'mail.') $$, $$ values ('k2', 2) $$, 'when the lease has run out, anybody gets it'
);
select is((select array_agg(dedupe_key) from public.claim_outbox('w1', '', 500, '1 second')), array['k3'], 'without a prefix every topic is claimed');
select is(tests.refusal($$ select public.claim_outbox(' ') $$), '22023 INVALID_INPUT', 'a worker has a name');
select is(tests.refusal($$ select public.claim_outbox('w', page_size => 501) $$), '22023 INVALID_INPUT', 'takes so many');
select is(tests.refusal($$ select public.claim_outbox('w', lease => '2 hours') $$), '22023 INVALID_INPUT', 'for so long');
select is(tests.refusal($$ select public.claim_outbox('w', lease => null) $$), '22023 INVALID_INPUT', 'and no longer');

select * from finish();
rollback;
