-- row: R07
begin;
select plan(14);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.open(minutes text default '30', slug text default 'welcome', site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.create_section_preview(%L, %L, %s)', tests.domain(site), (pg_temp.section(slug, 'en', site)).id, minutes))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
create temporary table given on commit drop as
select p.token, p.expires_at from pg_temp.section('welcome') as s cross join lateral public.create_section_preview(s.domain_id, s.id) as p;
select matches((select token from given), '^[0-9a-f]{64}$', '256 bits');
select is((select expires_at from given), now() + interval '30 minutes', 'for half an hour');
select tests.back();
select results_eq(
  'select p.token_hash, p.domain_id, p.section_id, p.expires_at, p.created_by from private.section_previews as p',
  $$select sha256(decode(given.token, 'hex')), tests.domain('abtasty.com'), (pg_temp.section('welcome')).id, given.expires_at, tests.person('user@user.com') from given$$,
  'only its hash is kept'
);
select is((select count(*) from public.audit_log cross join given where strpos(audit_log::text, given.token) > 0), 0::bigint, 'the log has no token');
select is((select count(*) from public.audit_log where action = 'create_preview' and domain_id = tests.domain('abtasty.com')
  and resource_id = (pg_temp.section('welcome')).id::text), 1::bigint, 'but knows of it');
select tests.as('user@user.com');
select isnt((select p.token from pg_temp.section('welcome') as s cross join lateral public.create_section_preview(s.domain_id, s.id) as p), (select token from given), 'each is another');
select is_empty($$select m from unnest('{0,1441,"null",-1}'::text []) as m where pg_temp.open(m) is distinct from '22023 INVALID_INPUT'$$, 'minutes that are none');
select is_empty($$select m from unnest('{1,1440}'::text []) as m where pg_temp.open(m) is not null$$, 'the shortest and the longest');
select is(pg_temp.open('30', 'summer'), 'P0002 NOT_FOUND', 'an archived one');
select is(pg_temp.open('30', 'welcome', 'notabtasty.com'), '42501 PERMISSION_DENIED', 'the neighbour''s');
select is(
  tests.refusal(format('select public.create_section_preview(%L, %L)', tests.domain('abtasty.com'), (pg_temp.section('welcome', 'en', 'notabtasty.com')).id)),
  'P0002 NOT_FOUND', 'the neighbour''s, under the own domain'
);
select tests.as('support@demo.example');
select is(pg_temp.open(), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as_service();
select is(tests.refusal('select public.create_section_preview(null, null)'), '42501', 'nor the worker');
select tests.as_anon();
select is(tests.refusal('select public.create_section_preview(null, null)'), '42501', 'nor anon');
select * from finish();
rollback;
