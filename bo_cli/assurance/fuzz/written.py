"""Knows which tables have got rows, so that only those are read after a call."""

from collections.abc import Sequence

from bo_cli.db.connect import Connection, connect
from bo_cli.db.quoting import literal, quoted


class Written:
    """Asks a database that others write to, over a connection that is held until it is closed."""

    def __init__(self, url: str, tables: Sequence[str]) -> None:
        """tables: `schema.name` of each that matters."""
        self._url = url
        self._newer = " union all ".join(map(_newer, tables)).encode()
        self._mark = "3"  # The first transaction of any database.
        self._connection: Connection | None = None

    def __call__(self) -> set[str]:
        """Return the tables that got new or changed rows since it was asked last."""
        if self._connection is None:
            self._connection = connect(self._url, autocommit=True)
        mark = self._mark
        [(self._mark,)] = self._connection.execute("select pg_current_xact_id()::text").fetchall()
        found = self._connection.execute(self._newer, {"mark": mark}).fetchall()
        return {name for (name,) in found}

    def close(self) -> None:
        """Let go of the database, so that it can be dropped or replaced."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _newer(table: str) -> str:
    start = f"select {literal(table)} where exists (select from {quoted(*table.split('.', 1))} as t"
    return start.replace("%", "%%") + " where age(t.xmin) < age(%(mark)s::xid))"
