"""Search equals a search in Python over all messages that the person may read."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from .events import Connection, ingest, make_id, message
from .lists import owner_rows, pages
from .test_list_conversations import ABTASTY, LOOK_ALIKE, words

ALL = """
select m.*, c.is_test from messages m
join conversations c on (c.domain_id, c.id) = (m.domain_id, m.conversation_id)
"""


def expected(db: Connection, query: str, domain_ids: list[str] | None) -> list[tuple[Any, ...]]:
    """(conversation, its newest message with every word), newest first."""
    newest: dict[Any, Any] = {}
    for row in owner_rows(db, ALL):
        visible = not row["is_test"] and (not domain_ids or str(row["domain_id"]) in domain_ids)
        if visible and words(query) <= words(row["content"]):
            key = (row["domain_id"], row["conversation_id"])
            best = newest.get(key)
            if best is None or (best["occurred_at"], best["seq"]) < (
                row["occurred_at"],
                row["seq"],
            ):
                newest[key] = row
    rows = sorted(
        newest.values(),
        key=lambda r: (r["occurred_at"], r["conversation_id"], r["domain_id"]),
        reverse=True,
    )
    return [(row["conversation_id"], row["id"]) for row in rows]


@pytest.mark.row("R05")
@pytest.mark.parametrize("size", [9, 500])
@pytest.mark.parametrize("domain_ids", [None, [ABTASTY], [ABTASTY, LOOK_ALIKE]])
@pytest.mark.parametrize(
    "query", ["demo", "DEMONSTRATION", "visites mois", "a", "pagina mas", "zebra", "hébergées"]
)
def test_search_equals_brute_force(
    db: Connection, as_person: Any, rpc: Callable[..., Any], query: str,
    domain_ids: list[str] | None, size: int,
) -> None:  # fmt: skip
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "search_conversations", size, query=query, domain_ids=domain_ids)
    hits = [(row["conversation_id"], row["message_id"]) for row in found]
    assert hits == expected(db, query, domain_ids)


@pytest.mark.row("R05", "R25", "R26")
def test_search_finds_nothing_of_other_domains(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    with as_person(db, "user@user.com"):
        found = pages(rpc, db, "search_conversations", 500, query="demo")
    hits = [(row["conversation_id"], row["message_id"]) for row in found]
    assert hits == expected(db, "demo", [ABTASTY])
    assert len(hits) < len(expected(db, "demo", None))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "user@user.com"):
        rpc(db, "search_conversations", query="demo", domain_ids=[LOOK_ALIKE])


@pytest.mark.row("R05")
def test_phrases_alternatives_and_exclusions(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    texts = ["red green blue", "green red", "blue only"]
    ingest(db, [message(t, 0, t, conversation_id=make_id(t)) for t in texts])

    def search(query: str) -> set[str]:
        with as_person(db, "admin@admin.com"):
            rows = rpc(db, "search_conversations", query=query)
        return {t for t in texts if make_id(t) in {str(row["conversation_id"]) for row in rows}}

    assert search('"red green"') == {"red green blue"}
    assert search("red -blue") == {"green red"}
    assert search("blue or green") == set(texts)


@pytest.mark.row("R05")
@pytest.mark.parametrize("query", ["", None, "a" * 501])
def test_a_bad_query_is_named(
    db: Connection, as_person: Any, rpc: Callable[..., Any], query: str | None
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^query: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, "search_conversations", query=query)


@pytest.mark.row("R05")
def test_an_endless_query_is_refused_before_it_is_read(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    db.execute("set local statement_timeout = '1s'")
    with as_person(db, "user@user.com"), pytest.raises(psycopg.errors.InvalidParameterValue):
        rpc(db, "search_conversations", query="a " * 500_000)
