-- What holds for the whole platform: set by business, at any instant exactly one.
-- row: C03 C04 C07 C13 C25 C42
begin;
select plan(34);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.set(rate_ppm integer, starts_at timestamptz default null, reason text default 'asked for', site text default 'cooking.example', more text default '')
returns text language plpgsql as $$
declare
  answer text;
begin
  execute format('select outcome || '' '' || requoted from public.set_platform_fee(%L, %L, %L, %L %s)',
    tests.domain(site), set.rate_ppm, set.reason, set.starts_at, set.more) into answer;
  return answer;
exception
  when others then
    return tests.refusal(format('select public.set_platform_fee(%L, %L, %L, %L %s)', tests.domain(site), set.rate_ppm, set.reason, set.starts_at, set.more));
end;
$$;
create function pg_temp.at(at timestamptz) returns integer language sql security definer as $$
  select r.rate_ppm from public.fee_rules as r
  where r.domain_id = tests.domain('cooking.example') and r.kind = 'rule' and r.specificity = 0 and r.valid @> at.at
$$;
create function pg_temp.approve() returns text language sql as $$
  select tests.refusal(format('select public.approve_operation(%L)', (select max(a.id::text) from public.approvals as a where a.used_at is null)))
$$;
grant execute on all functions in schema pg_temp to public;
-- An older fee of another domain, with the same id; and a promotion beside the fee.
insert into public.fee_rules (domain_id, id, rate_ppm, starts_at, reason)
select tests.domain('abtasty.com'), r.id, 20000, '2025-01-01', 'A twin' from public.fee_rules as r where r.reason = 'As the others charge';
insert into public.fee_rules (domain_id, kind, rate_ppm, starts_at, ends_at, reason)
values (tests.domain('cooking.example'), 'promotion', 1, '2025-01-01', '2027-01-01', 'A promotion');
set constraints all immediate;
set constraints all deferred;

select tests.as('business@demo.example');
select is(pg_temp.set(9000), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.set(9000, reason => ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.set(9000), 'done 0', 'C03: business sets the fee');
select is(pg_temp.at(clock_timestamp()), 9000, 'which holds at once');
select is(pg_temp.at(now() - interval '1 ms'), 10000, 'C13: and a moment before the old one');
select is(pg_temp.set(0), 'done 0', 'zero is legal');
select is(pg_temp.at(clock_timestamp()), 0, 'and holds');
select is(pg_temp.set(-1), '22023 INVALID_INPUT', 'less is not');
select is(pg_temp.set(null), '22023 INVALID_INPUT', 'nor nothing');
select is(pg_temp.set(100001), '22023 INVALID_INPUT', 'nor more than the cap');
select is(pg_temp.set(11000, now() + interval '10 days'), 'done 0', 'one may be planned');
select is(pg_temp.set(9500), 'done 0', 'and another set before it');
select is(array[pg_temp.at(clock_timestamp()), pg_temp.at(now() + interval '10 days'), pg_temp.at(now() + interval '1 year')], array[9500, 11000, 11000], 'C13: which lasts until then');
select is(pg_temp.set(10500, (select r.starts_at from public.fee_rules as r where r.rate_ppm = 11000)), 'done 0', 'what is planned is replaced');
select is(pg_temp.at(now() + interval '11 days'), 10500, 'from its own beginning on');
select lives_ok('set constraints all immediate', 'C13: there is never a gap');
select is(pg_temp.set(9500, more => ', min_minor => 1'), '22023 INVALID_INPUT', 'a limit is of an asset');
select is(pg_temp.set(9500, site => 'toto.example'), '42501 PERMISSION_DENIED', 'the domain is the own');

-- Four eyes: a high rate, and a start in the past.
select is(pg_temp.set(50000), 'done 0', 'five per cent are done');
select is(pg_temp.set(50001), 'approval_requested 0', 'more needs a second one');
select is(pg_temp.at(clock_timestamp()), 50000, 'and changes nothing yet');
select is(pg_temp.approve(), '42501 NOT_YOURSELF', 'nobody consents to the own wish');
select tests.as('support@demo.example', 'aal2');
select is(tests.refusal(format('select public.approve_operation(%L)', gen_random_uuid())), '42501 PERMISSION_DENIED', 'support consents to nothing');
select tests.as('admin@admin.com');
select is(pg_temp.approve(), '42501 STEP_UP_REQUIRED', 'a second one needs a strong login, too');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.approve(), null, 'somebody else who manages fees there consents');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.set(50001), 'done 0', 'then the same call acts');
select is(pg_temp.set(50001), 'approval_requested 0', 'once');
select is(pg_temp.set(9000, '2026-11-10'), 'approval_requested 0', 'so does a start in the past');

select tests.as('support@demo.example', 'aal2');
select is(pg_temp.set(9000), '42501 PERMISSION_DENIED', 'C04: support sets no fee');
select tests.as_anon();
select is(pg_temp.set(9000), '42501', 'nor does anon');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.set(11000, now() + interval '10 days', site => 'toto.example'), 'done 0', 'the first one may be planned');
select is(pg_temp.set(9500, site => 'toto.example'), 'done 0', 'C13: one before it ends where that begins');
select tests.back();
select is(
  (select string_agg(r.reason || ' ' || coalesce(r.ends_at::date::text, 'stays'), ', ' order by r.reason) from public.fee_rules as r where r.reason in ('A twin', 'A promotion')),
  'A promotion 2027-01-01, A twin stays', 'promotions and other domains are as they were'
);
select is(
  (select count(*) from public.audit_log where resource = 'fee_rules' and action = 'insert' and reason = 'asked for'), 9::bigint, 'C42: the audit log tells each, with its reason'
);

select * from finish();
rollback;
