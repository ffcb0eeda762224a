-- Payouts wait where a score is over the limit, until somebody clears it; and where somebody confirmed it, whatever the score.
-- row: C55
begin;
select plan(17);

delete from public.risk_reviews;
delete from public.risk_scores;
create function pg_temp.hold(site text default 'cooking.example', number integer default 1) returns boolean language sql as $$
  select private.has_risk_hold(tests.domain(hold.site), md5('platform_user/cooking.exampleuser-100' || hold.number)::uuid)
$$;
create function pg_temp.score(points integer, model text default 'rules-1') returns void language sql as $$
  insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
  values (tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid, model, points, '[]')
  on conflict on constraint risk_scores_pkey do update set score = excluded.score
$$;
create function pg_temp.decide(decision text, points integer, ago interval) returns void language sql as $$
  insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score, created_at)
  values (tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid, decision, 'x', points, now() - ago)
$$;

select is(pg_temp.hold(), false, 'without a score: none');
select pg_temp.score(60);
select is(pg_temp.hold(), false, 'at the limit: none');
select pg_temp.score(61);
select is(pg_temp.hold(), true, 'over it: payouts wait');
select is(pg_temp.hold(number => 2), false, 'those of another do not');
select is(pg_temp.hold('toto.example'), false, 'nor those of another platform');
select pg_temp.decide('cleared', 61, '3 hours');
select is(pg_temp.hold(), false, 'cleared');
select pg_temp.score(90);
select is(pg_temp.hold(), true, 'until the score rises');
select pg_temp.decide('cleared', 90, '2 hours');
select is(pg_temp.hold(), false, 'and cleared again');
select pg_temp.score(10);
select pg_temp.decide('confirmed', 10, '1 hour');
select is(pg_temp.hold(), true, 'confirmed, whatever the score');
select is(pg_temp.hold(number => 2), false, 'which is about one user');
select is(pg_temp.hold('toto.example'), false, 'of one platform');
select pg_temp.decide('cleared', 10, '30 minutes');
select is(pg_temp.hold(), false, 'the last decision counts');
select pg_temp.score(50);
select is(pg_temp.hold(), false, 'under the limit a rise is none');
insert into private.risk_models (model_version, hold_limit) values ('rules-2', 20);
select pg_temp.score(95, 'rules-2');
select is(pg_temp.hold(), false, 'rules that do not count yet hold nothing');
update private.risk_models set is_current = false;
select is(pg_temp.hold(), false, 'and without any that counts nothing is held');
update private.risk_models set is_current = true where model_version = 'rules-2';
select is(pg_temp.hold(), true, 'until they do');
select tests.as('admin@admin.com');
select is(tests.refusal('select private.has_risk_hold(null, null)'), '42501', 'people ask by list_risk_scores()');

select * from finish();
rollback;
