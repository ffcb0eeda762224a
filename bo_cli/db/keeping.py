"""Running a statement whose refusal is an answer and whose work stays."""

from typing import Any

import psycopg

from bo_cli.db.attempt import Refusal, refusal_of
from bo_cli.db.connect import Connection

# Sent together, because a round trip costs more than most of the statements.
_TOGETHER = "savepoint bo_keep; {query}\n; release savepoint bo_keep"
_UNDO = b"rollback to savepoint bo_keep; release savepoint bo_keep"


def keep(connection: Connection, query: str) -> list[tuple[Any, ...]] | Refusal:
    """Run one statement in a savepoint; return its rows, or why Postgres refused it.

    connection: in a transaction, which goes on after a refusal. Raises when the connection is lost.
    """
    try:
        cursor = connection.execute(_TOGETHER.format(query=query).encode())
        cursor.nextset()
        return cursor.fetchall() if cursor.description else []
    except psycopg.Error as error:
        if connection.closed or error.sqlstate is None:
            raise
        connection.execute(_UNDO)
        return refusal_of(error)
