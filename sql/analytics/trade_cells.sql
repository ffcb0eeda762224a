-- requires: sql/platform/schemas.sql
-- What is known of a trade in few words, as one small number: a block keeps its counts in one row.
create or replace view private.trade_cells
with (security_invoker = on) as
select
  (venue.place * 192 + status.place * 48 + kind.place * 8 + side.place * 4 + referral.depth)::smallint as cell,
  status.name as status,
  kind.name as order_type,
  side.name as side,
  referral.depth > 0 as is_referred,
  referral.depth,
  venue.name as venue
from (values (0, 'pending'), (1, 'confirmed'), (2, 'failed'), (3, 'reverted')) as status (place, name)
cross join (
  values (0, 'market'), (1, 'dca'), (2, 'limit'), (3, 'twap'), (4, 'vwap'), (5, 'custom')
) as kind (place, name)
cross join (values (0, 'buy'), (1, 'sell')) as side (place, name)
cross join generate_series(0, 3) as referral (depth)
cross join (values (0, 'unknown'), (1, 'web'), (2, 'mobile')) as venue (place, name);

comment on view private.trade_cells is
'Every status, order type, side and venue of a trade, and how many brought its user, with its number in trade_blocks.';

comment on column private.trade_cells.depth is
'How many there are above the user, of 3 at most: who brought the user, who brought that one, and who brought this.';

revoke all on private.trade_cells from public, anon, authenticated, service_role;
