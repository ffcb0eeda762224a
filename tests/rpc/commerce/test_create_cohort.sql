-- Business makes cohorts; support does not.
-- row: C03 C04 C32 C34 C42
begin;
select plan(11);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.make(name text, priority integer default 99, kind text default 'manual', site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select public.create_cohort(%L, %L, %L, %L)', tests.domain(make.site), make.name, make.priority, make.kind))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.make('Friends'), '42501 STEP_UP_REQUIRED', 'a password is not enough for a cohort');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make('  Friends '), null, 'business makes a cohort');
select is((select c.name || c.kind from public.cohorts as c where c.priority = 99), 'Friendsmanual', 'whose name is trimmed');
select is(pg_temp.make('FRIENDS', 98), '23505 COHORT_EXISTS', 'a name is there once');
select is(pg_temp.make('Others'), '23505 COHORT_EXISTS', 'so is a priority');
select is(pg_temp.make(' ', 98), '22023 INVALID_INPUT', 'a name says something');
select is(pg_temp.make('Others', -1), '22023 INVALID_INPUT', 'a priority is from 0');
select is(pg_temp.make('Others', 98, 'club'), '22023 INVALID_INPUT', 'a kind is one of three');
select is(pg_temp.make('Others', site => 'toto.example'), '42501 PERMISSION_DENIED', 'and the domain the own');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.make('Others', 98), '42501 PERMISSION_DENIED', 'nor makes a cohort');
select tests.as_anon();
select is(pg_temp.make('Others', 98), '42501', 'nor does anon');

select * from finish();
rollback;
