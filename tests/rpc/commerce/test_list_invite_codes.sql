-- Invite codes, newest first, over several domains, with how many slots are used.
-- row: C03 C32
begin;
select plan(9);

create function pg_temp.page(after text default null, page_size integer default 50, cohort text default null, site text default null)
returns text [] language sql stable as $$
  select array_agg(format('%s %s/%s', l.code, l.slots_used, l.slots_total) order by l.place)
  from public.list_invite_codes(
    case when page.site is not null then array[tests.domain(page.site)] end,
    md5('cohort/cooking.example' || page.cohort)::uuid, page.after, page.page_size
  ) with ordinality as l (
    domain_id, id, code, code_cohort_id, owner_user_id, slots_total, slots_used, starts_at, ends_at, is_active,
    created_at, version, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_invite_codes(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.code$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.invite_codes (domain_id, id, code, slots_total, starts_at, created_at)
select tests.domain('abtasty.com'), c.id, c.code, c.slots_total, c.starts_at, c.created_at from public.invite_codes as c;

select tests.as('business@demo.example');
select is(pg_temp.page(), array['Trade-With-1 0/25', 'PROMO2025 2/50', 'BETA_2026 0/10'], 'C32: usage, newest first');
select is(pg_temp.page(cohort => 'PROMO2025'), array['PROMO2025 2/50'], 'those of one cohort');
select is(tests.refusal('select pg_temp.page(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select pg_temp.page(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select pg_temp.page(site => ''toto.example'')'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[6], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is(pg_temp.page(page_size => 1, site => 'abtasty.com'), array['Trade-With-1 0/25'], 'of one domain');
select tests.as_anon();
select is(tests.refusal('select public.list_invite_codes()'), '42501', 'anon is refused');

select * from finish();
rollback;
