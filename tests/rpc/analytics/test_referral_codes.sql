-- Who may see numbers of referrals and codes, and of which domains.
-- row: C26 C27 C32
begin;
select plan(21);

create function pg_temp.only(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(site)))
$$;
create function pg_temp.calls(site text) returns setof text language sql as $$
  select format('select from public.%s(%L)', name, pg_temp.only(site))
  from unnest('{referral_stats,referral_summary}'::text []) as name
  union all select format('select from public.referral_codes(array[tests.domain(%L)])', site)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$referral_codes(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
grant execute on function pg_temp.only, pg_temp.calls, pg_temp.walk to public;
-- Twins, which only the last part of the order tells apart.
insert into public.invite_codes (domain_id, id, code, slots_total, created_at)
select tests.domain('toto.example'), c.id, c.code, c.slots_total, c.created_at from public.invite_codes as c
where c.domain_id = tests.domain('cooking.example');
create temporary table known on commit drop as
select count(*) as codes from public.invite_codes where domain_id = tests.domain('cooking.example');
grant select on known to public;

select tests.as('support@demo.example');
select lives_ok(call, 'support: ' || call) from pg_temp.calls('cooking.example') as call;
select tests.as('business@demo.example');
select lives_ok(call, 'business: ' || call) from pg_temp.calls('cooking.example') as call;
select cmp_ok(codes, '>', 1::bigint, 'there are codes') from known;
select is((select count(*) from public.referral_codes()), (select codes from known), 'business sees all of them, and no others');
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'another domain is refused: ' || call)
from pg_temp.calls('toto.example') as call;
select tests.as('admin@admin.com');
select is(
  (select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), (select array[2 * codes::int] from known), 'pages leave nothing out'
);
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select tests.as('business@demo.example');
select is(tests.refusal('select from public.referral_codes(page_size => 0)'), '22023 INVALID_INPUT', 'a page has a code');
select is(tests.refusal('select from public.referral_codes(after => ''x'')'), '22023 INVALID_INPUT', 'it begins at a cursor');
select is(tests.refusal('select from private.counted_referrals'), '42501', 'nobody reads who was brought');
select is(tests.refusal('select from private.counted_redemptions'), '42501', 'or who redeemed');
select is(tests.refusal('select from public.referral_summary(''{"language": "fr"}'')'), '22023 INVALID_INPUT', 'no other filters');

select tests.as_anon();
select is(tests.refusal('select from public.referral_stats()'), '42501', 'anon is refused');
select is(tests.refusal('select from public.referral_summary()'), '42501', 'here too');
select is(tests.refusal('select from public.referral_codes()'), '42501', 'and here');

select * from finish();
rollback;
