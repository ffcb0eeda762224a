-- What the widget reads: published content of one site, and nothing else of anything.
-- row: R07 R25 R26
begin;
select plan(30);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.titles(site text, locale text default null) returns text language sql as $$
  select string_agg((part ->> 'slug') || ':' || (part ->> 'locale'), ' ' order by place)
  from jsonb_array_elements(public.published_sections(site, titles.locale)) with ordinality as listed (part, place)
$$;
grant execute on all functions in schema pg_temp to authenticated, anon, service_role;
select tests.as_anon();
select is(pg_temp.titles('abtasty.com', 'en'), 'welcome:en book-a-demo:en', 'in its order');
select is(pg_temp.titles('abtasty.com', 'fr'), 'welcome:fr book-a-demo:en', 'what is not there in French is in English');
select is(pg_temp.titles('abtasty.com', 'fr-CA'), 'welcome:fr book-a-demo:en', 'Canadian French: French');
select is(pg_temp.titles('abtasty.com', 'fr_ca'), 'welcome:fr book-a-demo:en', 'written in another way');
select is(pg_temp.titles('abtasty.com', 'FR'), 'welcome:fr book-a-demo:en', 'in capitals');
select is(pg_temp.titles('abtasty.com', 'de'), 'welcome:en book-a-demo:en', 'German: English');
select is(pg_temp.titles('abtasty.com'), 'welcome:en book-a-demo:en', 'none: English');
select is(pg_temp.titles('abtasty.com', ''), 'welcome:en book-a-demo:en', 'empty: English');
select is(pg_temp.titles('abtasty.com', 'es''; drop table x'), 'welcome:en book-a-demo:en', 'nonsense: English');
select is(pg_temp.titles('HTTPS://www.AbTasty.com:443/path?x', 'en'), 'welcome:en book-a-demo:en', 'the site in any writing');
select is(public.published_sections('sub.abtasty.com') #>> '{0,title}', 'Welcome, developers', 'another site of the client has its own');
select is(public.published_sections('notabtasty.com') #>> '{0,title}', 'Welcome to the other site', 'so has the look-alike, under the same slug');
select is(pg_temp.titles('abtasty.com.evil.example'), null, 'and this one has none');
select is_empty(
  $$select site from unnest(array['unknown.example', '', 'x', 'com', '%', 'toto.example', null]) as site
  where public.published_sections(site, 'es') is distinct from '[]'::jsonb$$, 'no site, or none that has published: nothing'
);
select is(
  (select array_agg(distinct key order by key) from jsonb_array_elements(public.published_sections('abtasty.com')) as part cross join lateral jsonb_object_keys(part) as key),
  '{body,locale,questions,slug,styling,title}', 'no ids, versions, people or times'
);
select is(
  (select part from jsonb_array_elements(public.published_sections('abtasty.com', 'es')) as part where part ->> 'slug' = 'welcome'),
  (select jsonb_build_object('slug', 'welcome', 'locale', 'es', 'title', 'Hola, ¿qué te trae por aquí?', 'body', s.body, 'questions', s.questions, 'styling', s.styling)
    from pg_temp.section('welcome', 'es') as s), 'the version that is live, not the draft that has changed since'
);
select is(tests.refusal('select from public.ai_sections'), '42501', 'the tables stay closed');
select is(tests.refusal('select from public.ai_section_versions'), '42501', 'both');

-- Nearer languages win, whichever is older; without English the first that there was.
select tests.as('admin@admin.com');
select public.create_section(tests.domain('abtasty.com'), 'welcome', 'Hola, che', 'es-AR');
select is(pg_temp.titles('abtasty.com', 'es-AR'), 'welcome:es book-a-demo:en', 'a draft in Argentine does not count');
select public.publish_section(s.domain_id, s.id, s.version) from pg_temp.section('welcome', 'es-AR') as s;
select is(pg_temp.titles('abtasty.com', 'es-AR'), 'welcome:es-AR book-a-demo:en', 'published it does');
select is(pg_temp.titles('abtasty.com', 'es'), 'welcome:es book-a-demo:en', 'for Argentina alone');
select is(pg_temp.titles('abtasty.com', 'es-MX'), 'welcome:es book-a-demo:en', 'not for Mexico');
select is(pg_temp.titles('abtasty.com', 'en'), 'welcome:en book-a-demo:en', 'nor in English');
select public.create_section(tests.domain('abtasty.com'), 'only', 'Only', 'fr');
select public.publish_section(s.domain_id, s.id, s.version) from pg_temp.section('only', 'fr') as s;
select tests.back();
select tests.as('admin@admin.com');
select public.create_section(tests.domain('abtasty.com'), 'only', 'Nur', 'de');
select tests.back();
update public.ai_sections set created_at = created_at - interval '1 day' where slug = 'only' and locale = 'fr';
select tests.as('admin@admin.com');
select public.publish_section(s.domain_id, s.id, s.version) from pg_temp.section('only', 'de') as s;
select is(pg_temp.titles('abtasty.com', 'it'), 'welcome:en book-a-demo:en only:fr', 'neither Italian nor English: the language that came first');
select is(pg_temp.titles('abtasty.com', 'de'), 'welcome:en book-a-demo:en only:de', 'German: German');

select public.archive_section(s.domain_id, s.id, s.version) from pg_temp.section('only', 'de') as s;
select is(pg_temp.titles('abtasty.com', 'de'), 'welcome:en book-a-demo:en only:fr', 'archived: no longer');
select tests.back();
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select tests.as_anon();
select is(pg_temp.titles('abtasty.com', 'en'), null, 'a closed domain has nothing');
select tests.as('guardian@demo.example');
select is(pg_temp.titles('cooking.example'), 'welcome:en', 'people read it too, whoever they are');
select tests.as_service();
select is(pg_temp.titles('cooking.example'), 'welcome:en', 'and workers');
select tests.back();
select is((select count(*) from aclexplode((select proacl from pg_proc where oid = 'public.published_sections(text, text)'::regprocedure)) as a where a.grantee = 0), 0::bigint,
  'by name, not by everybody');
select * from finish();
rollback;
