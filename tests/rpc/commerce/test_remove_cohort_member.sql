-- Business takes users out of cohorts, at once; support does not.
-- row: C03 C04 C32 C34 C42
begin;
select plan(15);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.add(external_id text, cohort text default 'PROMO2025', reason text default 'asked for', ends_at timestamptz default null, site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.add_cohort_member(%L, %L, %L, %L, %L)', tests.domain(add.site), md5('cohort/' || add.site || add.cohort)::uuid,
    md5('platform_user/' || add.site || add.external_id)::uuid, add.reason, add.ends_at))
$$;
create function pg_temp.remove(external_id text, cohort text default 'PROMO2025', reason text default 'asked for')
returns text language sql as $$
  select tests.refusal(format('select public.remove_cohort_member(%L, %L, %L, %L)', tests.domain('cooking.example'), md5('cohort/cooking.example' || remove.cohort)::uuid,
    md5('platform_user/cooking.example' || remove.external_id)::uuid, remove.reason))
$$;
create function pg_temp.now_in(cohort text) returns text language sql as $$
  select string_agg(u.external_id, ' ' order by u.external_id) from public.cohort_members as m
  join public.platform_users as u on (u.domain_id, u.id) = (m.domain_id, m.platform_user_id)
  where m.domain_id = tests.domain('cooking.example') and m.cohort_id = md5('cohort/cooking.example' || now_in.cohort)::uuid and m.valid @> now()
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins with the same ids in another domain.
insert into public.cohorts select (jsonb_populate_record(c, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.cohorts as c where c.domain_id = tests.domain('cooking.example');
insert into public.platform_users select (jsonb_populate_record(u, jsonb_build_object('domain_id', tests.domain('abtasty.com'), 'referrer_id', null))).* from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.cohort_members select (jsonb_populate_record(m, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.cohort_members as m where m.domain_id = tests.domain('cooking.example');
create function pg_temp.twins() returns text language sql security definer as $$
  select count(*) || ' ' || md5(string_agg(m::text, '' order by m.id)) from public.cohort_members as m where m.domain_id = tests.domain('abtasty.com')
$$;
create temp table before as select pg_temp.twins();
grant select on before to public;

select tests.as('business@demo.example');
select is(pg_temp.remove('user-1002'), '42501 STEP_UP_REQUIRED', 'in or out');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.add('user-1004'), null, 'somebody who has just come');
select tests.back();
insert into public.cohort_members select (jsonb_populate_record(m, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.cohort_members as m
where m.domain_id = tests.domain('cooking.example') and lower(m.valid) = now();
update before set twins = pg_temp.twins();
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.remove('user-1002', reason => null), '22023 REASON_REQUIRED', 'C42: a reason to take one out, too');
select is(pg_temp.remove('user-1002'), null, 'business takes a user out');
select is(pg_temp.now_in('PROMO2025'), 'user-1003 user-1004', 'C34: who is out at once');
select is(pg_temp.now_in('Early traders'), 'user-1002', 'of this cohort alone');
select is(pg_temp.remove('user-1002'), 'P0002 NOT_FOUND', 'once');
select is(pg_temp.remove('user-1004'), null, 'what never counted');
select is(pg_temp.add('user-1005', ends_at => now() + interval '1 day'), null, 'who is in it until tomorrow');
select is(pg_temp.remove('user-1005'), null, 'is taken out as well');
select tests.back();
select is((select upper(m.valid) = now() from public.cohort_members as m where m.domain_id = tests.domain('cooking.example') and m.cohort_id = md5('cohort/cooking.examplePROMO2025')::uuid and m.platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid), true, 'C34: what was stays in the history');
select is(pg_temp.twins(), (select twins from before), 'and twins as they were');
select is((select count(*) from public.cohort_members as m where m.domain_id = tests.domain('cooking.example') and m.platform_user_id = md5('platform_user/cooking.exampleuser-1004')::uuid), 1::bigint, 'leaves nothing behind');

select tests.as('support@demo.example', 'aal2');
select is(pg_temp.remove('user-1003'), '42501 PERMISSION_DENIED', 'nor out');

select tests.as_anon();
select is(pg_temp.remove('user-1003'), '42501', 'nor does anon');

select * from finish();
rollback;
