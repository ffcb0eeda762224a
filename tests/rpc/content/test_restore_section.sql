-- row: R07
begin;
select plan(10);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.restore(version integer, slug text default 'summer') returns text language sql as $$
  select tests.refusal(format('select public.restore_section(%L, %L, %s)', tests.domain('abtasty.com'), (pg_temp.section(slug)).id, version))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is(pg_temp.restore(0), '40001 STALE_VERSION', 'from another version: no');
select is(pg_temp.restore(1), null, 'it is back');
select is((select row(s.status, s.published_number, s.version)::text from pg_temp.section('summer') as s), '(draft,,2)', 'as a draft');
select is((select count(*) from jsonb_array_elements(public.published_sections('abtasty.com', 'en')) as part where part ->> 'slug' = 'summer'), 0::bigint,
  'that nobody reads');
select is(tests.refusal('select public.publish_section(s.domain_id, s.id, 2) from public.ai_sections as s where s.slug = ''summer'' and s.domain_id = tests.domain(''abtasty.com'')'), null, 'until it is published');
select is(pg_temp.restore(3), null, 'one that is not archived');
select is((select row(s.status, s.version)::text from pg_temp.section('summer') as s), '(published,3)', 'stays as it is');
select is(tests.refusal(format('select public.restore_section(%L, %L, 1)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND', 'none');
select tests.as('support@demo.example');
select is(pg_temp.restore(3), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as_anon();
select is(pg_temp.restore(3), '42501', 'anon');
select * from finish();
rollback;
