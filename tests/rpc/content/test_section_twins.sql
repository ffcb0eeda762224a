-- Two domains may hold sections of the same id. Whoever works in both still means one of them.
-- row: R07 R25
begin;
select plan(29);

create function pg_temp.twin() returns uuid language sql immutable as $$ select '00000000-0000-0000-0000-0000000000aa'::uuid $$;
create function pg_temp.here() returns uuid language sql stable security definer as $$ select tests.domain('abtasty.com') $$;
create function pg_temp.there() returns uuid language sql stable security definer as $$ select tests.domain('cooking.example') $$;
create function pg_temp.title(site uuid) returns text language sql stable security definer as $$
  select s.title from public.ai_sections as s where s.domain_id = site and s.id = pg_temp.twin()
$$;
create function pg_temp.live(site text) returns text language sql stable as $$
  select part ->> 'title' from jsonb_array_elements(public.published_sections(site)) as part where part ->> 'slug' = 'twin'
$$;
-- The first row is that of the other domain, so that whoever takes any row takes the wrong one.
create function pg_temp.row_of(site uuid) returns text language sql stable security definer as $$
  select row(s.title, s.status, s.published_number, s.publish_at, s.version)::text from public.ai_sections as s
  where s.domain_id = site and s.id = pg_temp.twin()
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;

select tests.as('admin@admin.com');
select public.create_section(pg_temp.there(), 'twin', 'There', idempotency_key => pg_temp.twin());
select public.create_section(pg_temp.here(), 'twin', 'Here', idempotency_key => pg_temp.twin());
select is(pg_temp.title(pg_temp.there()) || pg_temp.title(pg_temp.here()), 'ThereHere', 'both are there');
select is((public.create_section(pg_temp.here(), 'twin', 'x', idempotency_key => pg_temp.twin())).title, 'Here', 'made again it is the one');
select is((public.create_section(pg_temp.there(), 'twin', 'x', idempotency_key => pg_temp.twin())).title, 'There', 'and there the other');
select public.publish_section(pg_temp.there(), pg_temp.twin(), 1);
select is(pg_temp.live('abtasty.com'), null, 'the one is published, the other not');
select is(pg_temp.live('cooking.example'), 'There', 'the one that was meant');
select is(pg_temp.row_of(pg_temp.here()), '(Here,draft,,,1)', 'the twin is as it was');
select public.update_section(pg_temp.there(), pg_temp.twin(), 2, 'There 2');
select public.publish_section(pg_temp.there(), pg_temp.twin(), 3);
select is((select published_number from public.publish_section(pg_temp.here(), pg_temp.twin(), 1)), 1, 'versions count in each domain');
select is(pg_temp.live('abtasty.com'), 'Here', 'its own content');
select is(pg_temp.live('cooking.example'), 'There 2', 'and the other''s');
select is(tests.refusal('select public.rollback_section(pg_temp.here(), pg_temp.twin(), 2, 2)'), 'P0002 NOT_FOUND', 'a version of the twin is none');
select is((select title from public.rollback_section(pg_temp.there(), pg_temp.twin(), 1, 4)), 'There', 'the own is rolled back to');
select is(pg_temp.row_of(pg_temp.here()), '(Here,published,1,,2)', 'and the twin stays');
select is(
  jsonb_path_query_array(public.section_detail(pg_temp.here(), pg_temp.twin()), '$.versions[*].title'), '["Here"]', 'the history is of one'
);
select is(public.section_detail(pg_temp.here(), pg_temp.twin()) #>> '{live,title}', 'Here', 'so is what is live');
select is(public.section_detail(pg_temp.here(), pg_temp.twin()) #>> '{section,title}', 'Here', 'and the draft');
select is((select count(*) from public.compare_section(pg_temp.here(), pg_temp.twin(), 1)), 0::bigint, 'compared with itself');
select is((select count(*) from public.compare_section(pg_temp.there(), pg_temp.twin(), 1)), 0::bigint, 'so is the twin');
select is((select after from public.compare_section(pg_temp.there(), pg_temp.twin(), 1, 2)), '"There 2"'::jsonb, 'and two versions of one');
select is(tests.refusal('select public.compare_section(pg_temp.here(), pg_temp.twin(), 2)'), 'P0002 NOT_FOUND', 'from a version of the twin');
select is(tests.refusal('select public.compare_section(pg_temp.here(), pg_temp.twin(), 1, 2)'), 'P0002 NOT_FOUND', 'or to one');
select is((select array_agg(l.published_number) from public.list_sections(array[pg_temp.here()]) as l where l.slug = 'twin'), '{1}', 'listed once');
select is((select array_agg(l.is_changed) from public.list_sections() as l where l.slug = 'twin'), '{f,f}', 'each beside its own version');
-- The same content as a version of the twin is still not live here.
select public.update_section(pg_temp.here(), pg_temp.twin(), 2, 'There');
select is((select published_number from public.publish_section(pg_temp.here(), pg_temp.twin(), 3)), 2, 'what the twin has live is news here');
select public.schedule_section(pg_temp.here(), pg_temp.twin(), now() + interval '1 hour', 4);
select is(pg_temp.row_of(pg_temp.there()), '(There,published,3,,5)', 'planned here, not there');
create temporary table given on commit drop as select token from public.create_section_preview(pg_temp.here(), pg_temp.twin());
select public.update_section(pg_temp.there(), pg_temp.twin(), 5, 'There 3');
grant select on given to anon;
select tests.as_anon();
select is((select r.title from given cross join lateral public.read_section_preview(given.token) as r), 'There', 'a preview of the one');
select tests.as('admin@admin.com');
select public.reorder_sections(pg_temp.here(), '{twin}');
select is((select position from public.ai_sections where domain_id = pg_temp.there() and id = pg_temp.twin()), 2, 'its place there stays');
select public.archive_section(pg_temp.here(), pg_temp.twin(), 5);
select is(pg_temp.live('cooking.example'), 'There', 'archived here, live there');
select public.restore_section(pg_temp.here(), pg_temp.twin(), 6);
select is(pg_temp.row_of(pg_temp.there()), '("There 3",published,3,,6)', 'restored here, unchanged there');
select tests.back();
update public.ai_sections set position = 500 where domain_id = pg_temp.there() and id = pg_temp.twin();
select tests.as('admin@admin.com');
select ok((public.create_section(pg_temp.here(), 'at-the-end', 'x')).position < 500, 'a new one is last of its own domain');
select * from finish();
rollback;
