-- A share that is taken back counts at once.
-- row: T06
begin;
select plan(8);

create function pg_temp.unshare(code text, org text default 'Toto') returns text language sql as $$
  select tests.refusal(format('select public.unshare_case(%L, %L, %L)',
    tests.domain('toto.example'), md5('case/toto.example' || unshare.code)::uuid, tests.client(unshare.org)))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('partner@demo.example');
select is(pg_temp.unshare('R-0003'), '42501 PERMISSION_DENIED', 'a partner takes nothing back');
select tests.as('support@demo.example');
select is(pg_temp.unshare('R-0003'), '42501 PERMISSION_DENIED', 'nor does support');
select tests.as_anon();
select is(pg_temp.unshare('R-0003'), '42501', 'anon may not ask');
select tests.as('staff@demo.example');
select is(pg_temp.unshare('R-0003', 'Cooking'), 'P0002 NOT_FOUND', 'what is not shared is not taken back');
select is(pg_temp.unshare('R-0003'), null, 'staff takes it back');
select is(pg_temp.unshare('R-0003'), 'P0002 NOT_FOUND', 'once');
select tests.as('partner@demo.example');
select is((select count(*) from public.cases where code = 'R-0003'), 0::bigint, 'and the partner reads it no more');
select tests.back();
select is(
  (select array_agg(c.code) from public.case_shares as s join public.cases as c on c.domain_id = s.domain_id and c.id = s.case_id
    where s.domain_id = tests.domain('toto.example')),
  array['R-0004'], 'what else is shared stays so'
);

select * from finish();
rollback;
