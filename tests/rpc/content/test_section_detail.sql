-- row: R07
begin;
select plan(9);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.detail(slug text, site text default 'abtasty.com', locale text default 'en') returns jsonb language sql as $$
  select public.section_detail(tests.domain(site), (pg_temp.section(slug, locale, site)).id)
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is(pg_temp.detail('book-a-demo') -> 'section', (select to_jsonb(s) from pg_temp.section('book-a-demo') as s), 'the section');
select is(
  jsonb_path_query_array(pg_temp.detail('book-a-demo'), '$.versions[*].number') || jsonb_path_query_array(pg_temp.detail('book-a-demo'), '$.versions[*].restored_from'),
  '[3, 2, 1, 1, null, null]', 'its versions, newest first, and what the last restored'
);
select is(
  (select array_agg(key order by key) from jsonb_object_keys(pg_temp.detail('book-a-demo') #> '{versions,0}') as key),
  '{content_hash,number,published_at,published_by,restored_from,title}', 'without their content'
);
select is(
  pg_temp.detail('book-a-demo') -> 'live',
  (select to_jsonb(v) - '{domain_id,section_id}'::text [] from public.ai_section_versions as v where v.section_id = (pg_temp.section('book-a-demo')).id and v.number = 3),
  'what visitors read'
);
select is(
  (select jsonb_agg(pg_temp.detail(slug, 'abtasty.com', locale) -> 'is_changed' order by n)
    from (values (1, 'book-a-demo', 'en'), (2, 'welcome', 'es'), (3, 'black-friday', 'en')) as each (n, slug, locale)),
  '[false, true, true]', 'whether the draft differs'
);
select is(pg_temp.detail('black-friday') - 'section', '{"live": null, "versions": [], "is_changed": true}', 'a draft that was never published');
select is(tests.refusal('select pg_temp.detail(''welcome'', ''notabtasty.com'')'), 'P0002 NOT_FOUND', 'the neighbour''s: not there');
select is(tests.refusal(format('select public.section_detail(%L, %L)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND', 'none');
select tests.as_anon();
select is(tests.refusal('select public.section_detail(null, null)'), '42501', 'anon');
select * from finish();
rollback;
