"""Read a whole list page by page, as a client does."""

from collections.abc import Callable
from typing import Any

from .events import Connection

Row = dict[str, Any]


def pages(rpc: Callable[..., Any], db: Connection, name: str, size: int, **args: Any) -> list[Row]:
    """Every row of list `name`, in pages of `size`."""
    rows: list[Row] = []
    after = None
    while page := rpc(db, name, page_size=size, after=after, **args):
        rows += page
        assert page[-1]["cursor"] != after, "the list does not get on"
        after = page[-1]["cursor"]
        if len(page) < size:
            break
    return rows


def owner_rows(db: Connection, query: str) -> list[Row]:
    """Rows of a query as postgres, who sees everything."""
    cursor = db.execute(query)
    names = [column.name for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
