-- Deciding whether a user games the platform: with a reason, by whoever changes commissions there.
-- row: C55
begin;
select plan(15);

select tests.environment('test');
create function pg_temp.try(decision text, reason text default 'looked at', number integer default 1, site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.review_risk(%L, md5(''platform_user/cooking.exampleuser-100%s'')::uuid, %L, %L)', tests.domain(site), number, decision, reason))
$$;
grant execute on all functions in schema pg_temp to public;
insert into private.risk_models (model_version, hold_limit) values ('rules-0', 1);
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select s.domain_id, s.platform_user_id, 'rules-0', 99, '[]' from public.risk_scores as s;
-- A twin whom somebody suspects.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, 'twin', u.joined_at from public.platform_users as u where u.id = md5('platform_user/cooking.exampleuser-1005')::uuid;
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select u.domain_id, u.id, 'rules-1', 90, '[]' from public.platform_users as u where u.external_id = 'twin';

select tests.as('business@demo.example', 'aal2');
select is(pg_temp.try('confirmed', ' looked at '), null, 'business decides');
select results_eq(
  $$select decision, reason, score, reviewed_by from public.risk_reviews where reason = 'looked at'$$,
  $$select 'confirmed', 'looked at', 70, tests.person('business@demo.example')$$, 'with the score that counts, and by whom'
);
select is(pg_temp.try('cleared', number => 5), null, 'also about whom nobody suspects');
select is((select r.score from public.risk_reviews as r where r.platform_user_id = md5('platform_user/cooking.exampleuser-1005')::uuid), 0, 'whose score is 0');
select is(pg_temp.try('banned'), '22023 INVALID_INPUT', 'nobody is banned');
select is(pg_temp.try(null), '22023 INVALID_INPUT', 'nor is nothing decided');
select is(pg_temp.try('cleared', ''), '22023 REASON_REQUIRED', 'with a reason');
select is(pg_temp.try('cleared', repeat('x', 1001)), '22023 INVALID_INPUT', 'a short one');
select is(pg_temp.try('cleared', number => 9), 'P0002 NOT_FOUND', 'about whom there is');
select is(pg_temp.try('cleared', site => 'toto.example'), '42501 PERMISSION_DENIED', 'not on another platform');
select tests.as('business@demo.example');
select is(pg_temp.try('cleared'), '42501 STEP_UP_REQUIRED', 'with a strong login');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.try('cleared'), '42501 PERMISSION_DENIED', 'support looks, and does not decide');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.try('cleared', site => 'toto.example'), 'P0002 NOT_FOUND', 'a user is one of the platform');
select tests.as_anon();
select is(pg_temp.try('cleared'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.try('cleared'), '42501', 'and the worker');

select * from finish();
rollback;
