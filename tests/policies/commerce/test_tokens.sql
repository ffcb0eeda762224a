-- Tokens: read by business and support where they work, written by the worker's batches alone.
-- row: C02 C03 C04
begin;
select plan(15);

-- Twins with the same ids in another domain.
insert into public.tokens (domain_id, id, chain, address)
select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
select is((select count(*)::text from public.tokens), '6', 'two domains have some');

select tests.as('business@demo.example');
select is((select count(*)::text from public.tokens), '3', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is((select count(*)::text from public.tokens), '3', 'C04: so does support');
select tests.as('admin@admin.com');
select is((select count(*)::text from public.tokens), '6', 'admin reads all');
select is(tests.refusal('update public.tokens set told_at = now()'), '42501', 'and changes none');
select is(tests.refusal('delete from public.tokens'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.tokens (domain_id) values (null)'), '42501', 'nor makes one');
select tests.as('staff@demo.example');
select is((select count(*)::text from public.tokens), '0', 'staff reads none, though it works next to the twins');
select tests.as('partner@demo.example');
select is((select count(*)::text from public.tokens), '0', 'nor does a partner');
select tests.as('guardian@demo.example');
select is((select count(*)::text from public.tokens), '0', 'nor a guardian');
select tests.as('user@user.com');
select is((select count(*)::text from public.tokens), '0', 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.tokens'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*)::text from public.tokens), '6', 'the worker reads all');
select is(tests.refusal('update public.tokens set told_at = now()'), '42501', 'and writes none but by ingestion');
select tests.back();
select is(tests.refusal('insert into public.tokens (domain_id, chain, address) select t.domain_id, t.chain, t.address from public.tokens as t limit 1'), '23505', 'a token has one address on a chain');

select * from finish();
rollback;
