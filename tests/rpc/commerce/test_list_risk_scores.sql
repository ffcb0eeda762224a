-- Users whose score is high, highest first, with what it is made of and what was decided.
-- row: C55
begin;
select plan(18);

insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select u.domain_id, u.id, 'rules-1', case u.external_id when 'user-1004' then 0 else 70 end, '[]' from public.platform_users as u
where u.domain_id = tests.domain('toto.example') or u.external_id in ('user-1002', 'user-1004');
insert into private.risk_models (model_version, hold_limit) values ('rules-0', 1);
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select s.domain_id, s.platform_user_id, 'rules-0', 99, '[]' from public.risk_scores as s;
-- A user of another platform has the same id, and a review.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, 'twin', u.joined_at from public.platform_users as u where u.external_id = 'user-1001' and u.domain_id = tests.domain('cooking.example');
insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score)
select u.domain_id, u.id, 'confirmed', 'a twin', 70 from public.platform_users as u where u.external_id = 'twin';
create function pg_temp.page(site text default null, least_score integer default 1, after text default null, page_size integer default 50) returns text language sql stable as $$
  select string_agg(l.external_id || ' ' || l.score, ', ' order by l.score desc, l.external_id) from public.list_risk_scores(
    case when page.site = '' then '{}' when page.site is not null then array[tests.domain(page.site)] end, page.least_score, page.after, page.page_size
  ) as l
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_risk_scores(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.platform_user_id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[5], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is((select bool_and(l.score <= l.before) from (select score, lag(score) over (order by place) as before from public.list_risk_scores() with ordinality as r (domain_id, platform_user_id, external_id, score, reasons, scored_at, decision, has_hold, cursor, place)) as l), true, 'highest first');
select is(pg_temp.page('cooking.example'), 'user-1001 70, user-1002 70, user-1003 30', 'of a platform, by the rules that count, above 0');
select is(pg_temp.page('cooking.example', 70), 'user-1001 70, user-1002 70', 'from a score on');
select is(pg_temp.page('cooking.example', 0), 'user-1001 70, user-1002 70, user-1003 30, user-1004 0', 'or all');
select is(pg_temp.page(''), null, 'of none');
select is(tests.refusal('select pg_temp.page(least_score => 101)'), '22023 INVALID_INPUT', 'a score that there is');
select is(tests.refusal('select pg_temp.page(least_score => null)'), '22023 INVALID_INPUT', 'and not nothing');
select is(tests.refusal('select public.list_risk_scores(page_size => 0)'), '22023 INVALID_INPUT', 'a page has a row at least');
select is(tests.refusal('select public.list_risk_scores(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal(format('select public.list_risk_scores(after => %L)', encode('risk_scores|00000000-0000-4000-8000-000000000002|00000000-0000-4000-8000-000000000002|x', 'hex'))), '22023 INVALID_INPUT', 'of this list');
select tests.as('business@demo.example');
select results_eq(
  $$select external_id, decision, has_hold, reasons -> 0 ->> 'signal' from public.list_risk_scores() where external_id <> 'user-1002' order by 1$$,
  $$values ('user-1001', null, true, 'referral_ring'), ('user-1003', 'cleared', false, 'shared_wallet')$$, 'with reasons and decisions'
);
select is(tests.refusal('select pg_temp.page(''toto.example'')'), '42501 PERMISSION_DENIED', 'not of another platform');
select tests.as('staff@demo.example');
select is(tests.refusal('select public.list_risk_scores()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');
select is(tests.refusal('select public.risk_report()'), '42501 PERMISSION_DENIED', 'nor with the report');
select tests.as_anon();
select is(tests.refusal('select public.list_risk_scores()'), '42501', 'anon may not ask');
select is(tests.refusal('select public.risk_report()'), '42501', 'nor for the report');

select * from finish();
rollback;
