-- row: R07
begin;
select plan(23);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.make(slug text, more text default '', site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.create_section(tests.domain(%L), %L, ''T'' %s)', site, slug, more))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon, service_role;

select tests.as('user@user.com');
select is(pg_temp.make('news', ', body => ''**B**'', questions => ''[{"text": "Q"}]'', styling => ''{"gap": "0"}'''), null, 'a client user makes a draft');
select results_eq(
  $$select s.locale, s.title, s.body, s.questions, s.styling, s.status, s.position, s.version, s.published_number, s.created_by, length(s.content_hash)
  from pg_temp.section('news') as s$$,
  $$values ('en', 'T', '**B**', '[{"text": "Q"}]'::jsonb, '{"gap": "0"}'::jsonb, 'draft', 5, 1, null::integer,
    tests.person('user@user.com'), 64)$$, 'at the end, and nothing of it is live'
);
select is(pg_temp.make('news', ', locale => ''es-AR'''), null, 'in another language');
select is((select position from pg_temp.section('news', 'es-AR')), 5, 'it stands beside the first');
select is(pg_temp.make('news'), '23505 SECTION_EXISTS', 'not twice in one language');
select is(pg_temp.make('summer'), '23505 SECTION_EXISTS', 'nor where the first is archived');
select is(pg_temp.make('welcome'), '23505 SECTION_EXISTS', 'nor where it came with the demo');
select is(pg_temp.make('book-a-demo', '', 'notabtasty.com'), '42501 PERMISSION_DENIED', 'at the neighbour''s: no');
select tests.as('admin@admin.com');
select is(pg_temp.make('book-a-demo', '', 'notabtasty.com'), null, 'another domain may use the same slug');

select tests.as('user@user.com');
select is(pg_temp.make('keyed', ', idempotency_key => ''00000000-0000-0000-0000-00000000000a'''), null, 'with a key');
select is(pg_temp.make('keyed', ', idempotency_key => ''00000000-0000-0000-0000-00000000000a'''), null, 'sent again: the same section');
select is((select count(*) from public.ai_sections where slug = 'keyed'), 1::bigint, 'once');
select is((select id from public.ai_sections where slug = 'keyed'), '00000000-0000-0000-0000-00000000000a', 'under that id');
select is(
  pg_temp.make('other', ', idempotency_key => ''00000000-0000-0000-0000-00000000000a'''), '23505 SECTION_EXISTS',
  'the key of another section'
);
select is(pg_temp.make('keyed', ', locale => ''fr'', idempotency_key => ''00000000-0000-0000-0000-00000000000a'''), '23505 SECTION_EXISTS', 'or language');

select throws_ok(
  $$select public.create_section(tests.domain('abtasty.com'), 'x', 'T', questions => '[{"text": "a"}, {"txt": "b"}]')$$, '22023',
  'questions[1]: must be an object with text, and optionally prompt', 'the error names the path'
);
select is_empty(
  $$select slug from unnest(array['', 'A', 'a b', '-a', 'a--b', 'a_b', repeat('a', 81), null]) as slug
  where pg_temp.make(slug) is distinct from '22023 INVALID_INPUT'$$, 'slugs that are none'
);
select is(pg_temp.make(repeat('a', 80)), null, 'the longest that there is');
select is_empty(
  $$select l from unnest(array['', 'EN', 'e', 'en_US', 'en-us', 'engl']) as l
  where pg_temp.make('x', format(', locale => %L', l)) is distinct from '22023 INVALID_INPUT'$$, 'languages that are none'
);
select is(pg_temp.make('x', ', locale => null'), '22023 INVALID_INPUT', 'nor null');
select tests.as('support@demo.example');
select is(pg_temp.make('x'), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as('admin@admin.com');
select is(tests.refusal($$select public.create_section(null, 'x', 'T')$$), '22023 INVALID_INPUT', 'a domain there must be');
select tests.as_anon();
select is(pg_temp.make('x'), '42501', 'anon makes none');
select * from finish();
rollback;
