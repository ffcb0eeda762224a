-- Numbers of trades: what is stored of whole hours and what is read of the rest, of one domain, by token, provider and cohort.
-- row: C20 C21 C22 C51 R26
begin;
select plan(23);

-- The other domain has the same users and tokens.
create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
create temporary table both_sites as select d.* from sites as s cross join lateral (values (s.here, 'here'), (s.there, 'there')) as d (id, name);
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, md5('counted ' || u.name)::uuid, 'counted ' || u.name, '2026-03-01Z' from both_sites as d cross join (values ('ann'), ('ben')) as u (name);
insert into public.tokens (domain_id, id, chain, address, provider)
select d.id, md5('counted ' || t.name)::uuid, 'solana', 'Counted' || t.name, t.name || ' desk' from both_sites as d cross join (values ('gold'), ('iron')) as t (name);
insert into public.transactions (
  domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select
  d.id, 'solana:counted ' || d.name || t.volume, md5('counted ' || t.who)::uuid, md5('counted ' || t.token)::uuid, 'market', 'buy', 1,
  case d.name when 'here' then t.volume else 100 * t.volume end, 0, 'USDC', t.status, t.at, '2026-03-03Z', gen_random_uuid()
from both_sites as d cross join (values
  ('ann', 'gold', 'confirmed', 1, timestamptz '2026-03-02 02:10Z'), ('ben', 'iron', 'confirmed', 2, '2026-03-02 02:20Z'),
  ('ann', 'gold', 'failed', 4, '2026-03-02 02:25Z'), ('ann', 'iron', 'confirmed', 8, '2026-03-02 01:59:59.999999Z')
) as t (who, token, status, volume, at);
insert into public.cohorts (domain_id, id, name, priority) select d.id, md5('counted ' || d.name)::uuid, 'Counted ' || d.name, 9 from both_sites as d;
insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
select d.id, md5('counted ' || d.name)::uuid, md5('counted ' || case d.name when 'here' then 'ann' else 'ben' end)::uuid, tstzrange('2026-03-01Z', null) from both_sites as d;
create function pg_temp.named(key text) returns text language sql as $$
  select coalesce((select w.word from unnest('{gold,iron,here,there}'::text []) as w (word) where md5('counted ' || w.word)::uuid::text = named.key), named.key)
$$;

select results_eq(
  $$select r.part, pg_temp.named(r.key), r.cell::integer, r.trades::integer, r.volume::integer, r.unpriced::integer
    from sites as s cross join lateral private.read_trade_cells(s.here, '2026-03-02 02:00Z', '2026-03-02 03:00Z') as r order by 1, 2, 3$$,
  $$values ('all', '', 48, 2, 3, 0), ('all', '', 96, 1, 4, 0), ('cohort', 'here', 48, 1, 1, 0), ('cohort', 'here', 96, 1, 4, 0),
    ('provider', 'gold desk', 48, 1, 1, 0), ('provider', 'gold desk', 96, 1, 4, 0), ('provider', 'iron desk', 48, 1, 2, 0),
    ('token', 'gold', 48, 1, 1, 0), ('token', 'gold', 96, 1, 4, 0), ('token', 'iron', 48, 1, 2, 0)$$,
  'what is read is of one domain: all, by token, by provider, and by cohort of each user then'
);

-- Two hours are one block; another level has its number, and the other domain has the block, too. What follows is read.
delete from private.trade_blocks;
delete from private.dirty_trades;
insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced)
select
  d.id, b.level, private.hour_number('2026-03-02Z')::integer / 2, p.part, p.key, '{48,96}', array[b.factor * p.trades, b.factor], array[b.factor * p.trades, b.factor],
  '{0,0}', '{0,0}', '{0,0}', '{0,0}', '{0,0}'
from both_sites as d cross join (values (1, 1), (5, 1000)) as b (level, factor)
cross join (values
  ('all', '', 30), ('token', md5('counted gold')::uuid::text, 10), ('token', md5('counted iron')::uuid::text, 20), ('provider', 'gold desk', 50)
) as p (part, key, trades);
create function pg_temp.shown(counted private.trade_count) returns text language sql as $$
  select concat_ws(' ', counted.place, nullif(pg_temp.named(counted.key), ''), counted.cell, counted.trades, counted.volume)
$$;
create function pg_temp.types(part text, key text, cells smallint [] default null) returns text language sql as $$
  select string_agg(pg_temp.shown(c), ', ' order by c.cell)
  from sites as s cross join lateral private.count_type_blocks(array[s.here], '{2026-03-02 00:00Z,2026-03-02 02:30Z}', part, types.key, cells) as c
$$;
select is(pg_temp.types('all', ''), '1 48 32 33, 1 96 2 5', 'by status and type');
select is(pg_temp.types('token', md5('counted gold')::uuid::text), '1 48 11 11, 1 96 2 5', 'of one token');
select is(pg_temp.types('provider', 'gold desk', '{48}'), '1 48 51 51', 'of one provider, some of them');
create function pg_temp.fees(part text, key text, cells smallint [] default null) returns text language sql as $$
  select string_agg(pg_temp.shown(c), ', ' order by c.cell)
  from sites as s cross join lateral private.count_fee_blocks(array[s.here], '{2026-03-02 00:00Z,2026-03-02 02:30Z}', part, fees.key, cells) as c
