-- row: R07 R01
begin;
select plan(20);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('user@user.com');
select results_eq(
  'select slug, locale, place, status, is_changed, published_number from public.list_sections() order by place, locale',
  $$values ('welcome', 'en', 1, 'published', false, 1), ('welcome', 'es', 1, 'published', true, 1), ('welcome', 'fr', 1, 'published', false, 1),
    ('book-a-demo', 'en', 2, 'published', false, 3), ('black-friday', 'en', 3, 'draft', true, null)$$,
  'all that is not archived; what has changed since it was published'
);
select is_empty(
  $$select l.id from public.list_sections() as l left join public.ai_sections as s on s.id = l.id left join public.ai_section_versions as v
    on v.section_id = s.id and v.number = s.published_number
  where (l.domain_id, l.title, l.updated_at, l.version) is distinct from (s.domain_id, s.title, s.updated_at, s.version)
    or (l.publish_at, l.published_at) is distinct from (s.publish_at, v.published_at)$$, 'as the tables have it'
);
select results_eq('select slug from public.list_sections(with_status => ''archived'')', '{summer}'::text [], 'the archived ones');
select results_eq('select slug from public.list_sections(with_status => ''draft'')', '{black-friday}'::text [], 'drafts');
select is((select count(*) from public.list_sections(with_status => 'published')), 4::bigint, 'what is live');
select results_eq('select slug from public.list_sections(with_locale => ''fr'')', '{welcome}'::text [], 'of a language');
select is((select count(*) from public.list_sections(array[tests.domain('abtasty.com')])), 5::bigint, 'of a domain');
select is((select count(*) from public.list_sections('{}')), 0::bigint, 'of no domain: none');
select is(tests.refusal('select public.list_sections(array[tests.domain(''notabtasty.com'')])'), '42501 PERMISSION_DENIED', 'of the neighbour''s: refused');
select is(tests.refusal('select public.list_sections(with_status => ''live'')'), '22023 INVALID_INPUT', 'a status that there is not');
select is(tests.refusal('select public.list_sections(page_size => 0)'), '22023 INVALID_INPUT', 'no page');
select is(tests.refusal('select public.list_sections(page_size => 501)'), '22023 INVALID_INPUT', 'too long a page');
select is(tests.refusal('select public.list_sections(after => ''x'')'), '22023 INVALID_INPUT', 'a made-up cursor');
select is(
  tests.refusal(format('select public.list_sections(after => %L)', encode(convert_to(concat_ws('|', 'sections', gen_random_uuid(), gen_random_uuid(), 'x'), 'utf8'), 'hex'))),
  '22023 INVALID_INPUT', 'and one with another place in it'
);

-- Page by page, of all domains: each once, in the order of the whole list.
create function pg_temp.pages(size integer) returns uuid [] language plpgsql as $$
declare
  found uuid [] := '{}';
  place text;
  page record;
begin
  loop
    select array_agg(l.id) as ids, (array_agg(l.cursor))[count(*)] as last into page from public.list_sections(after => place, page_size => size) as l;
    exit when page.ids is null;
    found := found || page.ids;
    place := page.last;
  end loop;
  return found;
end;
$$;
select tests.as('admin@admin.com');
select is((select count(distinct l.domain_id) from public.list_sections() as l), 5::bigint, 'admin sees every domain that has any');
select is(pg_temp.pages(1), (select array_agg(l.id) from public.list_sections() as l), 'one by one');
select is(pg_temp.pages(3), (select array_agg(l.id) from public.list_sections() as l), 'three by three');
select is((select array_agg(l.id) from public.list_sections() as l),
  (select array_agg(s.id order by s.domain_id, s.position, s.id) from public.ai_sections as s where s.status <> 'archived'), 'in their order');
select tests.as('guardian@demo.example');
select is(tests.refusal('select public.list_sections()'), '42501 PERMISSION_DENIED', 'a guardian may nowhere');
select tests.as_anon();
select is(tests.refusal('select public.list_sections()'), '42501', 'anon is refused');
select * from finish();
rollback;
