-- row: R07
begin;
select plan(17);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.roll(number integer, version integer) returns text language sql as $$
  select tests.refusal(format('select public.rollback_section(%L, %L, %s, %s)', s.domain_id, s.id, roll.number, roll.version)) from pg_temp.section('welcome') as s
$$;
create function pg_temp.bytes(content jsonb) returns text language sql as $$ select md5(private.section_content(content)::text) $$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
-- Bytes that a careless copy would change: blanks at the ends, keys in another order, combining accents.
select public.update_section(s.domain_id, s.id, 2, 'Second', E'  é e\u0301 \r\n\n  ', '[{"text": "b  "}, {"prompt": "x", "text": "a"}]', '{"gap": "1px", "columns": "2"}')
from pg_temp.section('welcome') as s;
select public.publish_section(s.domain_id, s.id, 3) from pg_temp.section('welcome') as s;
create temporary table second on commit drop as
select v.*, v::text as whole, pg_temp.bytes(to_jsonb(v)) as bytes from public.ai_section_versions as v
where v.section_id = (pg_temp.section('welcome')).id and v.number = 2;
select is(pg_temp.roll(1, 4), null, 'back to the first');
select is(public.published_sections('abtasty.com', 'en') -> 0 ->> 'title', 'Hello, what brings you here?', 'which visitors read at once');
select is(pg_temp.roll(2, 5), null, 'and to the second');
select results_eq(
  $$select s.published_number, s.version, s.status, pg_temp.bytes(to_jsonb(s)), s.content_hash from pg_temp.section('welcome') as s$$,
  $$select 4, 6, 'published', second.bytes, second.content_hash from second$$, 'the draft is what it was, byte for byte'
);
select results_eq(
  $$select pg_temp.bytes(to_jsonb(v)), v.body, v.questions::text, v.styling::text, v.content_hash, v.restored_from, v.published_by
  from public.ai_section_versions as v where v.section_id = (pg_temp.section('welcome')).id and v.number = 4$$,
  $$select second.bytes, second.body, second.questions::text, second.styling::text, second.content_hash, 2, tests.person('user@user.com')
  from second$$, 'so is the new version, which says what it restored'
);
select is(
  (select v::text from public.ai_section_versions as v where v.section_id = (pg_temp.section('welcome')).id and v.number = 2),
  (select whole from second), 'the old version is untouched'
);
select is(
  (select private.section_content(part || '{}') from jsonb_array_elements(public.published_sections('abtasty.com', 'en')) as part where part ->> 'slug' = 'welcome'),
  (select private.section_content(to_jsonb(second)) from second), 'visitors read it'
);
select public.schedule_section(s.domain_id, s.id, now() + interval '1 day', 6) from pg_temp.section('welcome') as s;
select is(pg_temp.roll(1, 7), null, 'of one that is planned');
select is((select publish_at from pg_temp.section('welcome')), null, 'the plan ends');
select is(pg_temp.roll(1, 7), '40001 STALE_VERSION', 'from an older version: no');
select is(pg_temp.roll(9, 8), 'P0002 NOT_FOUND', 'a version that there is not');
select is(
  tests.refusal(format('select public.rollback_section(%L, %L, 1, 8)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND',
  'of no section'
);
select is(
  tests.refusal(format('select public.rollback_section(s.domain_id, s.id, 1, s.version) from public.ai_sections as s where s.slug = ''summer'' and s.domain_id = tests.domain(''abtasty.com'')')),
  'PT409 SECTION_ARCHIVED', 'an archived one'
);
-- This section has one version, the other three: none is found by the number alone.
select is(
  tests.refusal('select public.rollback_section(s.domain_id, s.id, 3, s.version) from public.ai_sections as s where s.slug = ''welcome'' and s.locale = ''fr'''),
  'P0002 NOT_FOUND', 'another section''s version'
);
select tests.as('support@demo.example');
select is(pg_temp.roll(1, 8), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as('staff@demo.example');
select is(pg_temp.roll(1, 8), '42501 PERMISSION_DENIED', 'who works elsewhere');
select tests.as_anon();
select is(pg_temp.roll(1, 8), '42501', 'anon');
select * from finish();
rollback;
