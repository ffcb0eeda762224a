-- Whether a cast would work, on every version of Postgres.
begin;
select plan(9);
select is(private.is_valid_input('00000000-0000-4000-8000-000000000001', 'uuid'), true, 'a uuid');
select is(private.is_valid_input('00000000-0000-4000-8000-00000000000', 'uuid'), false, 'a uuid cut short');
select is(private.is_valid_input(null, 'uuid'), null, 'null is neither');
select is(private.is_valid_input('2026-02-30T00:00:00Z', 'timestamptz'), false, 'no such day');
select is(private.is_valid_input('10.0.0.256', 'inet'), false, 'no such address');
select is(private.is_valid_input('{a', 'uuid[]'), false, 'half an array');
select is(private.is_valid_input('message', 'public.visitor_event_kind'), true, 'a value of an enum');
select is(private.is_valid_input('''; select 1; --', 'text'), true, 'the value is never part of a statement');
select throws_ok(
  $$ select private.is_valid_input('1', 'no_such_type') $$, '42704', null, 'a type is wanted'
);
select * from finish();
rollback;
