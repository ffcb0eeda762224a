-- What changed in what is owed: read by business and support where they work; written by a trigger alone.
-- row: C03 C04 C57
begin;
select plan(19);

-- A twin with the same ids in another domain.
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select tests.domain('toto.example'), x.id, x.chain_ref, md5('platform_user/toto.exampleuser-1002')::uuid, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by from public.transactions as x;
insert into public.commission_movements (domain_id, id, beneficiary_id, transaction_id, level, programme_id, kind, asset, amount_minor, occurred_at)
select tests.domain('toto.example'), m.id, md5('platform_user/toto.exampleuser-1001')::uuid, m.transaction_id, 1, m.programme_id, 'accrued', 'USDC', 1, now() from public.commission_movements as m where m.kind = 'accrued';
create function pg_temp.store(kind text, amount integer, payout_id uuid default null) returns text language sql as $$
  select tests.refusal(format(
    'insert into public.commission_movements (domain_id, beneficiary_id, transaction_id, level, programme_id, kind, asset, amount_minor, occurred_at, payout_id)
     select m.domain_id, m.beneficiary_id, m.transaction_id, 1, m.programme_id, %L, ''USDC'', %s, now(), %L from public.commission_movements as m where m.amount_minor = 12150', store.kind, store.amount, store.payout_id
  ))
$$;
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.amount_minor::text, ' ' order by r.amount_minor) from public.commission_movements as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), '-12150 12150', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '-12150 12150', 'C04: so does support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), '-12150 1 12150', 'admin all');
select is(tests.refusal($x$update public.commission_movements set amount_minor = 1$x$), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.commission_movements (domain_id) values (null)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.commission_movements'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'staff reads none, though it works next to the twin');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), null, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.commission_movements'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '-12150 1 12150', 'the worker reads all');
select is(tests.refusal($x$update public.commission_movements set amount_minor = 1$x$), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.commission_movements set amount_minor = amount_minor'), '42501 APPEND_ONLY', 'not even the owner changes what was booked');
select is(tests.refusal('truncate public.commission_movements'), '42501 APPEND_ONLY', 'or empties it');
select is(pg_temp.store('reversed', 1), '23514', 'what is reversed lowers what is owed');
select is(pg_temp.store('accrued', 0), '23514', 'nothing is no movement');
select is(pg_temp.store('claimed', -1), '23514', 'what is claimed was paid out');
select is(pg_temp.store('reversed', -1, gen_random_uuid()), '23514', 'and nothing else was');
select is(pg_temp.store('paid', -1), '23514', 'there are three kinds');

select * from finish();
rollback;
