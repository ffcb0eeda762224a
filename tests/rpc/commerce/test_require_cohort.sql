-- A cohort is one of its own platform.
-- row: C34
begin;
select plan(2);

insert into public.cohorts (domain_id, id, name, priority)
values (tests.domain('cooking.example'), md5('wanted cohort')::uuid, 'Wanted', 9999);

select lives_ok($$select private.require_cohort(tests.domain('cooking.example'), md5('wanted cohort')::uuid)$$, 'its own cohort');
select throws_ok(
  $$select private.require_cohort(tests.domain('abtasty.com'), md5('wanted cohort')::uuid)$$, 'P0002', null, 'none of another platform'
);

select * from finish();
rollback;
