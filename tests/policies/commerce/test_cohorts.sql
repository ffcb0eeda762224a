-- Cohorts and who belongs to them: read by business and support where they work, written by RPCs alone.
-- row: C03 C04 C32 C34
begin;
select plan(25);

-- Twins with the same ids in another domain.
insert into public.cohorts (domain_id, id, name, priority)
select tests.domain('abtasty.com'), c.id, c.name, c.priority from public.cohorts as c where c.name = 'PROMO2025';
create function pg_temp.names() returns text language sql stable as $$
  select string_agg(c.name, ', ' order by c.priority, c.name) from public.cohorts as c
$$;
create function pg_temp.members() returns text language sql stable as $$
  select count(*) || ' of ' || count(distinct m.cohort_id) from public.cohort_members as m
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.names(), 'PROMO2025, Early traders, Large volume', 'C03: business reads the cohorts of its platform');
select is(pg_temp.members(), '4 of 3', 'and who belongs to them');
select tests.as('support@demo.example');
select is(pg_temp.names(), 'PROMO2025, PROMO2025, Early traders, Large volume', 'C04: support those of both its domains');
select is(pg_temp.members(), '4 of 3', 'and their members');
select tests.as('admin@admin.com');
select is(pg_temp.names(), 'Monthly givers, PROMO2025, PROMO2025, Early traders, Large volume', 'admin all');
select is(tests.refusal('update public.cohorts set name = ''x'''), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.cohorts (name) values (''x'')'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.cohorts'), '42501', 'and none goes');
select is(tests.refusal('update public.cohort_members set valid = valid'), '42501', 'the same of members');
select is(tests.refusal('insert into public.cohort_members (cohort_id) values (null)'), '42501', 'new ones too');
select is(tests.refusal('delete from public.cohort_members'), '42501', 'and old ones');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.names(), null, 'staff reads none, though its domain has one');
select is(pg_temp.members(), '0 of 0', 'nor members');
select tests.as('partner@demo.example');
select is(pg_temp.names(), null, 'nor does a partner');
select tests.as('guardian@demo.example');
select is(pg_temp.names(), null, 'nor a guardian');
select tests.as('user@user.com');
select is(pg_temp.names(), null, 'nor a client user, not even of the own domain');
select tests.as_anon();
select is(tests.refusal('select from public.cohorts'), '42501', 'anon is refused');
select is(tests.refusal('select from public.cohort_members'), '42501', 'and asks for no members');
select tests.as_service();
select is((select count(*) from public.cohorts), 5::bigint, 'the worker reads all');
select is(tests.refusal('update public.cohorts set name = ''x'''), '42501', 'and writes none');
select tests.back();

select is(tests.refusal('update public.cohorts set priority = 20 where priority = 10'), '23505', 'two cohorts are never equally important');
select is(tests.refusal('update public.cohorts set name = ''promo2025'' where priority = 20'), '23505', 'nor called alike, whatever the case');
select is(
  tests.refusal($$insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
  select domain_id, cohort_id, platform_user_id, tstzrange('2026-09-01', '2026-09-20') from public.cohort_members$$),
  '23P01', 'nobody belongs to a cohort twice at a time'
);
select is(
  tests.refusal($$insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
  select domain_id, cohort_id, platform_user_id, tstzrange('2026-12-01', '2026-12-01') from public.cohort_members$$),
  '23514', 'nor at no time at all'
);
select is(
  tests.refusal($$insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
  select tests.domain('toto.example'), md5('cohort/toto.exampleMonthly givers')::uuid, md5('platform_user/cooking.exampleuser-1001')::uuid, '[2026-09-01,)'$$),
  '23503', 'nor to one of another domain'
);

select * from finish();
rollback;
