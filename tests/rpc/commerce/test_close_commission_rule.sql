-- A rule of commissions ends now, and is otherwise never changed.
-- row: C03 C04 C07 C35 C36 C42
begin;
select plan(18);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;
-- A twin with the same id in another domain.
insert into public.referral_programmes (domain_id, id, name) select tests.domain('abtasty.com'), p.id, p.name from public.referral_programmes as p;
insert into public.commission_rules (domain_id, id, programme_id, level, rate_ppm, starts_at, reason)
select tests.domain('abtasty.com'), r.id, r.programme_id, r.level, 1, r.starts_at, 'A twin' from public.commission_rules as r where r.reason = 'The third level';

create function pg_temp.close(reason text, why text default 'no more') returns text language sql as $$
  select tests.refusal(format('select public.close_commission_rule(%L, %L, %L)', tests.domain('cooking.example'), md5('commission_rule/' || close.reason)::uuid, close.why))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.close('The third level'), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.close('The third level', ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.close('The third level'), null, 'business ends a rule');
select ok((select r.ends_at between now() and clock_timestamp() from public.commission_rules as r where r.reason = 'The third level'), 'now');
select is(pg_temp.close('The third level'), 'PT409 COMMISSION_RULE_CLOSED', 'once');
select results_eq(
  $$select r.closed_at, r.closed_by, r.closed_reason from public.list_commission_rules() as r where r.reason = 'The third level'$$,
  $$values (now(), tests.person('business@demo.example'), 'no more')$$, 'who ended it, when and why is told'
);
select is(pg_temp.close('Nothing'), 'P0002 NOT_FOUND', 'there must be such a rule');
select tests.back();
insert into public.commission_rules (domain_id, id, programme_id, level, rate_ppm, starts_at, reason)
select r.domain_id, md5('commission_rule/Next month')::uuid, r.programme_id, 3, 1, now() + interval '1 month', 'Next month' from public.commission_rules as r where r.reason = 'The second level';
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.close('Next month'), null, 'one that is planned');
select ok((select r.ends_at = r.starts_at and isempty(r.valid) from public.commission_rules as r where r.reason = 'Next month'), 'never begins');
select tests.back();
select is((select r.ends_at from public.commission_rules as r where r.reason = 'A twin'), null, 'a twin goes on');
select is(tests.refusal('update public.commission_rules set rate_ppm = 1 where level = 2'), '42501 APPEND_ONLY', 'a rate stays, for the owner too');
select is(tests.refusal('update public.commission_rules set ends_at = null where reason = ''The third level'''), '42501 APPEND_ONLY', 'what has ended is not opened');
select is(tests.refusal('update public.commission_rules set closed_reason = ''another'' where reason = ''The third level'''), '42501 APPEND_ONLY', 'nor is another reason given');
select is(tests.refusal('delete from public.commission_rules'), '42501 APPEND_ONLY', 'nor deleted');
select is(tests.refusal('truncate public.commission_rules cascade'), '42501 APPEND_ONLY', 'nor all of them');
select is(tests.refusal('insert into public.commission_rules (domain_id, programme_id, cohort_id, level, rate_ppm, starts_at, reason) select domain_id, md5(''referral_programme/Bring a trader'')::uuid, cohort_id, 1, 1, now(), ''x'' from public.commission_rules where reason = ''They were first'''), '23514', 'a rule is for one alone');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.close('The second level'), '42501 PERMISSION_DENIED', 'C04: support ends none');
select tests.as_anon();
select is(pg_temp.close('The second level'), '42501', 'nor does anon');

select * from finish();
rollback;
