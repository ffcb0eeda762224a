-- Payouts: read by business and support where they work; written by RPCs alone.
-- row: C03 C04 C35 C38
begin;
select plan(12);

-- A twin with the same id in another domain.
insert into public.commission_payouts (domain_id, id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key) select tests.domain('toto.example'), p.id, md5('platform_user/toto.exampleuser-1001')::uuid, 'USDC', 1, 0, 'twin' from public.commission_payouts as p;
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.amount_minor::text, ' ' order by r.amount_minor::text collate "C") from public.commission_payouts as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), '12150', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '12150', 'C04: so does support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), '1 12150', 'admin all');
select is(tests.refusal($x$update public.commission_payouts set amount_minor = 1$x$), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.commission_payouts (domain_id) values (null)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.commission_payouts'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'staff reads none, though it works next to the twin');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), null, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.commission_payouts'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '1 12150', 'the worker reads all');
select is(tests.refusal($x$update public.commission_payouts set amount_minor = 1$x$), '42501', 'and writes none but by functions');

select * from finish();
rollback;
