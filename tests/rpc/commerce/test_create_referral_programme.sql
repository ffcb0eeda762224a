-- A programme of referrals is a draft first, and its terms are settled with it.
-- row: C03 C04 C07 C38 C42
begin;
select plan(20);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.make(name text, more text default '', discount_ppm integer default 100000, reason text default 'asked for', site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.create_referral_programme(%L, %L, %L, %L %s)', tests.domain(make.site), make.name, make.discount_ppm, make.reason, make.more))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.make('Another'), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make('Another', reason => ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.make(' Another '), null, 'C03: business makes one');
select results_eq(
  $$select name, status, levels, discount_ppm, tier_basis, window_days, hold_days, live_during, created_by from public.referral_programmes where name = 'Another'$$,
  $$values ('Another', 'draft', 3, 100000, 'level_one', 30, 7, '{}'::tstzmultirange, private.current_person_id())$$, 'as a draft'
);
select is(pg_temp.make('ANOTHER'), '23505 PROGRAMME_EXISTS', 'a name is there once, whatever its case');
select is(pg_temp.make(repeat('x', 101)), '22023 INVALID_INPUT', 'at most 100 characters');
select is(pg_temp.make(' '), '22023 INVALID_INPUT', 'and at least one');
select is(pg_temp.make('All', ', levels => 1, tier_basis => ''network'', window_days => 366, hold_days => 366', 900000), null, 'as far as it goes');
select is(pg_temp.make('None', ', levels => 2, window_days => 1, hold_days => 0', 0), null, 'and as little');
select is(pg_temp.make('X', discount_ppm => 900001), '22023 INVALID_INPUT', 'something of the fee is left');
select is(pg_temp.make('X', discount_ppm => -1), '22023 INVALID_INPUT', 'and nothing comes on top');
select is(pg_temp.make('X', ', levels => 4'), '22023 INVALID_INPUT', 'there are three levels');
select is(pg_temp.make('X', ', tier_basis => ''own'''), '22023 INVALID_INPUT', 'and two bases');
select is(pg_temp.make('X', ', window_days => 0'), '22023 INVALID_INPUT', 'a window has a day');
select is(pg_temp.make('X', ', window_days => 367'), '22023 INVALID_INPUT', 'or a year');
select is(pg_temp.make('X', ', hold_days => 367'), '22023 INVALID_INPUT', 'nobody waits longer');
select is(pg_temp.make('X', ', hold_days => -1'), '22023 INVALID_INPUT', 'nor less than not at all');
select is(pg_temp.make('X', site => 'toto.example'), '42501 PERMISSION_DENIED', 'the domain is the own');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.make('X'), '42501 PERMISSION_DENIED', 'C04: support makes none');
select tests.as_anon();
select is(pg_temp.make('X'), '42501', 'nor does anon');

select * from finish();
rollback;
