"""The scaled data set: as many conversations as asked for, in domains of falling size."""

import hashlib

import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError, UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect
from bo_cli.policies.databases import worker_database
from bo_cli.seeding.scale import scale

SIZES = """
select count(*) from conversations c join domains d on d.id = c.domain_id
where d.site_domain like 'scale-%' group by d.site_domain order by d.site_domain
"""
ROWS = (
    "select m::text from messages m join domains d on d.id = domain_id where site_domain ~ '^scale'"
)
# Days that are still to be counted; conversations that the rollups have not, or have too many.
UNCOUNTED = """
select (select count(*) from private.dirty_days), (
  select count(*) from conversations c join domains d on d.id = c.domain_id
  where d.site_domain like 'scale-%' and not c.is_test
) - (
  select sum(n.conversations) from domains d cross join lateral private.count_window(
    d.id, '2025-11-19T00:00:00Z', '2026-11-21T00:00:00Z'
  ) n where d.site_domain like 'scale-%'
)
"""


def digest(db: Connection) -> str:
    rows = sorted(row[0].rsplit(",", 1)[0] for row in db.execute(ROWS))  # Without created_at.
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_sizes_fall_and_the_same_numbers_give_the_same_rows(
    database_server: ConnectionInfo, template: str, project: Project
) -> None:
    digests = []
    for _ in range(2):
        with (
            worker_database(database_server, template) as url,
            connect(url, autocommit=True) as db,
        ):
            scale(db, project, conversations=1100, domains=3)
            assert [row[0] for row in db.execute(SIZES)] == [600, 300, 200]
            digests.append(digest(db))
            assert db.execute(UNCOUNTED).fetchall() == [(0, 0)]
    assert digests[0] == digests[1]


@pytest.mark.parametrize(("conversations", "domains"), [(0, 1), (5, 6), (10, 0), (10**9, 5)])
def test_numbers_without_sense_are_refused(
    worker_connection: Connection, project: Project, conversations: int, domains: int
) -> None:
    with pytest.raises(UsageError, match="cannot spread"):
        scale(worker_connection, project, conversations=conversations, domains=domains)


def test_a_run_that_fails_at_the_end_leaves_nothing(
    database_server: ConnectionInfo, template: str, project: Project
) -> None:
    with worker_database(database_server, template) as url, connect(url, autocommit=True) as db:
        tables = ["domains", "conversations", "private.day_facts", "private.dirty_days"]
        count = "select " + ", ".join(f"(select count(*) from {table})" for table in tables)
        before = db.execute(count).fetchone()
        db.execute("alter function private.join_blocks rename to gone")  # The last of the rollups.
        with pytest.raises(BoError, match="090_days"):
            scale(db, project, conversations=1100, domains=3)
        assert db.execute(count).fetchone() == before
