"""Somebody is forgotten on one site; whoever has the same ids on another one is not."""

from typing import Any

import pytest

from .actors import refusal
from .events import SITES, Connection, ingest, make_id
from .planted_visitor import ADMIN
from .test_delete_visitor import ERASE
from .test_twins import LAPTOP, PHONE, rows_of, visits


def of(found: dict[str, list[dict[str, Any]]], *ids: str) -> dict[str, list[Any]]:
    """The rows that carry one of the ids."""
    columns = ("id", "visitor_id", "conversation_id")
    return {
        table: [row for row in rows if any(row.get(column) in ids for column in columns)]
        for table, rows in found.items()
        if table != "accounts"
    }


@pytest.mark.row("R27", "R26")
def test_who_is_forgotten_is_one_of_the_twins(db: Connection) -> None:
    ingest(db, [*visits(SITES[0], "acme"), *visits(SITES[1], "beta", minute=30)])
    mine, elsewhere = rows_of(db, SITES[0]), rows_of(db, SITES[1])
    assert refusal(db, ADMIN, ERASE, SITES[0], LAPTOP, "asked for it") is None
    assert rows_of(db, SITES[1]) == elsewhere
    after = rows_of(db, SITES[0])
    assert [len(rows) for rows in of(after, LAPTOP).values()] == [0] * 6
    theirs = (PHONE, make_id("talk phone"))
    assert of(after, *theirs) == of(mine, *theirs)
    for table in ("visitors", "visitor_sessions", "session_events", "conversations", "messages"):
        assert len(after[table]) == len(mine[table]), table
    # Whoever asks next is forgotten too.
    assert refusal(db, ADMIN, ERASE, SITES[0], PHONE, "asked for it") is None
    assert [len(rows) for rows in of(rows_of(db, SITES[0]), PHONE).values()] == [0] * 6
