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
DIGEST = (
    "select md5(string_agg(t.chain_ref || t.occurred_at, ',' order by t.id)) from transactions t"
)
# What the rollup has of each: trades, and fees of the confirmed ones.
COUNTED = """
select sum(n.trades), sum(n.fee) from private.count_trades(
  null, array(select id from domains where site_domain like 'trades-%'),
  '{2025-11-01,2026-12-01}', false, true
) as n
"""
STORED = """
select (select count(*) from transactions t join domains d on d.id = t.domain_id
  where d.site_domain like 'trades-%'), (select sum(usd_minor) from fee_charges c
  join domains d on d.id = c.domain_id where d.site_domain like 'trades-%')
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
            scale_trades(db, project, trades=1000)
            assert [row[0] for row in db.execute(SIZES)] == [438, 219, 200, 200, 200]
            digests.append(db.execute(DIGEST).fetchone())
            assert db.execute(COUNTED).fetchall() == db.execute(STORED).fetchall()
            assert db.execute("select count(*) from private.dirty_trades").fetchone() == (0,)
    assert digests[0] == digests[1]


@pytest.mark.parametrize("trades", [0, 10**9])
def test_numbers_without_sense_are_refused(
    worker_connection: Connection, project: Project, trades: int
) -> None:
    with pytest.raises(UsageError, match="cannot add"):
        scale_trades(worker_connection, project, trades=trades)