$$;
select is(pg_temp.fees('all', ''), '1 0 32 33', 'with fees only what is confirmed');
select is(pg_temp.fees('token', md5('counted gold')::uuid::text), '1 0 11 11', 'of one token');
select is(pg_temp.fees('all', '', '{48,49}'), '1 0 32 33', 'of the cells that are asked for');
select is(pg_temp.fees('all', '', '{49,96}'), null, 'which may be none');
create function pg_temp.tokens(key text, cells smallint [] default null) returns text language sql as $$
  select string_agg(pg_temp.shown(c), ', ' order by pg_temp.named(c.key))
  from sites as s cross join lateral private.count_token_blocks(array[s.here], '{2026-03-02 00:00Z,2026-03-02 02:30Z}', tokens.key, cells) as c
$$;
select is(pg_temp.tokens(null), '1 gold 0 11 11, 1 iron 0 21 22', 'by token only what is confirmed');
select is(pg_temp.tokens(md5('counted gold')::uuid::text), '1 gold 0 11 11', 'of one alone');
select is(pg_temp.tokens(null, '{96}'), null, 'of the cells that are asked for');

create function pg_temp.found(wanted private.trade_filter, cells smallint [] default null, is_by_token boolean default false, from_at text default '2026-03-02 02:00Z')
returns text language sql as $$
  select string_agg(pg_temp.shown(c), ', ' order by c.cell, pg_temp.named(c.key))
  from sites as s cross join lateral private.count_found_trades(wanted, array[s.here], array[from_at::timestamptz, '2026-03-02 02:30Z'], cells, is_by_token) as c
$$;
create function pg_temp.filter(token text default null, provider text default null, cohort text default null) returns private.trade_filter language sql as $$
  select f from jsonb_populate_record(null::private.trade_filter, jsonb_build_object(
    'token_id', md5('counted ' || token)::uuid, 'provider', provider, 'cohort_id', md5('counted ' || cohort)::uuid
  )) as f
$$;
select is(pg_temp.found(pg_temp.filter()), '1 48 2 3, 1 96 1 4', 'found one by one, within the window');
select is(pg_temp.found(pg_temp.filter(), '{96}'), '1 96 1 4', 'of the cells that are asked for');
select is(pg_temp.found(pg_temp.filter(), is_by_token => true), '1 gold 48 1 1, 1 iron 48 1 2, 1 gold 96 1 4', 'each token by itself, if asked');
select is(pg_temp.found(pg_temp.filter(cohort => 'here')), '1 48 1 1, 1 96 1 4', 'of a cohort, its users');
select is(pg_temp.found(pg_temp.filter(cohort => 'there')), null, 'none of a cohort of the other domain');

create function pg_temp.sums(wanted private.trade_filter) returns text language sql as $$
  select string_agg(concat_ws(' ', c.place, c.confirmed, c.failed, c.reverted, c.pending, c.volume, c.by_type #>> '{0,transactions}', jsonb_array_length(c.by_type)), ', ')
  from sites as s cross join lateral private.sum_trades(wanted, array[s.here], '{2026-03-02 00:00Z,2026-03-02 02:30Z}') as c
$$;
select is(pg_temp.sums(pg_temp.filter()), '1 32 2 0 0 33 32 1', 'added up by status');
select is(pg_temp.sums(pg_temp.filter('gold', 'gold desk')), '1 1 1 0 0 1 1 1', 'of a token and its provider they are found one by one');
select is(pg_temp.sums(pg_temp.filter('gold', 'iron desk')), '1 0 0 0 0 0 0', 'and none of another''s');

update public.domains as d set stats_valid_from = '2026-03-02 02:15Z' from sites as s where d.id = s.here;
select is(pg_temp.found(pg_temp.filter()), '1 48 1 2, 1 96 1 4', 'nothing from before the numbers of a domain begin is found');
select is(pg_temp.types('all', ''), '1 48 1 2, 1 96 1 4', 'or read');
select is_empty(
  $$select from sites as s cross join lateral private.trade_pieces(array[s.here], '{2026-03-02 00:00Z,2026-03-02 02:15Z}') as p$$, 'a window before that has no pieces'
);

delete from private.trade_blocks;
insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced)
select d.id, b.level, 3 * (date '2026-03-02' - date '2000-01-01') + b.later, 'all', '', '{48,96}', array[b.trades, 5000], '{1,1}', '{0,0}', '{0,0}', '{0,0}', '{0,0}', '{0,0}'
from both_sites as d cross join (values (3, -1, 1), (3, 0, 10), (3, 2, 20), (3, 3, 100), (2, 1, 1000)) as b (level, later, trades);
select is(
  (select private.count_trade_days(s.here, '{2026-03-02}') #>> '{2026-03-02,transactions}' from sites as s), '30', 'a day is its three blocks of eight hours, what is confirmed'
);

select * from finish();
rollback;
