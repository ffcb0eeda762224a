"""The list of topics equals a count in Python; who may see the numbers of topics."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from .actors import SUPPORT
from .events import Connection, make_id
from .lists import Row, pages
from .topic_talks import FROM, TO, WINDOW, meant, sites, topics_of

pytestmark = pytest.mark.usefixtures("classified_talks")


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("size", [3, 500])
def test_list(db: Connection, as_person: Any, rpc: Callable[..., Any], size: int) -> None:
    wanted = {**WINDOW, "domain_ids": sites(db)}
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "list_topics", size, filter=wanted)
    counted = Counter(
        (row["domain_id"], label) for row in meant(db, FROM, TO) for label in topics_of(row)
    )
    assert {(row["domain_id"], row["name"]): row["conversations"] for row in found} == counted
    numbers = [row["conversations"] for row in found]
    assert numbers == sorted(numbers, reverse=True)
    assert {row["status"] for row in found} == {"active", "hidden"}


NUMBERS = ["topic_frequency", "topic_trend", "list_topics"]


@pytest.mark.row("R06", "R25")
@pytest.mark.parametrize("name", NUMBERS)
def test_who_sees_them(db: Connection, as_person: Any, rpc: Callable[..., Any], name: str) -> None:
    other = sites(db)
    with as_person(db, "user@user.com"):
        found = rpc(db, name, filter={"from": "2026-10-01T00:00:00Z", "to": "2026-11-20T00:00:00Z"})
        assert {str(row["domain_id"]) for row in found} == {"10000000-0000-4000-8000-000000000001"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "user@user.com"):
        rpc(db, name, filter={"domain_ids": other})
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "staff@demo.example"):
        rpc(db, name)


@pytest.mark.row("R06", "R25")
@pytest.mark.parametrize("name", NUMBERS)
def test_who_may_not_view_conversations_learns_nothing_of_single_ones(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str
) -> None:
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'conversations', 'view', 'deny', tests.domain(%s), 'test'),"
        " (tests.person(%s), 'conversations', 'view', 'deny', tests.domain(%s), 'test')",
        [SUPPORT, "abtasty.com", SUPPORT, "cooking.example"],
    )
    with as_person(db, SUPPORT):
        assert rpc(db, name, filter=WINDOW)
        assert rpc(db, name, filter={**WINDOW, "include_test": True})
    for more in ({"language": "fr"}, {"status": "open"}, {"outcome": "none"}, {"text": "hello"},
                 {"has_email": False}, {"score_min": 1}, {"score_max": 99},
                 {"account_id": make_id("x")}, {"topic_id": make_id("x")}):  # fmt: skip
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            as_person(db, SUPPORT),
        ):
            rpc(db, name, filter={**WINDOW, **more})


BAD: list[tuple[str, Row]] = [
    ("filter.from", {"filter": {"from": "2026-02-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}}),
    ("filter.from", {"filter": {"from": "2025-01-01T00:00:00Z", "to": "2026-02-06T00:00:00Z"}}),
    ("filter.colour", {"filter": {"colour": "red"}}),
    ("filter", {"filter": []}),
]


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize(("field", "arguments"), BAD)
def test_bad_filters_are_named(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str, field: str, arguments: Row
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, name, **arguments)


@pytest.mark.row("R06")
@pytest.mark.parametrize(
    ("name", "field", "arguments"),
    [
        ("topic_frequency", "bucket", {"bucket": "hour"}),
        ("topic_frequency", "bucket", {"bucket": None}),
        ("topic_frequency", "time_zone", {"time_zone": "Mars/Base"}),
        ("list_topics", "page_size", {"page_size": 501}),
        ("list_topics", "after", {"after": "x"}),
    ],
)
def test_bad_arguments_are_named(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str, field: str, arguments: Row
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, name, **arguments)


@pytest.mark.row("R06")
def test_a_cursor_without_a_number(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    made = db.execute(
        "select private.make_cursor('topics', 'many', gen_random_uuid(), gen_random_uuid())"
    ).fetchone()
    assert made
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match="is no cursor of this list"),
        as_person(db, "admin@admin.com"),
    ):
        rpc(db, "list_topics", after=made[0])
