"""The scaled trades: as many as asked for, on platforms of falling size, all counted."""

import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect
from bo_cli.policies.databases import worker_database
from bo_cli.seeding.scale import scale_trades

SIZES = """
select count(*) from transactions t join domains d on d.id = t.domain_id
where d.site_domain like 'trades-%' group by d.site_domain order by d.site_domain
"""
DIGEST = """
select md5(string_agg(t.chain_ref || t.id, ',' order by t.id)) from transactions as t
union all
select md5(string_agg(m.id || m.kind || m.amount_minor, ',' order by m.id))
from commission_movements as m join domains as d on d.id = m.domain_id
where d.site_domain like 'trades-%'
"""
# What the rollup has of each: trades, and fees of the confirmed ones.
COUNTED = """
select (select sum(n.trades) from private.count_trades(null, ids, marks) as n),
  (select sum(n.fee) from private.count_trades(null, ids, marks, false, true) as n)
from (select '{2025-11-01,2026-12-01}'::timestamptz[] as marks,
  array(select id from domains where site_domain like 'trades-%') as ids) as asked
"""
STORED = """
select (select count(*) from transactions t join domains d on d.id = t.domain_id
  where d.site_domain like 'trades-%'), (select sum(usd_minor) from fee_charges c
  join domains d on d.id = c.domain_id where d.site_domain like 'trades-%')
"""

# Nothing that does not add up: what was earned against its charge, its movements and its payout,
# and what is kept of months against the movements.
ODD = """
with mine as (select id from domains where site_domain like 'trades-%'), booked as (
  select domain_id, beneficiary_id, transaction_id, level, sum(amount_minor) as minor
  from commission_movements group by 1, 2, 3, 4
), earned as (
  select domain_id, transaction_id, sum(amount_minor) as minor, sum(usd_minor) as usd_minor
  from commission_accruals where state <> 'void' group by 1, 2
)
select 'booked' from commission_accruals as a
left join booked as b using (domain_id, beneficiary_id, transaction_id, level)
where domain_id in (select id from mine)
  and b.minor is distinct from case a.state when 'accrued' then a.amount_minor else 0 end
union all
select 'charged' from fee_charges as c left join earned as e using (domain_id, transaction_id)
where domain_id in (select id from mine)
  and (c.commission_minor, c.commission_usd_minor)
    <> (coalesce(e.minor, 0), coalesce(e.usd_minor, 0))
union all
select 'kept' from mine where (
  select sum(m.amount_minor) from commission_movements as m where m.domain_id = mine.id
) <> (
  select sum(k.amount_minor) from private.commission_months as k where k.domain_id = mine.id
)
union all
select 'paid' from commission_payouts as p where domain_id in (select id from mine)
  and (p.amount_minor, p.usd_minor) <> (
  select sum(a.amount_minor), sum(a.usd_minor) from commission_accruals as a
  where a.domain_id = p.domain_id and a.payout_id = p.id
)
"""
KINDS = """
select array_agg(distinct state order by state), array_agg(distinct level order by level)
from commission_accruals as a join domains as d on d.id = a.domain_id
where d.site_domain like 'trades-%'
"""
# What the seed takes off to be quicker, and has to make again.
PARTS = """
select indexdef from pg_indexes where schemaname in ('public', 'private')
union all select conrelid::regclass || conname || pg_get_constraintdef(oid) from pg_constraint
union all
select tgrelid::regclass || tgname || tgenabled::text from pg_trigger where not tgisinternal
order by 1
"""


def test_sizes_fall_and_the_same_number_gives_the_same_trades(
    database_server: ConnectionInfo, template: str, project: Project
) -> None:
    digests = []
    for _ in range(2):
        with (
            worker_database(database_server, template) as url,
            connect(url, autocommit=True) as db,
        ):
            parts = db.execute(PARTS).fetchall()
            scale_trades(db, project, trades=1000)
            assert db.execute(PARTS).fetchall() == parts
            assert db.execute(ODD).fetchall() == []
            assert db.execute(KINDS).fetchone() == (["accrued", "claimed", "void"], [1, 2, 3])
            assert [row[0] for row in db.execute(SIZES)] == [438, 219, 200, 200, 200]
            digests.append(db.execute(DIGEST).fetchall())
            assert db.execute(COUNTED).fetchall() == db.execute(STORED).fetchall()
            assert db.execute("select count(*) from private.dirty_trades").fetchone() == (0,)
    assert digests[0] == digests[1]


@pytest.mark.parametrize("trades", [0, 10**9])
def test_numbers_without_sense_are_refused(
    worker_connection: Connection, project: Project, trades: int
) -> None:
    with pytest.raises(UsageError, match="cannot add"):
        scale_trades(worker_connection, project, trades=trades)
