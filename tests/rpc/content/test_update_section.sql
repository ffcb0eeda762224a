-- row: R07
begin;
select plan(19);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.change(more text, version integer default 1, slug text default 'welcome', site text default 'abtasty.com')
returns text language sql as $$
  select tests.refusal(format(
    'select public.update_section(%L, %L, %s, %s)', tests.domain(site), (pg_temp.section(slug, 'en', site)).id, version, more))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
create temporary table before on commit drop as select * from pg_temp.section('welcome');
grant select on before to authenticated;
select tests.back();
-- The demo has published it, which was its first change.
select is((select version from before), 2, 'the version that was read');

select tests.as('user@user.com');
select is(pg_temp.change('title => ''  New  ''', 2), null, 'a title changes');
select is((select row(s.title, s.version, s.status, s.published_number)::text from pg_temp.section('welcome') as s), '(New,3,published,1)',
  'in the draft; what is live stays');
select is((select row(s.body, s.questions, s.styling, s.slug, s.position) from pg_temp.section('welcome') as s),
  (select row(b.body, b.questions, b.styling, b.slug, b.position) from before as b), 'and nothing else');
select isnt((select content_hash from pg_temp.section('welcome')), (select content_hash from before), 'the hash tells');
select is((public.published_sections('abtasty.com', 'en') -> 0) ->> 'title', (select title from before), 'visitors read what they read');
select is(pg_temp.change('title => ''X''', 2), '40001 STALE_VERSION', 'from an older version: no');
select is(pg_temp.change('title => ''X''', 4), '40001 STALE_VERSION', 'nor from one to come');
select is(pg_temp.change('body => ''b'', questions => ''[]'', styling => ''{}''', 3), null, 'the rest');
select is((select row(s.title, s.body, s.questions, s.styling)::text from pg_temp.section('welcome') as s), '(New,b,[],{})', 'each where it belongs');
select is(pg_temp.change('title => '' ''', 4), '22023 INVALID_INPUT', 'an empty title');
select throws_ok(
  format('select public.update_section(%L, %L, 4, styling => %L)', tests.domain('abtasty.com'), (pg_temp.section('welcome')).id, '{"text_color": "red"}'),
  '22023', 'styling.text_color: must be a text like #([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})', 'a style, with its path'
);
select is(pg_temp.change('title => ''X''', 2, 'summer'), 'PT409 SECTION_ARCHIVED', 'an archived one: no')
from (select 1) as once where (select version from pg_temp.section('summer')) = 2
union all
select is(pg_temp.change('title => ''X''', 1, 'summer'), 'PT409 SECTION_ARCHIVED', 'an archived one: no')
from (select 1) as once where (select version from pg_temp.section('summer')) = 1;
select is(tests.refusal(format('select public.update_section(%L, %L, 1)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND', 'none there');
select is(
  tests.refusal(format('select public.update_section(%L, %L, 2, ''X'')', tests.domain('abtasty.com'), (pg_temp.section('welcome', 'en', 'notabtasty.com')).id)),
  'P0002 NOT_FOUND', 'the neighbour''s, under the own domain: not there'
);
select is(pg_temp.change('title => ''X''', 2, 'welcome', 'notabtasty.com'), '42501 PERMISSION_DENIED', 'or under his: refused');
select tests.as('support@demo.example');
select is(pg_temp.change('title => ''X''', 4), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as('admin@admin.com');
select is(pg_temp.change('title => ''X''', 4), null, 'admin changes it');
select tests.as_anon();
select is(pg_temp.change('title => ''X''', 5), '42501', 'anon does not');
select * from finish();
rollback;
