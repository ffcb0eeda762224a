"""Knows which tables have got rows, so that only those are read after a call."""

from collections.abc import Sequence

from bo_cli.db.connect import connect
from bo_cli.db.quoting import literal, quoted


class Written:
    """Asks a database that others write to. Between two questions it holds no connection."""

    def __init__(self, url: str, tables: Sequence[str]) -> None:
        """tables: `schema.name` of each that matters."""
        self._url, self._tables = url, tables
        self._mark = "3"  # The first transaction of any database.

    def __call__(self) -> set[str]:
        """Return the tables that got new or changed rows since it was asked last."""
        newer = " union all ".join(_newer(name, self._mark) for name in self._tables)
        with connect(self._url) as connection:
            [(self._mark,)] = connection.execute("select pg_current_xact_id()::text").fetchall()
            found = connection.execute(newer.encode()).fetchall()
        return {name for (name,) in found}


def _newer(table: str, mark: str) -> str:
    relation = quoted(*table.split(".", 1))
    return (
        f"select {literal(table)} where exists"
        f" (select from {relation} as t where age(t.xmin) < age({literal(mark)}::xid))"
    )
