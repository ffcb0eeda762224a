-- What fits an order by its scope is found, and nothing that only is called like it; with those of other times on request.
-- row: C13 C14 C15
begin;
select plan(7);

-- A user and an order have one id, and a provider is called like a token.
insert into public.platform_users (domain_id, id, external_id, joined_at)
values (tests.domain('abtasty.com'), md5('same')::uuid, 'candidate', now());
insert into public.tokens (domain_id, id, chain, address)
values (tests.domain('abtasty.com'), md5('token')::uuid, 'solana', 'candidate'), (tests.domain('abtasty.com'), md5('other')::uuid, 'solana', 'other');
insert into public.orders (domain_id, id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
values (tests.domain('abtasty.com'), md5('same')::uuid, 'candidate', md5('same')::uuid, md5('other')::uuid, 'market', 'buy', 1, 'open', now(), now(), gen_random_uuid());
insert into public.fee_rules (domain_id, order_id, platform_user_id, token_id, provider, order_type, rate_ppm, starts_at, ends_at, reason)
select tests.domain('abtasty.com'), r.order_id, r.platform_user_id, r.token_id, r.provider, r.order_type, r.rate, '2026-01-01', r.ends_at, 'x'
from (values
  (null::uuid, null::uuid, null::uuid, null, null, 1, null::timestamptz), (md5('same')::uuid, null, null, null, null, 2, null),
  (null, md5('same')::uuid, null, null, null, 3, null), (null, null, md5('token')::uuid, null, null, 4, null),
  (null, null, null, md5('token')::uuid::text, null, 5, null), (null, null, null, null, 'market', 6, '2026-02-01')
) as r (order_id, platform_user_id, token_id, provider, order_type, rate, ends_at);

create function pg_temp.rates(context jsonb, is_whole boolean default false) returns text language sql as $$
  select string_agg((c).rate_ppm || case when (c).is_valid then '' else ' ended' end, ', ' order by (c).rate_ppm)
  from unnest(private.find_fee_candidates(
    jsonb_populate_record(null::private.fee_context, jsonb_build_object('domain_id', tests.domain('abtasty.com'), 'at', '2026-03-01') || context), is_whole
  )) as c
$$;
select is(pg_temp.rates('{}'), '1', 'of an order of which nothing is known, what is for all');
select is(pg_temp.rates(jsonb_build_object('platform_user_id', md5('same')::uuid)), '1, 3', 'of a user, his own, and not that of an order with the same id');
select is(pg_temp.rates(jsonb_build_object('order_id', md5('same')::uuid)), '1, 2', 'of an order, its own, and not that of a user with the same id');
select is(pg_temp.rates(jsonb_build_object('token_id', md5('token')::uuid)), '1, 4', 'of a token, its own, and not that of a provider of this name');
select is(pg_temp.rates(jsonb_build_object('provider', md5('token')::uuid)), '1, 5', 'of a provider, its own, and not that of the token');
select is(pg_temp.rates('{"order_type": "market"}'), '1', 'what has ended is not for it');
select is(pg_temp.rates('{"order_type": "market"}', true), '1, 6 ended', 'and found where those of all times are wanted');

select * from finish();
rollback;
