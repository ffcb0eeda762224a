-- Keywords: read by domain, written by no client directly.
-- row: R06 R25 R26
begin;
select plan(17);

create temporary table expected on commit drop as
select conversation_keywords.domain_id, count(*) as rows from public.conversation_keywords group by conversation_keywords.domain_id;
grant select on expected to public;
select is((select count(*) from expected), 6::bigint, 'every domain has them, the look-alikes too');

select tests.as('admin@admin.com');
select is(
  (select count(*) from public.conversation_keywords), (select sum(expected.rows) from expected)::bigint,
  'admin reads the keywords of every domain'
);
select is(tests.refusal('update public.conversation_keywords set keywords = keywords'), '42501', 'admin changes none');
select is(tests.refusal('delete from public.conversation_keywords'), '42501', 'admin deletes none');

select tests.as('user@user.com');
select is(
  (select count(*) from public.conversation_keywords), (select expected.rows from expected where expected.domain_id = tests.domain('abtasty.com')),
  'a client user reads the keywords of his domain'
);
select is(
  (select count(*) from public.conversation_keywords where conversation_keywords.domain_id <> tests.domain('abtasty.com')), 0::bigint,
  'and nothing of notabtasty.com, sub.abtasty.com, abtasty.com.evil.example or any other'
);
select is(
  tests.refusal('insert into public.conversation_keywords (domain_id) select tests.domain(''abtasty.com'')'), '42501',
  'a client user adds none'
);
select is(tests.refusal('update public.conversation_keywords set keywords = keywords'), '42501', 'changes none');
select is(tests.refusal('delete from public.conversation_keywords'), '42501', 'and deletes none');

select tests.as('support@demo.example');
select is(
  (select count(*) from public.conversation_keywords), (
    select sum(expected.rows) from expected
    where expected.domain_id in (tests.domain('abtasty.com'), tests.domain('cooking.example'))
  )::bigint, 'support reads those of its two domains'
);

select tests.as('staff@demo.example');
select is((select count(*) from public.conversation_keywords), 0::bigint, 'staff of the rescue programme reads none');
select tests.as('partner@demo.example');
select is((select count(*) from public.conversation_keywords), 0::bigint, 'nor does a partner');
select tests.as('guardian@demo.example');
select is((select count(*) from public.conversation_keywords), 0::bigint, 'nor a guardian');

select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.conversation_keywords), 0::bigint, 'an account without a person reads none');

select tests.as_anon();
select is(tests.refusal('select from public.conversation_keywords'), '42501', 'anon is refused');

select tests.as_service();
select is(
  (select count(*) from public.conversation_keywords), (select sum(expected.rows) from expected)::bigint,
  'the worker reads all'
);
select is(tests.refusal('delete from public.conversation_keywords'), '42501', 'and deletes none');

select * from finish();
rollback;
