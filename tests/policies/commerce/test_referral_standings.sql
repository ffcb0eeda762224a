-- By what volume a tier is measured: no role reads or writes it.
-- row: C35
begin;
select plan(3);

select is((select count(*) from private.referral_standings), 1::bigint, 'there is one');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select from private.referral_standings'), '42501', 'not even admin reads it');
select tests.as_service();
select is(tests.refusal('select from private.referral_standings'), '42501', 'nor the worker');

select * from finish();
rollback;
