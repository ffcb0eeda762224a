-- row: R07
begin;
select plan(17);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
grant execute on all functions in schema pg_temp to authenticated, service_role;
select tests.as('user@user.com');
select public.schedule_section(s.domain_id, s.id, now() + interval '1 hour', 1) from pg_temp.section('black-friday') as s;
select public.create_section_preview(s.domain_id, s.id) from pg_temp.section('welcome') as s;
select public.create_section_preview(s.domain_id, s.id) from pg_temp.section('welcome', 'fr') as s;
select tests.as_service();
select is(public.run_content_upkeep(), '{"published": 0, "previews_expired": 0}', 'nothing is due');
select tests.back();
-- The hour passes; what was edited meanwhile goes along.
update public.ai_sections set publish_at = now(), title = 'It is time' where slug = 'black-friday';
update public.ai_sections set publish_at = now() + interval '1 second', scheduled_by = tests.person('user@user.com') where slug = 'book-a-demo';
update public.ai_sections set publish_at = now() - interval '1 day' where domain_id in (tests.domain('cooking.example'), tests.domain('toto.example'));
update public.domains set archived_at = now() where site_domain = 'cooking.example';
update private.section_previews set expires_at = now() where section_id = (pg_temp.section('welcome')).id;
select tests.as_service();
select is(public.run_content_upkeep(1), '{"published": 1, "previews_expired": 1}', 'one at a time');
select is(
  (select status from public.ai_sections where domain_id = tests.domain('toto.example')), 'published', 'first what was due first, planned by nobody known'
);
select is(public.run_content_upkeep(), '{"published": 1, "previews_expired": 0}', 'then the next');
select is(public.run_content_upkeep(), '{"published": 0, "previews_expired": 0}', 'and nothing twice');
select tests.back();
select is(
  (select row(s.title, s.status, s.published_number, s.publish_at, s.scheduled_by)::text from pg_temp.section('black-friday') as s),
  '("It is time",published,1,,)', 'live, and no longer planned'
);
select results_eq(
  $$select v.number, v.title, v.published_by from public.ai_section_versions as v where v.section_id = (pg_temp.section('black-friday')).id$$,
  $$values (1, 'It is time', tests.person('user@user.com'))$$, 'once, in the name of whoever planned it'
);
select is((select published_number from pg_temp.section('book-a-demo')), 3, 'what is not due waits');
select is((select row(s.published_number, s.publish_at is null)::text from pg_temp.section('welcome', 'en', 'cooking.example') as s), '(1,f)', 'a closed domain publishes nothing');
select is((select count(*) from private.section_previews), 1::bigint, 'the preview that still holds stays');
select ok(exists (select from public.audit_log where resource = 'ai_sections' and resource_id = (pg_temp.section('black-friday')).id::text and actor_role = 'service'),
  'the log knows that the worker did it');
select tests.as_service();
select is_empty($$select n from unnest(array[0, 10001, null]) as n where tests.refusal(format('select public.run_content_upkeep(%L)', n)) is distinct from '22023 INVALID_INPUT'$$, 'so many at once: no');
select is(tests.refusal('select public.run_content_upkeep(10000)'), null, 'so many: yes');
select tests.as('admin@admin.com');
select is(tests.refusal('select public.run_content_upkeep()'), '42501', 'not for people');
select is(tests.refusal('select from private.section_previews'), '42501', 'who do not see previews');
select tests.as_service();
select is(tests.refusal('select from private.section_previews'), '42501', 'nor does the worker');
select tests.as_anon();
select is(tests.refusal('select public.run_content_upkeep()'), '42501', 'nor anon');
select * from finish();
rollback;
