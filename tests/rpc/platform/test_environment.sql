-- A database that nobody has named is production, and no session can say otherwise.
-- row: C05 C44
begin;
select plan(10);
select tests.environment('staging');
select is(private.environment(), 'staging', 'what the database says');
select tests.environment(null);
select is(private.environment(), 'production', 'nothing said is production');
select throws_ok(
  $$ insert into private.deployment (environment) values ('dev') $$, '23514', null,
  'an environment is one of four'
);
insert into private.deployment (environment) values ('test');
select throws_ok(
  $$ insert into private.deployment (environment) values ('test') $$, '23505', null, 'there is one row'
);
select throws_ok(
  $$ insert into private.deployment (id, environment) values (false, 'test') $$, '23514', null,
  'and room for one'
);

select tests.as('user@user.com');
select is(private.environment(), 'test', 'everybody is told the same');
select set_config('app.environment', 'local', true);
select is(private.environment(), 'test', 'whatever a session says of itself');
select is(
  tests.refusal('update private.deployment set environment = ''local'''), '42501', 'nor writes it'
);
select tests.as_service();
select is(
  tests.refusal('update private.deployment set environment = ''local'''), '42501',
  'nor with the secret key'
);
select tests.as_anon();
select is(tests.refusal('select private.environment()'), '42501', 'anon has no use for it');
select * from finish();
rollback;
