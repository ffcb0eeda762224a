-- Many trades on platforms of very different size, for measuring. Deterministic: no random(). app.scale_trades says
-- how many; of 5 platforms the largest has over two fifths of all, the others a half, a third, … of that.
insert into public.clients (name)
values ('Trades');

insert into public.domains (id, client_id, site_domain)
select
  md5('trades/domain/' || place)::uuid,
  (select client.id from public.clients as client where client.name = 'Trades'),
  'trades-' || lpad(place::text, 4, '0') || '.example'
from generate_series(1, 5) as place;

create temporary table trade_sizes as
select
  place,
  md5('trades/domain/' || place)::uuid as domain_id,
  greatest(200, (current_setting('app.scale_trades')::numeric / place / sum(1.0 / place) over ())::integer) as trades
from generate_series(1, 5) as place;
-- How many users there are: one for every hundred trades.
alter table trade_sizes add column users integer not null generated always as (greatest(20, trades / 100)) stored;

insert into public.tokens (domain_id, id, chain, address, symbol, decimals, provider)
select
  domain_id,
  md5('trades/token/' || place || '/' || number)::uuid,
  'solana',
  'Token' || number,
  'T' || number,
  6,
  (array['raydium', 'pump.fun', 'orca', null])[1 + number % 4]
from trade_sizes
cross join generate_series(0, 99) as number;
