-- row: R07
begin;
select plan(9);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.compare(one integer, other integer default null, slug text default 'book-a-demo', site text default 'abtasty.com') returns text language sql as $$
  select coalesce(string_agg(concat_ws(' ', c.path, c.before, '->', c.after), ' | ' ), 'equal')
  from public.compare_section(tests.domain(site), (pg_temp.section(slug, 'en', site)).id, one, other) as c
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is(pg_temp.compare(1, 2), 'title "See it on your own site" -> "Book now!!!"', 'one field');
select is(pg_temp.compare(2, 1), 'title "Book now!!!" -> "See it on your own site"', 'the other way round');
select is(pg_temp.compare(1, 3), 'equal', 'nothing');
select is(pg_temp.compare(3), 'equal', 'the draft is what is live');
select public.update_section(s.domain_id, s.id, s.version, body => 'B', questions => '[{"text": "Book a demo", "prompt": "p"}, {"text": "n"}]', styling => '{"border_radius": "9px"}')
from pg_temp.section('book-a-demo') as s;
select is(
  (select array_agg(path) from public.compare_section(tests.domain('abtasty.com'), (pg_temp.section('book-a-demo')).id, 3) as c
    where (path, coalesce(before, 'null'), coalesce(after, 'null')) in (('body', before, '"B"'), ('questions[0].prompt', 'null', '"p"'),
      ('questions[1].text', 'null', '"n"'), ('styling.background_color', '"#f8fafc"', 'null'), ('styling.border_radius', '"8px"', '"9px"'))),
  '{body,questions[0].prompt,questions[1].text,styling.background_color,styling.border_radius}', 'each path that differs, against the draft'
);
select is(tests.refusal('select pg_temp.compare(1, 9)'), 'P0002 NOT_FOUND', 'no such version');
select is(tests.refusal('select pg_temp.compare(9, 1)'), 'P0002 NOT_FOUND', 'neither from');
select is(tests.refusal('select pg_temp.compare(1, 1, ''welcome'', ''notabtasty.com'')'), 'P0002 NOT_FOUND', 'the neighbour''s');
select tests.as_anon();
select is(tests.refusal('select public.compare_section(null, null, 1)'), '42501', 'anon');
select * from finish();
rollback;
