-- row: R07
begin;
select plan(18);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 2), (tests.domain('notabtasty.com'), 'elsewhere', 'Elsewhere', 'draft', 9);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.reorder(slugs text, site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.reorder_sections(%L, %L)', tests.domain(site), slugs))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is(public.reorder_sections(tests.domain('abtasty.com'), '{book-a-demo,welcome,black-friday}'), 4, 'four sections of two slugs move');
select results_eq(
  $$select slug, locale, position, version from public.ai_sections where status <> 'archived' order by position, locale$$,
  $$values ('book-a-demo', 'en', 1, 2), ('welcome', 'en', 2, 2), ('welcome', 'es', 2, 2), ('welcome', 'fr', 2, 2), ('black-friday', 'en', 3, 1)$$,
  'in every language; nobody''s draft has become stale'
);
select is(public.published_sections('abtasty.com', 'en') #>> '{0,slug}', 'book-a-demo', 'visitors see it at once');
select is((select position from pg_temp.section('summer')), 2, 'the archived one stays');
select is((select position from pg_temp.section('welcome', 'en', 'notabtasty.com')), 1, 'and the neighbour''s');
select is(public.reorder_sections(tests.domain('abtasty.com'), '{book-a-demo,welcome,black-friday}'), 0, 'again: nothing moves');
select is(public.reorder_sections(tests.domain('abtasty.com'), '{black-friday}'), 5, 'one to the front');
select results_eq(
  $$select slug, min(position), max(position) from public.ai_sections where status <> 'archived' group by slug order by 2$$,
  $$values ('black-friday', 1, 1), ('book-a-demo', 2, 2), ('welcome', 3, 3)$$, 'the others follow as they were'
);
select is(public.reorder_sections(tests.domain('abtasty.com'), '{}'), 0, 'nothing named, nothing moved');
select throws_ok(
  format('select public.reorder_sections(%L, %L)', tests.domain('abtasty.com'), '{welcome,none}'), '22023',
  'slugs: there is no section none, or it is archived', 'one that there is not'
);
select is(pg_temp.reorder('{welcome,elsewhere}'), '22023 INVALID_INPUT', 'one of the neighbour''s');
select is(pg_temp.reorder('{welcome,null}'), '22023 INVALID_INPUT', 'a null among them');
select is(pg_temp.reorder('{book-a-demo,welcome,black-friday,summer}'), '22023 INVALID_INPUT', 'an archived one');
select is(pg_temp.reorder('{book-a-demo,welcome,welcome,black-friday}'), '22023 INVALID_INPUT', 'one twice');
select is(pg_temp.reorder(null), '22023 INVALID_INPUT', 'none');
select is(pg_temp.reorder('{welcome}', 'notabtasty.com'), '42501 PERMISSION_DENIED', 'the neighbour''s');
select tests.as('support@demo.example');
select is(pg_temp.reorder('{book-a-demo,welcome,black-friday}'), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as_anon();
select is(pg_temp.reorder('{book-a-demo,welcome,black-friday}'), '42501', 'anon');
select * from finish();
rollback;
