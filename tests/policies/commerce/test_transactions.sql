-- Transactions: read by business and support where they work, written by the worker's batches alone.
-- row: C02 C03 C04 C22
begin;
select plan(15);

-- Twins with the same ids in another domain.
insert into public.transactions (
  domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select tests.domain('toto.example'), x.id, x.chain_ref, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by
from public.transactions as x;
select is((select sum(volume_usd_minor)::text from public.transactions), '43705', 'two domains have some');

select tests.as('business@demo.example');
select is((select sum(volume_usd_minor)::text from public.transactions), '43700', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is((select sum(volume_usd_minor)::text from public.transactions), '43700', 'C04: so does support');
select tests.as('admin@admin.com');
select is((select sum(volume_usd_minor)::text from public.transactions), '43705', 'admin reads all');
select is(tests.refusal('update public.transactions set told_at = now()'), '42501', 'and changes none');
select is(tests.refusal('delete from public.transactions'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.transactions (domain_id) values (null)'), '42501', 'nor makes one');
select tests.as('staff@demo.example');
select is((select sum(volume_usd_minor)::text from public.transactions), null, 'staff reads none, though it works next to the twins');
select tests.as('partner@demo.example');
select is((select sum(volume_usd_minor)::text from public.transactions), null, 'nor does a partner');
select tests.as('guardian@demo.example');
select is((select sum(volume_usd_minor)::text from public.transactions), null, 'nor a guardian');
select tests.as('user@user.com');
select is((select sum(volume_usd_minor)::text from public.transactions), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.transactions'), '42501', 'anon is refused');
select tests.as_service();
select is((select sum(volume_usd_minor)::text from public.transactions), '43705', 'the worker reads all');
select is(tests.refusal('update public.transactions set told_at = now()'), '42501', 'and writes none but by ingestion');
select tests.back();
select is(tests.refusal('insert into public.transactions select (x.o).* from (select jsonb_populate_record(t, jsonb_build_object(''id'', gen_random_uuid())) as o from public.transactions as t limit 1) as x'), '23505', 'a reference on the chain is there once');

select * from finish();
rollback;
