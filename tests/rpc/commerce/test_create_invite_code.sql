-- Business makes invite codes; what reads badly, is reserved or taken is refused with the reason.
-- row: C03 C04 C32 C42
begin;
select plan(19);
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.made(
  code text, slots integer default 25, cohort text default null, owner text default null,
  ends_at timestamptz default null, site text default 'cooking.example', starts_at timestamptz default null
) returns text language sql as $$
  select tests.refusal(format(
    'select public.create_invite_code(%L, %L, %L, %L, %L, %L, %L)', tests.domain(made.site), made.code, made.slots,
    md5('cohort/cooking.example' || made.cohort)::uuid, md5('platform_user/cooking.example' || made.owner)::uuid,
    made.starts_at, made.ends_at
  ))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.made('Another1'), '42501 STEP_UP_REQUIRED', 'a strong login is wanted');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.made('Another1', cohort => 'Early traders', owner => 'user-1002'), null, 'business makes a code');
select results_eq(
  $$select code, slots_total, slots_used, cohort_id, owner_user_id, is_active, starts_at, created_by
  from public.invite_codes where code = 'Another1'$$,
  $$values ('Another1', 25, 0, md5('cohort/cooking.exampleEarly traders')::uuid,
    md5('platform_user/cooking.exampleuser-1002')::uuid, true, now(), tests.person('business@demo.example'))$$,
  'as it was asked for'
);
select is(pg_temp.made('ANOTHER1'), '23505 INVITE_CODE_TAKEN', 'C32: upper and lower case are one');
select is(pg_temp.made('short'), '22023 INVALID_INPUT', 'C32: five characters are too few');
select is(pg_temp.made('thirteen-char'), '22023 INVALID_INPUT', 'thirteen too many');
select is(pg_temp.made('white space'), '22023 INVALID_INPUT', 'and a blank is none');
select is(pg_temp.made(null), '22023 INVALID_INPUT', 'nor is nothing');
select throws_ok(
  format('select public.create_invite_code(%L, %L, 5)', tests.domain('cooking.example'), 'Support'),
  '22023', 'code: is reserved', 'C32: a reserved word, whatever its case'
);
select is(pg_temp.made('Another2', 0), '22023 INVALID_INPUT', 'a code has slots');
select is(pg_temp.made('Another2', 1000001), '22023 INVALID_INPUT', 'up to a million');
select is(pg_temp.made('Another2', null), '22023 INVALID_INPUT', 'a number of them');
select is(pg_temp.made('Another2', ends_at => now()), '22023 INVALID_INPUT', 'it does not end before it is made');
select is(
  pg_temp.made('Another2', ends_at => now() + interval '1 day', starts_at => now() + interval '1 day'),
  '22023 INVALID_INPUT', 'nor before it begins'
);
select is(pg_temp.made('Another2', cohort => 'Nobody'), 'P0002 NOT_FOUND', 'there must be such a cohort');
select is(pg_temp.made('Another2', owner => 'user-9999'), 'P0002 NOT_FOUND', 'and such a user');
select is(pg_temp.made('Another2', site => 'toto.example'), '42501 PERMISSION_DENIED', 'of the own domain');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.made('Another2'), '42501 PERMISSION_DENIED', 'C04: support makes none');
select tests.as_anon();
select is(pg_temp.made('Another2'), '42501', 'nor does anon');

select * from finish();
rollback;
