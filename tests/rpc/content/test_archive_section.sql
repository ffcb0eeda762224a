-- row: R07
begin;
select plan(12);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.archive(version integer, slug text default 'welcome', site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.archive_section(%L, %L, %s)', tests.domain(site), (pg_temp.section(slug, 'en', site)).id, version))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
create temporary table opened on commit drop as
select p.token from pg_temp.section('welcome') as s cross join lateral public.create_section_preview(s.domain_id, s.id) as p;
select is((select count(*) from opened cross join lateral public.read_section_preview(opened.token)), 1::bigint, 'a preview of it');
select public.schedule_section(s.domain_id, s.id, now() + interval '1 day', 2) from pg_temp.section('welcome') as s;
select is(pg_temp.archive(2), '40001 STALE_VERSION', 'from an older version: no');
select is(pg_temp.archive(3), null, 'it is archived');
select is((select row(s.status, s.published_number, s.publish_at, s.scheduled_by, s.version)::text from pg_temp.section('welcome') as s), '(archived,,,,4)', 'with its plan');
select is((public.published_sections('abtasty.com', 'en') -> 0) ->> 'locale', 'fr', 'visitors read it in the language that is left');
select is((select count(*) from public.ai_section_versions where section_id = (pg_temp.section('welcome')).id), 1::bigint, 'its versions stay');
select is(tests.refusal('select public.read_section_preview(token) from opened'), 'P0002 NOT_FOUND', 'previews end');
select is(pg_temp.archive(4), 'PT409 SECTION_ARCHIVED', 'twice: no');
select is(pg_temp.archive(2, 'welcome', 'notabtasty.com'), '42501 PERMISSION_DENIED', 'the neighbour''s');
select is(tests.refusal(format('select public.archive_section(%L, %L, 1)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND', 'none');
select tests.as('support@demo.example');
select is(pg_temp.archive(2, 'book-a-demo'), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as_anon();
select is(pg_temp.archive(2, 'book-a-demo'), '42501', 'anon');
select * from finish();
rollback;
