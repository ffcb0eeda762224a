-- Scores and decisions: read by whoever views commissions, written by functions alone.
-- row: C55
begin;
select plan(12);

insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
values (tests.domain('toto.example'), md5('platform_user/toto.exampleuser-1001')::uuid, 'rules-1', 99, '[]');
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(s.score::text, ', ' order by s.score) from public.risk_scores as s
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), '30, 70', 'business reads those of its platform');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '30, 70', 'and support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), '30, 70, 99', 'admin all');
select is(tests.refusal('update public.risk_scores set score = 0'), '42501', 'changes none');
select is(tests.refusal('delete from public.risk_scores'), '42501', 'deletes none');
select is(tests.refusal('insert into public.risk_scores (score) values (0)'), '42501', 'and makes none');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), null, 'staff reads none');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.risk_scores'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '30, 70, 99', 'the worker reads all');
select is(tests.refusal('update public.risk_scores set score = 0'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.risk_scores set score = 101'), '23514', 'a score ends at 100');

select * from finish();
rollback;
