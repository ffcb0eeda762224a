"""Running a pgTAP file over an open connection."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg import generators, pq

from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection

# What a process of its own for each file would forget by ending; cached plans may stay.
FRESH_SESSION = """
rollback;
reset session authorization;
reset all;
select pg_advisory_unlock_all();
"""

# pgTAP keeps its counts in temporary tables. To make them, and the schema they are in, for each
# file anew takes a third of its time: it voids the plans of all functions. `plan()` takes those
# that are there when they are empty; a sequence does not return to one by a rollback.
COUNTERS = "select plan(1); delete from pg_temp.__tcache__;"
FROM_ONE = "select setval('pg_temp.__tresults___numb_seq', 1, false);"

# A file may select other things too, and a parser could take a uuid for a plan.
TAP_LINE = re.compile(r"\s*(ok|not ok|#|1\.\.\d+|Bail out!)")


@dataclass(frozen=True)
class Tap:
    """What a file said. error: message and SQLSTATE of the statement that failed, if one did."""

    lines: list[str]
    error: str


class CommittedError(BoError):
    """A file that must leave nothing behind has committed: its database is no longer as new."""


@contextmanager
def tap_session(connection: Connection) -> Iterator[None]:
    """Let a file be sent part by part meanwhile; nothing of it stays afterwards.

    connection: as for `run_tap`, and as good as new afterwards.
    """
    if _failed(_exchange(connection, FROM_ONE)):
        _exchange(connection, COUNTERS)
    try:
        yield
    finally:
        if not connection.closed:
            _exchange(connection, FRESH_SESSION)


def run_part(connection: Connection, sql: str) -> Tap:
    """Send some statements; return what they say, and why one failed."""
    results = _exchange(connection, sql)
    lines = [line for result in results for line in _tap_lines(result)]
    if not _failed(results):
        return Tap(lines, "")
    field = results[-1].error_field
    message = field(pq.DiagnosticField.MESSAGE_PRIMARY) or b""
    state = field(pq.DiagnosticField.SQLSTATE) or b""
    return Tap(lines, f"{message.decode()} ({state.decode()})")


def run_tap(connection: Connection, name: str, sql: str, *, commits: bool = False) -> list[str]:
    """Send the whole file at once and return its TAP lines, from the first column of every row.

    connection: in autocommit mode, so that the file's own `begin` and `rollback` count. Afterwards
    the session is as good as new. commits: whether the file is meant to leave something behind.
    Raises BoError with file, line and reason, and the lines before it, where a statement fails;
    CommittedError where a file commits that should not.
    """
    if _failed(_exchange(connection, FROM_ONE)):
        _exchange(connection, COUNTERS)
    results = _exchange(connection, sql)
    _exchange(connection, FRESH_SESSION)
    lines = [line for result in results for line in _tap_lines(result)]
    if _has_committed(results):
        _exchange(connection, "discard temp")
        if not commits:
            raise CommittedError(f"{name}: must end with `rollback;`, and commit nothing before")
    if _failed(results):
        raise BoError("\n".join([_failure(name, sql, results), *lines]))
    return lines


def _has_committed(results: list[pq.abc.PGresult]) -> bool:
    """Whether a message of several statements kept some of them.

    The message is one transaction unless a commit divides it; its end commits, an error does not.
    """
    tags = [result.command_status for result in results]
    return b"COMMIT" in tags or not (_failed(results) or tags[-1:] == [b"ROLLBACK"])


def _failed(results: list[pq.abc.PGresult]) -> bool:
    return bool(results) and results[-1].status == pq.ExecStatus.FATAL_ERROR


def _exchange(connection: Connection, sql: str) -> list[pq.abc.PGresult]:
    """Return the result of each statement up to the first that fails.

    psycopg's own way of waiting lets other threads run; PGconn.get_result() holds them all up.
    """
    connection.pgconn.send_query(sql.encode())
    return connection.wait(generators.execute(connection.pgconn))


def _tap_lines(result: pq.abc.PGresult) -> list[str]:
    if result.status != pq.ExecStatus.TUPLES_OK:
        return []
    values = (result.get_value(row, 0) for row in range(result.ntuples))
    lines = [line for value in values if value for line in value.decode().splitlines()]
    return [line for line in lines if TAP_LINE.match(line)]


def _failure(name: str, sql: str, results: list[pq.abc.PGresult]) -> str:
    """Describe the last result; the one before it tell which statement it belongs to."""

    def field(which: pq.DiagnosticField) -> str:
        return (results[-1].error_field(which) or b"").decode()

    position = field(pq.DiagnosticField.STATEMENT_POSITION)
    if position:
        line = sql.count("\n", 0, int(position) - 1) + 1
    else:
        line = _line_of(sql, len(results) - 1)
    message = field(pq.DiagnosticField.MESSAGE_PRIMARY)
    code = field(pq.DiagnosticField.SQLSTATE)
    detail = field(pq.DiagnosticField.MESSAGE_DETAIL)
    return f"{name}:{line}: {message} ({' '.join(filter(None, [code, detail]))})"


def _line_of(sql: str, statement: int) -> int:
    """Return the line (from 1) on which a statement, counted from 0, begins."""
    import postgast  # here, because only a failure is worth the time that it takes to load

    raw = sql.encode()
    start = postgast.parse(sql).stmts[statement].stmt_location
    code = re.compile(rb"(\s|--[^\n]*\n|/\*.*?\*/)*", re.DOTALL).match(raw, start)
    return raw.count(b"\n", 0, code.end() if code else start) + 1
