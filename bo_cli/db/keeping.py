"""Running a statement whose refusal is an answer and whose work stays."""

from typing import Any

import psycopg

from bo_cli.db.attempt import Refusal, refusal_of
from bo_cli.db.connect import Connection


def keep(connection: Connection, query: str) -> list[tuple[Any, ...]] | Refusal:
    """Run a statement in a savepoint; return its rows, or why Postgres refused it.

    connection: in a transaction, which goes on after a refusal. Raises when the connection is lost.
    """
    try:
        with connection.transaction():
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []
    except psycopg.Error as error:
        if connection.closed or error.sqlstate is None:
            raise
        return refusal_of(error)
