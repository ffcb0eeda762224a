-- row: R07
begin;
select plan(14);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.plan_it(at text, version integer, slug text default 'welcome') returns text language sql as $$
  select tests.refusal(format('select public.schedule_section(%L, %L, %s, %s)', tests.domain('abtasty.com'), (pg_temp.section(slug)).id, at, version))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is(pg_temp.plan_it('now() + interval ''1 hour''', 2), null, 'for in an hour');
select is((select row(s.publish_at, s.scheduled_by, s.version, s.status) from pg_temp.section('welcome') as s),
  row(now() + interval '1 hour', tests.person('user@user.com'), 3, 'published'::text), 'by whom is noted; what is live stays');
select is(pg_temp.plan_it('now() + interval ''2 hours''', 2), '40001 STALE_VERSION', 'from an older version: no');
select is(pg_temp.plan_it('now() + interval ''2 hours''', 3), null, 'for later');
select is((select publish_at from pg_temp.section('welcome')), now() + interval '2 hours', 'the later time counts');
select is(pg_temp.plan_it('null', 4), null, 'not at all');
select is((select row(s.publish_at, s.scheduled_by)::text from pg_temp.section('welcome') as s), '(,)', 'nothing is left of it');
select is(pg_temp.plan_it('now()', 5), '22023 INVALID_INPUT', 'now is no plan');
select is(pg_temp.plan_it('clock_timestamp() + interval ''366 days 1 hour''', 5), '22023 INVALID_INPUT', 'nor is next year');
select is(pg_temp.plan_it('''infinity''', 5), '22023 INVALID_INPUT', 'nor the end of time');
select is(pg_temp.plan_it('now() + interval ''1 hour''', 1, 'summer'), 'PT409 SECTION_ARCHIVED', 'an archived one');
select is(tests.refusal(format('select public.schedule_section(%L, %L, null, 1)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND', 'none');
select tests.as('support@demo.example');
select is(pg_temp.plan_it('null', 5), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as_anon();
select is(pg_temp.plan_it('null', 5), '42501', 'anon');
select * from finish();
rollback;
