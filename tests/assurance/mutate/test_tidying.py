"""What undone attempts leave is cleared away while their transaction is still open."""

import pytest

from bo_cli.assurance.mutate.tidying import LEAST_BYTES, Tidier
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, connect, connect_again, database_of

WRITE = """
insert into desk.tickets (team_id, title)
select 1, repeat('x', 100) from generate_series(1, 2000)"""
SIZE = "select pg_relation_size('desk.tickets')"


def written_and_undone(connection: Connection) -> int:
    """Return the size of the table after that."""
    with connection.transaction(force_rollback=True):
        connection.execute(WRITE)
    row = connection.execute(SIZE).fetchone()
    assert row is not None
    return int(row[0])


def test_what_was_undone_does_not_pile_up(desk_url: str) -> None:
    with connect(desk_url) as connection:
        before = connection.execute("select count(*) from desk.tickets").fetchone()
        first = written_and_undone(connection)
        assert first > LEAST_BYTES
        tidier = Tidier(connection)
        sizes = []
        for _round in range(8):
            tidier.tidy()
            sizes.append(written_and_undone(connection))
        assert sizes[0] == sizes[-1] <= 2 * first
        assert connection.execute("select count(*) from desk.tickets").fetchone() == before
        untidy = [written_and_undone(connection) for _round in range(8)]
        assert untidy[-1] > 4 * first


def test_without_another_connection_nothing_happens(desk_url: str) -> None:
    limit = f'alter database "{database_of(desk_url)}" connection limit'
    with connect(desk_url, autocommit=True) as connection:
        connection.execute(f"{limit} 1".encode())
        try:
            with pytest.raises(BoError, match="too many connections"):
                connect_again(connection)
            Tidier(connection).tidy()
        finally:
            connection.execute(f"{limit} -1".encode())
