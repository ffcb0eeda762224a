-- A case is one of its own domain, and none once it is archived.
-- row: T05
begin;
select plan(3);

insert into public.cases (domain_id, id, code, title, species, category)
select tests.domain('cooking.example'), md5('wanted ' || n)::uuid, 'W-' || n, 'Wanted', 'cat', 'rescue' from generate_series(1, 2) as n;
update public.cases set archived_at = now() where id = md5('wanted 2')::uuid;

select lives_ok($$select private.require_case(tests.domain('cooking.example'), md5('wanted 1')::uuid)$$, 'its own case');
select throws_ok(
  $$select private.require_case(tests.domain('abtasty.com'), md5('wanted 1')::uuid)$$, 'P0002', null, 'none of another domain'
);
select throws_ok(
  $$select private.require_case(tests.domain('cooking.example'), md5('wanted 2')::uuid)$$, 'P0002', null, 'none that is archived'
);

select * from finish();
rollback;
