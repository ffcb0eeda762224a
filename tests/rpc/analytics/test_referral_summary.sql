-- Whoever brought somebody is active where that one trades: a user of the same id elsewhere is somebody else.
-- row: C26 R26
begin;
select plan(4);

create temporary table sites on commit drop as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
insert into public.platform_users (domain_id, id, external_id, referrer_id, joined_at)
select d.id, md5('summary ' || u.name)::uuid, 'summary ' || u.name, md5('summary ' || u.host)::uuid, '2026-03-01Z'
from sites as s
cross join lateral (values (s.here), (s.there)) as d (id)
cross join (values ('host', null), ('guest', 'host')) as u (name, host);
insert into public.tokens (domain_id, id, chain, address)
select d.id, md5('summary token')::uuid, 'solana', 'Summary' from sites as s cross join lateral (values (s.here), (s.there)) as d (id);
create function pg_temp.trade(site text) returns void language sql as $$
  insert into public.transactions (
    domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
  )
  values (
    tests.domain(site), 'solana:' || site, md5('summary guest')::uuid, md5('summary token')::uuid, 'market', 'buy', 1, 1, 0, 'USDC', 'confirmed', '2026-03-02Z',
    '2026-03-02Z', gen_random_uuid()
  )
$$;
create function pg_temp.told(from_at text default '2026-03-01T00:00:00Z', to_at text default '2026-04-01T00:00:00Z') returns text language sql as $$
  select concat_ws(' ', r.referrers_total, r.referrers_active, r.referrals_total)
  from public.referral_summary(jsonb_build_object('from', told.from_at, 'to', told.to_at, 'domain_ids', array[tests.domain('abtasty.com')])) as r
$$;
grant execute on all functions in schema pg_temp to public;

select pg_temp.trade('cooking.example');
select tests.as('admin@admin.com');
select is(pg_temp.told(), '1 0 1', 'one brought somebody, who trades elsewhere under that id');
select tests.back();
select pg_temp.trade('abtasty.com');
select tests.as('admin@admin.com');
select is(pg_temp.told(), '1 1 1', 'and then here');
select is(pg_temp.told('2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z'), '1 0 1', 'later, when nobody trades, nobody is active');
select is(pg_temp.told('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'), '0 0 0', 'before, nobody was brought');

select * from finish();
rollback;
