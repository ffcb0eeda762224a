-- Who belongs to cohorts: read by business and support where they work, written by RPCs alone.
-- row: C03 C04 C32 C34
begin;
select plan(11);

-- Twins with the same ids in another domain.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('abtasty.com'), u.id, u.external_id, u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.cohorts (domain_id, id, name, priority)
select tests.domain('abtasty.com'), c.id, c.name, c.priority from public.cohorts as c where c.domain_id = tests.domain('cooking.example');
insert into public.cohort_members (domain_id, id, cohort_id, platform_user_id, valid)
select tests.domain('abtasty.com'), m.id, m.cohort_id, m.platform_user_id, m.valid from public.cohort_members as m where lower(m.valid) < '2026-08-12';
create function pg_temp.members() returns text language sql stable as $$
  select count(*) || ' of ' || count(distinct m.cohort_id) from public.cohort_members as m
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.members(), '4 of 3', 'C03: business reads who belongs to the cohorts of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.members(), '5 of 3', 'C04: support those of both its domains, the twin among them');
select tests.as('admin@admin.com');
select is(tests.refusal('update public.cohort_members set valid = valid'), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.cohort_members (cohort_id) values (null)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.cohort_members'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.members(), '0 of 0', 'staff reads none');
select tests.as('user@user.com');
select is(pg_temp.members(), '0 of 0', 'nor a client user, not even of the own domain');
select tests.as_anon();
select is(tests.refusal('select from public.cohort_members'), '42501', 'anon is refused');
select tests.back();
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
