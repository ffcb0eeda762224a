-- Orders: read by business and support where they work, written by the worker's batches alone.
-- row: C02 C03 C04
begin;
select plan(15);

-- Twins with the same ids in another domain.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, 'twin-' || u.external_id, u.joined_at
from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address)
select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.orders (
  domain_id, id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by
)
select tests.domain('toto.example'), o.id, o.external_id, o.platform_user_id, o.token_id, o.order_type, o.side, 1, o.status, o.placed_at, o.told_at, o.told_by
from public.orders as o;
select is((select sum(size_minor)::text from public.orders), '2900005003', 'two domains have some');

select tests.as('business@demo.example');
select is((select sum(size_minor)::text from public.orders), '2900005000', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is((select sum(size_minor)::text from public.orders), '2900005000', 'C04: so does support');
select tests.as('admin@admin.com');
select is((select sum(size_minor)::text from public.orders), '2900005003', 'admin reads all');
select is(tests.refusal('update public.orders set told_at = now()'), '42501', 'and changes none');
select is(tests.refusal('delete from public.orders'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.orders (domain_id) values (null)'), '42501', 'nor makes one');
select tests.as('staff@demo.example');
select is((select sum(size_minor)::text from public.orders), null, 'staff reads none, though it works next to the twins');
select tests.as('partner@demo.example');
select is((select sum(size_minor)::text from public.orders), null, 'nor does a partner');
select tests.as('guardian@demo.example');
select is((select sum(size_minor)::text from public.orders), null, 'nor a guardian');
select tests.as('user@user.com');
select is((select sum(size_minor)::text from public.orders), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.orders'), '42501', 'anon is refused');
select tests.as_service();
select is((select sum(size_minor)::text from public.orders), '2900005003', 'the worker reads all');
select is(tests.refusal('update public.orders set told_at = now()'), '42501', 'and writes none but by ingestion');
select tests.back();
select is(tests.refusal('insert into public.orders select (x.o).* from (select jsonb_populate_record(t, jsonb_build_object(''id'', gen_random_uuid())) as o from public.orders as t limit 1) as x'), '23505', 'an order is there once');

select * from finish();
rollback;
