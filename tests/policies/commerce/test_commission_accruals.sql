-- What is earned by trades: read by business and support where they work; written by RPCs alone.
-- row: C03 C04 C35 C38
begin;
select plan(17);

-- A twin with the same id in another domain.
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.referral_programmes (domain_id, id, name) select tests.domain('toto.example'), p.id, p.name from public.referral_programmes as p;
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select tests.domain('toto.example'), x.id, x.chain_ref, md5('platform_user/toto.exampleuser-1002')::uuid, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by from public.transactions as x;
insert into public.commission_accruals (domain_id, id, transaction_id, platform_user_id, beneficiary_id, level, programme_id, rate_ppm, base_minor, amount_minor, asset, usd_minor, occurred_at, claimable_at)
select tests.domain('toto.example'), a.id, a.transaction_id, md5('platform_user/toto.exampleuser-1002')::uuid, md5('platform_user/toto.exampleuser-1001')::uuid, 1, a.programme_id, 1, 1, 1, 'USDC', 0, now(), now() from public.commission_accruals as a;
create function pg_temp.change(what text) returns text language sql as $$
  select tests.refusal(format('update public.commission_accruals set %s where amount_minor = 12150', what))
$$;
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.amount_minor::text, ' ' order by r.amount_minor::text collate "C") from public.commission_accruals as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), '12150', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '12150', 'C04: so does support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), '1 12150', 'admin all');
select is(tests.refusal($x$update public.commission_accruals set state = 'void'$x$), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.commission_accruals (domain_id) values (null)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.commission_accruals'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'staff reads none, though it works next to the twin');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), null, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.commission_accruals'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '1 12150', 'the worker reads all');
select is(tests.refusal($x$update public.commission_accruals set state = 'void'$x$), '42501', 'and writes none but by functions');
select tests.back();
select is(pg_temp.change('amount_minor = base_minor + 1'), '23514', 'no more is earned than the fee');
select is(pg_temp.change('usd_minor = -1'), '23514', 'nor less than nothing');
select is(pg_temp.change('payout_id = null'), '23514', 'what is claimed was paid out');
select is(pg_temp.change('state = ''accrued'''), '23514', 'and what was paid out is claimed');
select is(pg_temp.change('beneficiary_id = platform_user_id'), '23514', 'nobody earns by himself');

select * from finish();
rollback;
