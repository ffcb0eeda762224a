-- Numbers of referrals come from the blocks of referrals that make up a window, or, of a domain whose numbers begin
-- somewhere, from its own users.
-- row: C26 C27
begin;
select plan(2);

create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
create function pg_temp.at(hour numeric) returns timestamptz language sql as $$ select '2000-01-01Z'::timestamptz + hour * interval '1 hour' $$;

-- The hours from 8 to 16 are a block of level 3. Beside it are one of another level and one of trades, with the same number.
delete from private.trade_blocks;
delete from private.dirty_trades;
delete from private.dirty_deals;
insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced)
select s.here, b.level, 1, b.part, '', '{1}', array[b.people], '{0}', '{0}', '{0}', '{0}', '{0}', '{0}'
from sites as s cross join (values (3, 'referral', 4), (2, 'referral', 10), (3, 'all', 100)) as b (level, part, people);
select is(
  (
    select string_agg(concat_ws(' ', n.place, n.level, n.people), ', ')
    from sites as s cross join lateral private.count_referral_blocks(array[s.here], array[pg_temp.at(8), pg_temp.at(16)]) as n
  ),
  '1 1 4', 'a window counts its own block of referrals, no other'
);

insert into public.platform_users (domain_id, id, external_id, referrer_id, referred_at, joined_at)
select d.id, md5('counted ' || u.name)::uuid, 'counted ' || u.name, md5('counted ' || u.host)::uuid, pg_temp.at(10), pg_temp.at(1)
from sites as s cross join lateral unnest(array[s.here, s.there]) as d (id)
cross join (values ('host', null), ('guest', 'host')) as u (name, host);
update public.domains set stats_valid_from = pg_temp.at(2) where id in (select unnest(array[s.here, s.there]) from sites as s);
select is(
  (
    select string_agg(concat_ws(' ', n.place, n.level, n.people), ', ' order by n.level)
    from sites as s cross join lateral private.count_referrals(array[s.here], array[pg_temp.at(8), pg_temp.at(16)]) as n
  ),
  '1 0 1, 1 1 1', 'where numbers begin somewhere, users of another such domain are not counted'
);

select * from finish();
rollback;
