-- What was charged: read by whoever manages the fees of the platform, and not by support; written by nobody.
-- row: C03 C04 C23 C24
begin;
select plan(21);

-- Twins with the same ids in another domain.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, u.external_id || '-twin', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.transactions (
  domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select tests.domain('toto.example'), x.id, x.chain_ref, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by
from public.transactions as x;
select private.settle_fees(array(select t from public.transactions as t where t.domain_id = tests.domain('toto.example')));
create function pg_temp.fees() returns text language sql stable as $$
  select string_agg(c.fee_minor::text, ' ' order by c.occurred_at, c.fee_minor) from public.fee_charges as c
$$;
create function pg_temp.change(what text) returns text language sql as $$
  select tests.refusal(format('update public.fee_charges set %s where fee_minor = 2496000', what))
$$;
grant execute on all functions in schema pg_temp to public;
select is(pg_temp.fees(), '1 2496000 1 40500', 'two domains have some, of confirmed transactions alone');

select tests.as('business@demo.example');
select is(pg_temp.fees(), '2496000 40500', 'C03: business reads those of its platform, and no twin');
select tests.as('admin@admin.com');
select is(pg_temp.fees(), '1 2496000 1 40500', 'admin all');
select is(tests.refusal('update public.fee_charges set asset = ''x'''), '42501', 'and changes none');
select is(tests.refusal('delete from public.fee_charges'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.fee_charges (domain_id) values (null)'), '42501', 'nor makes one');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.fees(), null, 'C04, C24: support, which views fees, sees no revenue');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.fees(), null, 'nor does staff');
select tests.as('partner@demo.example');
select is(pg_temp.fees(), null, 'nor a partner');
select tests.as('user@user.com');
select is(pg_temp.fees(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.fee_charges'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.fees(), '1 2496000 1 40500', 'the worker reads all');
select is(tests.refusal('update public.fee_charges set asset = ''x'''), '42501', 'and writes none but by ingestion');
select tests.back();

-- C23: the parts make the whole, whoever writes.
select is(pg_temp.change('gross_minor = gross_minor + 1'), '23514', 'C23: gross is fee and discount');
select is(pg_temp.change('gross_minor = gross_minor - 1, discount_minor = -1'), '23514', 'and no discount is below zero');
select is(pg_temp.change('platform_net_minor = 0'), '23514', 'C23: the fee is net and commissions');
select is(pg_temp.change('platform_net_minor = -1, commission_minor = fee_minor + 1'), '23514', 'and commissions are no more than it');
select is(pg_temp.change('commission_usd_minor = usd_minor + 1'), '23514', 'in US cents, too');
select is(pg_temp.change('usd_minor = null, commission_usd_minor = 1'), '23514', 'also where these are not known');
select is(pg_temp.change('rule_id = null'), '23514', 'a rate is of a rule');
select is(pg_temp.change('transaction_id = (select transaction_id from public.fee_charges where fee_minor = 40500)'), '23505', 'C23: a transaction is charged once');

select * from finish();
rollback;
