"""Locks between runs of `bo`, held by a session: a killed process lets go of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psycopg

from bo_cli.db.connect import Connection

TRY = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
WAIT = "select pg_advisory_lock(hashtextextended(%s, 0))"
TRY_TURN = "select pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
TURN = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
RELEASE = "select pg_advisory_unlock(hashtextextended(%s, 0))"


@contextmanager
def only_one(connection: Connection, name: str, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock `name`; `on_wait` is called when somebody else holds it.

    The connection must be in autocommit mode, so that waiting does not keep a transaction open.
    """
    row = connection.execute(TRY, [name]).fetchone()
    if not (row and row[0]):
        on_wait()
        connection.execute(WAIT, [name])
    try:
        yield
    finally:
        _release(connection, name)


def take_turn(connection: Connection, name: str, on_wait: Callable[[], None]) -> None:
    """Hold the lock `name` until the transaction ends; `on_wait` as for only_one."""
    row = connection.execute(TRY_TURN, [name]).fetchone()
    if not (row and row[0]):
        on_wait()
        connection.execute(TURN, [name])


@contextmanager
def try_lock(connection: Connection, name: str) -> Iterator[bool]:
    """Take the lock `name` where nobody holds it; yields whether that was so, and never waits."""
    row = connection.execute(TRY, [name]).fetchone()
    taken = bool(row and row[0])
    try:
        yield taken
    finally:
        if taken:
            _release(connection, name)


def _release(connection: Connection, name: str) -> None:
    """Let go of a lock; a session that is lost has let go already."""
    with suppress(psycopg.OperationalError):
        connection.execute(RELEASE, [name])
