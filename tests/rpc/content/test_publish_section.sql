-- row: R07
begin;
select plan(20);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.publish(version integer, slug text default 'black-friday', site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.publish_section(%L, %L, %s)', tests.domain(site), (pg_temp.section(slug, 'en', site)).id, version))
$$;
create function pg_temp.live(slug text) returns jsonb language sql as $$
  select part from jsonb_array_elements(public.published_sections('abtasty.com', 'en')) as part where part ->> 'slug' = live.slug
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is(pg_temp.live('black-friday'), null, 'a draft is not live');
select is(pg_temp.publish(2), '40001 STALE_VERSION', 'of another version than was read');
select is(pg_temp.publish(1), null, 'it is published');
select is(pg_temp.live('black-friday') ->> 'title', 'Ready for Black Friday?', 'and read');
select is(
  (select row(s.status, s.published_number, s.publish_at, s.scheduled_by, s.version)::text from pg_temp.section('black-friday') as s),
  '(published,1,,,2)', 'its plan has ended'
);
select results_eq(
  $$select v.title, v.body, v.questions, v.styling, v.content_hash, v.restored_from, v.published_by from public.ai_section_versions as v
  where v.section_id = (pg_temp.section('black-friday')).id$$,
  $$select s.title, s.body, s.questions, s.styling, s.content_hash, null::integer, tests.person('user@user.com')
  from pg_temp.section('black-friday') as s$$, 'the version is the draft'
);
select is(pg_temp.publish(1), '40001 STALE_VERSION', 'published from the same version again: no');
select is(pg_temp.publish(2), null, 'nothing has changed');
select is((select version from pg_temp.section('black-friday')), 2, 'so nothing is written');
select public.update_section(s.domain_id, s.id, 2, 'Now') from pg_temp.section('black-friday') as s;
select is(pg_temp.live('black-friday') ->> 'title', 'Ready for Black Friday?', 'a change waits');
select is(pg_temp.publish(3), null, 'until it is published');
select is(pg_temp.live('black-friday') ->> 'title', 'Now', 'then it is read');
select is((select published_number from pg_temp.section('black-friday')), 2, 'as the second version');
select public.schedule_section(s.domain_id, s.id, now() + interval '1 day', 4) from pg_temp.section('black-friday') as s;
select is(pg_temp.publish(5), null, 'published now, though planned and unchanged');
select is((select row(s.publish_at, s.published_number)::text from pg_temp.section('black-friday') as s), '(,3)', 'the plan ends');

select is(pg_temp.publish((pg_temp.section('summer')).version, 'summer'), 'PT409 SECTION_ARCHIVED', 'an archived one');
select is(pg_temp.publish(2, 'welcome', 'notabtasty.com'), '42501 PERMISSION_DENIED', 'the neighbour''s');
select is(tests.refusal(format('select public.publish_section(%L, %L, 1)', tests.domain('abtasty.com'), gen_random_uuid())), 'P0002 NOT_FOUND', 'none');
select tests.as('support@demo.example');
select is(pg_temp.publish(6), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as_anon();
select is(pg_temp.publish(6), '42501', 'anon does not');
select * from finish();
rollback;
