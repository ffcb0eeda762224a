-- What was stays in the history; what never counted leaves nothing.
-- row: T07 T38
begin;
select plan(12);

create function pg_temp.unassign(code text, person text default 'guardian@demo.example') returns text language sql as $$
  select tests.refusal(format('select public.unassign_guardian(%L, %L, %L)',
    tests.domain('toto.example'), md5('case/toto.example' || unassign.code)::uuid, tests.person(unassign.person)))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('guardian@demo.example');
select is(pg_temp.unassign('R-0001'), '42501 PERMISSION_DENIED', 'a guardian gives no case back by himself');
select tests.as('support@demo.example');
select is(pg_temp.unassign('R-0001'), '42501 PERMISSION_DENIED', 'support takes none');
select tests.as_anon();
select is(pg_temp.unassign('R-0001'), '42501', 'anon may not ask');

select tests.as('staff@demo.example');
select is(pg_temp.unassign('R-0001', 'partner@demo.example'), 'P0002 NOT_FOUND', 'somebody who does not have it');
select is(pg_temp.unassign('R-0002'), 'P0002 NOT_FOUND', 'or has it no more');
select is(pg_temp.unassign('R-0001'), null, 'staff takes it');
select is(
  (select g.valid from public.case_guardians as g where g.case_id = md5('case/toto.exampleR-0001')::uuid),
  tstzrange('2026-10-02 12:00:00+00', now()), 'and when he had it stays known'
);
select is(pg_temp.unassign('R-0001'), 'P0002 NOT_FOUND', 'once');
select isnt(
  public.assign_guardian(tests.domain('toto.example'), md5('case/toto.exampleR-0001')::uuid, tests.person('guardian@demo.example')),
  null, 'he may have it again'
);
select is(pg_temp.unassign('R-0001'), null, 'and lose it in the same moment');
select is(
  (select count(*) from public.case_guardians as g where g.case_id = md5('case/toto.exampleR-0001')::uuid),
  1::bigint, 'of which nothing stays'
);
select tests.back();
select is(
  (select array_agg(action order by id) from public.audit_log where resource = 'case_guardians' and action <> 'insert'),
  array['update', 'delete'], 'but in the audit log'
);

select * from finish();
rollback;
