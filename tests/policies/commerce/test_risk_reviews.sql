-- Decisions about users: read by whoever views commissions, written by functions alone.
-- row: C55
begin;
select plan(10);

insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score)
values (tests.domain('toto.example'), md5('platform_user/toto.exampleuser-1001')::uuid, 'confirmed', 'Twin', 99);
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.score::text, ', ' order by r.score) from public.risk_reviews as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), '30', 'business reads those of its platform');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '30', 'and support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), '30, 99', 'admin all');
select is(tests.refusal('update public.risk_reviews set score = 0'), '42501', 'changes none');
select is(tests.refusal('delete from public.risk_reviews'), '42501', 'deletes none');
select is(tests.refusal('insert into public.risk_reviews (score) values (0)'), '42501', 'and makes none by hand');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), null, 'staff reads none');
select tests.as_anon();
select is(tests.refusal('select from public.risk_reviews'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '30, 99', 'the worker reads all');
select is(tests.refusal('delete from public.risk_reviews'), '42501', 'and writes none');

select * from finish();
rollback;
