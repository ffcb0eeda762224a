"""The last admin stays under every isolation level: an old snapshot must not count a lost admin."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import IsolationLevel

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

FIRST, SECOND = "admin@admin.com", "second@x.example"
DEMOTE = "update memberships set role_key = 'staff' where person_id = tests.person(%s)"


@pytest.fixture
def two_admins(stack: ConnectionInfo, template: str) -> Iterator[str]:
    """The address of a database for this test alone, with two active admins of all domains."""
    with worker_database(stack, template) as url:
        with psycopg.connect(url) as connection:
            connection.execute(
                "insert into people (email, role_key, status) values (%s, 'admin', 'active')",
                [SECOND],
            )
            connection.execute(
                "insert into memberships (person_id, role_key, is_all_domains)"
                " values (tests.person(%s), 'admin', true)",
                [SECOND],
            )
        yield url


@pytest.mark.row("T04", "T29")
@pytest.mark.parametrize(
    ("level", "sqlstate"),
    [
        (IsolationLevel.READ_COMMITTED, "42501"),
        (IsolationLevel.REPEATABLE_READ, "40001"),
        (IsolationLevel.SERIALIZABLE, "40001"),
    ],
)
def test_second_demotion_fails(two_admins: str, level: IsolationLevel, sqlstate: str) -> None:
    with psycopg.connect(two_admins) as late:
        late.set_isolation_level(level)
        late.execute("select count(*) from memberships")  # takes the snapshot
        with psycopg.connect(two_admins) as early:
            early.execute(DEMOTE, [FIRST])
        with pytest.raises(psycopg.Error) as refused:
            late.execute(DEMOTE, [SECOND])
        assert refused.value.sqlstate == sqlstate
        late.rollback()
        row = late.execute(
            "select count(*) from memberships where role_key = 'admin' and is_all_domains"
        ).fetchone()
        assert row == (1,)
