-- When something about a user, token or order changes, the hours of their trades are counted anew, and those of whom the user brought.
-- In the other domain the same ids traded at other hours, and brought others.
-- row: C20 C26 R26
begin;
select plan(6);

create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
create temporary table users as
select d.id as domain_id, md5('deals ' || u.name)::uuid as id, u.name, d.hours + u.hour as hour, case when d.hours = 0 then u.host else u.host_there end as host
from sites as s cross join lateral (values (s.here, 0), (s.there, 100)) as d (id, hours)
cross join (values ('top', 1, null, null), ('mid', 2, 'top', 'top'), ('low', 3, 'mid', null), ('lowest', 4, 'low', 'mid'), ('other', 5, null, 'mid')) as u (name, hour, host, host_there);
insert into public.platform_users (domain_id, id, external_id, referrer_id, joined_at)
select u.domain_id, u.id, 'deals ' || u.name, md5('deals ' || u.host)::uuid, '2026-03-01Z' from users as u;
insert into public.tokens (domain_id, id, chain, address)
select d.id, md5('deals ' || t.name)::uuid, 'solana', t.name
from sites as s cross join lateral (values (s.here), (s.there)) as d (id) cross join (values ('Deals1'), ('Deals2')) as t (name);
insert into public.transactions (
  domain_id, id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status,
  occurred_at, told_at, told_by
)
select
  u.domain_id, md5('deals trade ' || u.name)::uuid, 'solana:' || u.domain_id || u.name, u.id, md5(case when u.name = 'top' then 'deals Deals1' else 'deals Deals2' end)::uuid,
  case when u.name = 'low' then 'deals order' end, 'market', 'buy', 1, 1, 0, 'USDC', 'confirmed',
  '2026-03-02Z'::timestamptz + u.hour * interval '1 hour', '2026-03-02Z', gen_random_uuid()
from users as u;
create function pg_temp.noted(order_id text default null, token text default null, who text default null) returns text language sql as $$
  delete from private.dirty_deals;
  delete from private.dirty_trades;
  insert into private.dirty_deals (domain_id, order_external_id, token_id, platform_user_id)
  select s.here, order_id, md5('deals ' || token)::uuid, md5('deals ' || who)::uuid from sites as s;
  select private.take_dirty_deals();
  select string_agg(u.name || case when u.hour > 100 then ' there' else '' end, ', ' order by u.hour)
  from private.dirty_trades as d
  left join users as u on d.domain_id = u.domain_id and d.hour = private.hour_number('2026-03-02Z'::timestamptz + u.hour * interval '1 hour')
$$;

select is(pg_temp.noted(who => 'top'), 'top, mid, low', 'a user''s, of whoever was brought, and of whom these brought');
select is(pg_temp.noted(who => 'low'), 'low, lowest', 'not of those above');
select is(pg_temp.noted(who => 'other'), 'other', 'of whoever brought nobody, the own');
select is(pg_temp.noted(token => 'Deals1'), 'top', 'those of a token');
select is(pg_temp.noted(order_id => 'deals order'), 'low', 'and of an order');
select is((select count(*) from private.dirty_deals), 0::bigint, 'what is noted so is done');

select * from finish();
rollback;
