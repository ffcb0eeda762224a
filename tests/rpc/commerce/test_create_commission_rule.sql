-- Rules of commissions: for a programme and its tiers, a cohort, a user.
-- row: C03 C04 C07 C35 C36 C42
begin;
select plan(36);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.make(rate_ppm integer, more text, level integer default 2, reason text default 'asked for', site text default 'cooking.example')
returns text language plpgsql as $$
declare
  call constant text := format('select outcome from public.create_commission_rule(%L, %L, %L, %L, %s)', tests.domain(site), make.level, make.rate_ppm, make.reason, make.more);
  answer text;
begin
  execute call into answer;
  return answer;
exception
  when others then
    return tests.refusal(call);
end;
$$;
create function pg_temp.the(kind text, name text, site text default 'cooking.example') returns text language sql as $$
  select format('%s => %L', case kind when 'user' then 'platform_user_id' when 'cohort' then 'cohort_id' else 'programme_id' end,
    md5(case kind when 'user' then 'platform_user/' || site when 'cohort' then 'cohort/' || site else 'referral_programme/' end || name)::uuid)
$$;
create function pg_temp.approve() returns text language sql as $$
  select tests.refusal(format('select public.approve_operation(%L)', (select max(a.id::text) from public.approvals as a where a.used_at is null)))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1001')), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1001'), reason => ''), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.make(60000, pg_temp.the('user', 'user-1001')), 'done', 'C35: a rule for a user');
select is(pg_temp.make(60000, pg_temp.the('user', 'user-1001')), '23P01 COMMISSION_RULE_OVERLAPS', 'once at a time');
select is(pg_temp.make(60000, pg_temp.the('user', 'user-1001'), 3), 'done', 'for each level');
select is(pg_temp.make(70000, pg_temp.the('user', 'user-1001') || ', min_volume_usd_minor => 5'), 'done', 'and each tier');
select is(pg_temp.make(50000, pg_temp.the('cohort', 'PROMO2025')), 'done', 'C36: for a cohort');
select is(pg_temp.make(50000, pg_temp.the('programme', 'Bring a crowd') || ', base => ''fee_gross'', bonus_ppm => 7, bonus_volume_usd_minor => 9, ends_at => now() + interval ''1 day'''), 'done', 'for a programme, with a bonus and an end');
select results_eq(
  $$select level, rate_ppm, bonus_ppm, bonus_volume_usd_minor::int, min_volume_usd_minor::int, base, reason, ends_at - now() from public.commission_rules where bonus_ppm = 7$$,
  $$values (2, 50000, 7, 9, 0, 'fee_gross', 'asked for', interval '1 day')$$, 'as it was said'
);
select ok((select bool_and(starts_at between now() and clock_timestamp()) from public.commission_rules where reason = 'asked for'), 'from now on');
select is(pg_temp.make(1, 'ends_at => null'), '22023 INVALID_INPUT', 'a rule is for somebody');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1001') || ', ' || pg_temp.the('cohort', 'PROMO2025')), '22023 INVALID_INPUT', 'and for one');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1001'), 4), '22023 INVALID_INPUT', 'a level is one of three');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1001'), null), '22023 INVALID_INPUT', 'not nothing');
select is(pg_temp.make(-1, pg_temp.the('user', 'user-1002')), '22023 INVALID_INPUT', 'a rate is not below zero');
select is(pg_temp.make(null, pg_temp.the('user', 'user-1002')), '22023 INVALID_INPUT', 'nor nothing');
select is(pg_temp.make(9, pg_temp.the('user', 'user-1002') || ', bonus_ppm => -1'), '22023 INVALID_INPUT', 'nor is a bonus');
select is(pg_temp.make(999999, pg_temp.the('user', 'user-1002') || ', bonus_ppm => 2'), '22023 INVALID_INPUT', 'C35: both are no more than the fee');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', min_volume_usd_minor => -1'), '22023 INVALID_INPUT', 'a tier starts at nothing');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', bonus_volume_usd_minor => -1'), '22023 INVALID_INPUT', 'as does a bonus');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', base => ''volume'''), '22023 INVALID_INPUT', 'a base is one of two');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', starts_at => now() - interval ''1 second'''), '22023 INVALID_INPUT', 'what was earned is settled');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', starts_at => ''infinity'''), '22023 INVALID_INPUT', 'a rule begins');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', ends_at => now()'), '22023 INVALID_INPUT', 'and ends after that');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1002') || ', starts_at => now() + interval ''1 day'', ends_at => now() + interval ''1 day'''), '22023 INVALID_INPUT', 'whenever it begins');
select is(pg_temp.make(1, pg_temp.the('user', 'user-9999')), 'P0002 NOT_FOUND', 'there must be such a user');
select is(pg_temp.make(1, pg_temp.the('cohort', 'Monthly givers', 'toto.example')), 'P0002 NOT_FOUND', 'in the own domain');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1001', 'toto.example'), site => 'toto.example'), '42501 PERMISSION_DENIED', 'and the domain is the own');

-- Four eyes for a high rate.
select is(pg_temp.make(500000, pg_temp.the('user', 'user-1002')), 'done', 'half of the fee is done');
select is(pg_temp.make(500000, pg_temp.the('user', 'user-1003') || ', bonus_ppm => 1'), 'approval_requested', 'more needs a second one');
select is(pg_temp.approve(), '42501 NOT_YOURSELF', 'nobody consents to the own wish');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.approve(), null, 'somebody else who manages commissions does');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make(500000, pg_temp.the('user', 'user-1003') || ', bonus_ppm => 1'), 'done', 'then the same call acts');
select is(pg_temp.make(500000, pg_temp.the('user', 'user-1003') || ', bonus_ppm => 2'), 'approval_requested', 'and no other');

select tests.as('support@demo.example', 'aal2');
select is(pg_temp.make(1, pg_temp.the('user', 'user-1004')), '42501 PERMISSION_DENIED', 'C04: support makes none');
select tests.as_anon();
select is(pg_temp.make(1, pg_temp.the('user', 'user-1004')), '42501', 'nor does anon');

select * from finish();
rollback;
