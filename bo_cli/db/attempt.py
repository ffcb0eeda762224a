"""Trying a statement: it runs in a savepoint that is taken back, and its refusal is an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from bo_cli.db.connect import Connection

_UNDO = b"rollback to savepoint bo_attempt; release savepoint bo_attempt"


@dataclass(frozen=True)
class Refusal:
    """Why Postgres refused a statement, field by field; '' where it says nothing.

    context: the functions that were at work, innermost first.
    """

    sqlstate: str
    message: str
    detail: str = ""
    hint: str = ""
    table: str = ""
    constraint: str = ""
    context: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt: the rows it returned, how many it touched, or why it failed."""

    rows: list[tuple[Any, ...]]
    count: int
    refusal: Refusal | None = None


def refusal_of(error: psycopg.Error) -> Refusal:
    """Return the fields of an error that Postgres reported."""
    diag = error.diag
    return Refusal(
        sqlstate=error.sqlstate or "",
        message=diag.message_primary or str(error).strip(),
        detail=diag.message_detail or "",
        hint=diag.message_hint or "",
        table=f"{diag.schema_name}.{diag.table_name}" if diag.table_name else "",
        constraint=diag.constraint_name or "",
        context=diag.context or "",
    )


def attempt(
    connection: Connection,
    query: str,
    *,
    first: Callable[[Connection], None] | None = None,
    as_texts: bool = False,
) -> Outcome:
    """Run a statement, take it back, and tell what became of it.

    connection: in a transaction. first: what to do before, such as becoming somebody; a refusal
    there is returned too, and what it changed is taken back as well. as_texts: values as Postgres
    prints them, also those that Python has not, such as infinite times. Raises when the connection
    is lost.
    """
    try:
        with connection.transaction(force_rollback=True):
            if first:
                first(connection)
            return _outcome(connection.execute(query.encode()), as_texts=as_texts)
    except psycopg.Error as error:
        if connection.closed or error.sqlstate is None:
            raise
        return Outcome([], 0, refusal_of(error))


def attempt_after(
    connection: Connection, before: str, query: str, then: Callable[[], None] | None = None
) -> Outcome:
    """Do what `attempt` does, for thousands of statements: with fewer round trips, and as texts.

    connection: in a transaction already. before: SQL to run first, sent with the savepoint. then:
    what to look at, where nothing was refused, before it is taken back.
    """
    try:
        try:
            connection.execute(f"savepoint bo_attempt; {before}".encode())
            outcome = _outcome(connection.execute(query.encode()), as_texts=True)
            if then:
                then()
            return outcome
        finally:
            connection.execute(_UNDO)
    except psycopg.Error as error:
        if connection.closed or error.sqlstate is None:
            raise
        return Outcome([], 0, refusal_of(error))


def _outcome(cursor: psycopg.Cursor[tuple[Any, ...]], *, as_texts: bool) -> Outcome:
    rows: list[tuple[Any, ...]] = []
    if cursor.description:
        rows = _texts(cursor) if as_texts else cursor.fetchall()
    return Outcome(rows, max(cursor.rowcount, 0))


def _texts(cursor: psycopg.Cursor[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    result = cursor.pgresult
    if result is None:
        return []
    raw = (
        [result.get_value(row, column) for column in range(result.nfields)]
        for row in range(result.ntuples)
    )
    return [tuple(None if v is None else v.decode(errors="replace") for v in row) for row in raw]
