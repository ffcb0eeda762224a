-- requires: sql/platform/schemas.sql
-- What is known of a trade in few words, as one small number: a block keeps its counts in one row.
create or replace view private.trade_cells
with (security_invoker = on) as
select
  (status.place * 24 + kind.place * 4 + side.place * 2 + referral.place)::smallint as cell,
  status.name as status,
  kind.name as order_type,
  side.name as side,
  referral.place = 1 as is_referred
from (values (0, 'pending'), (1, 'confirmed'), (2, 'failed'), (3, 'reverted')) as status (place, name)
cross join (
  values (0, 'market'), (1, 'dca'), (2, 'limit'), (3, 'twap'), (4, 'vwap'), (5, 'custom')
) as kind (place, name)
cross join (values (0, 'buy'), (1, 'sell')) as side (place, name)
cross join (values (0), (1)) as referral (place);

comment on view private.trade_cells is
'Every status, order type and side of a trade, by a referred user or not, with its number in trade_blocks.';

revoke all on private.trade_cells from public, anon, authenticated, service_role;
