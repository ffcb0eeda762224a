-- The shape of every error of ours.
begin;
select plan(8);
create function pg_temp.told(statement text) returns text [] language plpgsql as $$
declare
  state text; message text; detail text; hint text;
begin
  execute told.statement;
  return null;
exception
  when others then
    get stacked diagnostics state = returned_sqlstate, message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return array[state, message, detail, hint];
end;
$$;
select is(
  pg_temp.told('select private.fail(''42501'', ''WHY'', ''message'', ''do this'')'),
  array['42501', 'message', 'WHY', 'do this'], 'all four parts'
);
select is(
  pg_temp.told('select private.fail(''PT409'', ''WHY'', ''message'')'),
  array['PT409', 'message', 'WHY', ''], 'without a hint none is made up'
);
select is(
  pg_temp.told('select private.bad_input(''page_size'', ''too big'')'),
  array['22023', 'page_size: too big', 'INVALID_INPUT', ''], 'bad input names the field'
);
select is(pg_temp.told('select private.require_version(1, 1)'), null, 'the same version passes');
select is(
  (pg_temp.told('select private.require_version(1, 2)'))[1:3],
  array['40001', 'the row is at version 2, not 1', 'STALE_VERSION'], 'another does not'
);
select is((pg_temp.told('select private.require_version(null, 2)'))[3], 'STALE_VERSION', 'nor none');
select tests.as('user@user.com');
select is(
  tests.refusal('select private.fail(''42501'', ''WHY'', ''m'')'),
  '42501 WHY', 'a caller''s function may raise'
);
select tests.as_anon();
select is(tests.refusal('select private.bad_input(''x'', ''y'')'), '42501', 'anon has no function that does');
select * from finish();
rollback;
