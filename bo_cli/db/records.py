"""Rows with the names of their columns."""

from collections.abc import Mapping
from typing import Any

from psycopg.rows import dict_row

from bo_cli.db.connect import Connection


def records(
    connection: Connection, query: str, parameters: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Return the query's rows as dictionaries; `parameters` fill its %(name)s."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query.encode(), parameters).fetchall()
