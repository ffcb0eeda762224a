"""The filters equal a filter in Python over all rows, and pages neither repeat nor skip."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .events import Connection, ingest, make_id, message
from .lists import Row, owner_rows, pages

ABTASTY = "10000000-0000-4000-8000-000000000001"
LOOK_ALIKE = "10000000-0000-4000-8000-000000000002"
ALL = """
select c.*, v.email, v.account_id, s.score,
  (select string_agg(content, ' ' order by seq) from messages m
   where (m.domain_id, m.conversation_id) = (c.domain_id, c.id)) as transcript,
  (select array_agg(coalesce(t.merged_into_id, t.id)) from conversation_topics h
   join topics t on (t.domain_id, t.id) = (h.domain_id, h.topic_id)
   where (h.domain_id, h.conversation_id) = (c.domain_id, c.id)) as topics
from conversations c
join visitors v on (v.domain_id, v.id) = (c.domain_id, c.visitor_id)
left join lateral (
  select score from conversation_scores s
  where (s.domain_id, s.conversation_id) = (c.domain_id, c.id)
  order by scorer = 'human' desc, rubric_version desc, scored_at desc, s.id desc limit 1
) s on true
"""
MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 25), timezones=st.just(UTC))
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "from": MOMENTS.map(datetime.isoformat),
        "to": MOMENTS.map(datetime.isoformat),
        "domain_ids": st.sampled_from([[ABTASTY], [ABTASTY, LOOK_ALIKE], []]),
        "score_min": st.integers(40, 90),
        "score_max": st.integers(50, 100),
        "outcome": st.sampled_from(["demo_booked", "email_captured", "cta_clicked", "none"]),
        "language": st.sampled_from(["en", "fr", "es", "de"]),
        "has_email": st.booleans(),
        "status": st.sampled_from(["open", "closed", "handed_over"]),
        "text": st.sampled_from(["demo", "DEMONSTRATION", "préço", "precio", "quote"]),
        "include_test": st.booleans(),
        "account_id": st.just("account"),
        "topic_id": st.sampled_from(["pricing", "tarifs", "demo", "statistics", "nothing"]),
    },
)


def words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return set("".join(c if c.isalnum() else " " for c in plain).split())


def meets(row: Row, wanted: dict[str, Any]) -> bool:
    """The filter's meaning, said again in Python."""
    tests = {
        "from": lambda given: row["started_at"] >= datetime.fromisoformat(given),
        "to": lambda given: row["started_at"] < datetime.fromisoformat(given),
        "domain_ids": lambda given: str(row["domain_id"]) in given,
        "score_min": lambda given: row["score"] is not None and row["score"] >= given,
        "score_max": lambda given: row["score"] is not None and row["score"] <= given,
        "outcome": lambda given: row["outcome"] == given,
        "language": lambda given: row["language"] == given,
        "has_email": lambda given: (row["email"] is not None) == given,
        "status": lambda given: row["status"] == given,
        "text": lambda given: words(given) <= words(row["transcript"] or ""),
        "account_id": lambda given: str(row["account_id"]) == given,
        "topic_id": lambda given: given in wanted_topics(row),
        "include_test": lambda _: True,
    }
    if row["is_test"] and not wanted.get("include_test"):
        return False
    return all(tests[key](given) for key, given in wanted.items())


def wanted_topics(row: Row) -> set[str]:
    return {str(topic) for topic in row["topics"] or []}


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (r["started_at"], r["id"], r["domain_id"]), reverse=True)


def topic_ids(db: Connection, wanted: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The filter with the topic's id, and with that of the topic for which it stands."""
    row = db.execute(
        "select id::text, coalesce(merged_into_id, id)::text from topics"
        " where domain_id = %s and label = %s",
        [ABTASTY, wanted["topic_id"]],
    ).fetchone()
    asked, meant = row or (make_id("no topic"), make_id("no topic"))
    return {**wanted, "topic_id": asked}, {**wanted, "topic_id": meant}


@pytest.mark.row("R05", "R16")
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=FILTERS, size=st.integers(7, 200))
def test_filters_equal_brute_force(
    db: Connection, as_person: Any, rpc: Callable[..., Any], wanted: dict[str, Any], size: int
) -> None:
    rows = owner_rows(db, ALL)
    if "account_id" in wanted:
        accounts = sorted(str(row["account_id"]) for row in rows if row["account_id"])
        wanted = {**wanted, "account_id": accounts[size]}
    if "topic_id" in wanted:
        wanted, meant = topic_ids(db, wanted)
    else:
        meant = wanted
    expected = [row["id"] for row in in_order(rows) if meets(row, meant)]
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "list_conversations", size, filter=wanted)
    assert [row["id"] for row in found] == expected


@pytest.mark.row("R05", "R01")
def test_a_row_carries_what_the_page_shows(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    by_id = {row["id"]: row for row in owner_rows(db, ALL)}
    with as_person(db, "user@user.com"):
        found = rpc(db, "list_conversations")
    assert len(found) == 50
    for row in found:
        told = by_id[row["id"]]
        assert (row["visitor_email"], row["score"]) == (told["email"], told["score"])
        assert told["transcript"].startswith(row["first_message"])


@pytest.mark.row("R05")
def test_pages_stay_where_they_are_while_conversations_come_in(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    wanted = {"domain_ids": [ABTASTY]}
    with as_person(db, "user@user.com"):
        before = pages(rpc, db, "list_conversations", 500, filter=wanted)
        first = rpc(db, "list_conversations", filter=wanted, page_size=10)
    received = before[9]["started_at"] + timedelta(seconds=1)
    ingest(
        db,
        [
            message(
                f"new {n}", 0, site_domain="abtasty.com", conversation_id=make_id(f"new {n}"),
                occurred_at=(received + timedelta(days=n)).isoformat(), received_at=None,
            )
            for n in (0, 1, 2)
        ],
    )  # fmt: skip
    with as_person(db, "user@user.com"):
        second = rpc(
            db, "list_conversations", filter=wanted, page_size=10, after=first[-1]["cursor"]
        )
    assert [row["id"] for row in second] == [row["id"] for row in before[10:20]]


@pytest.mark.row("R25", "R26")
def test_a_domain_that_is_not_mine_is_refused(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    for other in (LOOK_ALIKE, make_id("no domain at all")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "user@user.com"):
            rpc(db, "list_conversations", filter={"domain_ids": [ABTASTY, other]})
    with as_person(db, "user@user.com"):
        mine = pages(rpc, db, "list_conversations", 500, filter={})
    assert {str(row["domain_id"]) for row in mine} == {ABTASTY}


BAD: list[tuple[str, dict[str, Any]]] = [
    ("filter.colour", {"filter": {"colour": "red"}}),
    ("filter.from", {"filter": {"from": "2026-01-01"}}),
    ("filter.from", {"filter": {"from": "2026-02-30T00:00:00Z"}}),
    ("filter.to", {"filter": {"to": "infinity"}}),
    ("filter.domain_ids", {"filter": {"domain_ids": "all"}}),
    ("filter.domain_ids", {"filter": {"domain_ids": [1]}}),
    ("filter.domain_ids", {"filter": {"domain_ids": ["x"]}}),
    ("filter.domain_ids", {"filter": {"domain_ids": [None]}}),
    ("filter.domain_ids", {"filter": {"domain_ids": f"{{{ABTASTY}}}"}}),
    ("filter.score_min", {"filter": {"score_min": "high"}}),
    ("filter.outcome", {"filter": {"outcome": "won"}}),
    ("filter.language", {"filter": {"language": "English"}}),
    ("filter.has_email", {"filter": {"has_email": "yes"}}),
    ("filter.account_id", {"filter": {"account_id": "acme"}}),
    ("filter.topic_id", {"filter": {"topic_id": "pricing"}}),
    ("filter.status", {"filter": {"status": "new"}}),
    ("filter.text", {"filter": {"text": ""}}),
    ("filter.text", {"filter": {"text": 5}}),
    ("filter.include_test", {"filter": {"include_test": 1}}),
    ("filter", {"filter": []}),
    ("page_size", {"page_size": 0}),
    ("page_size", {"page_size": 501}),
    ("page_size", {"page_size": None}),
    ("after", {"after": ""}),
    ("after", {"after": "not a cursor"}),
    ("after", {"after": "Y29udmVyc2F0aW9uc3x4fHh8eA"}),
]


@pytest.mark.row("R16")
@pytest.mark.parametrize(("field", "arguments"), BAD)
@pytest.mark.parametrize("name", ["list_conversations", "list_visitors", "list_accounts"])
def test_bad_arguments_are_named_alike_by_every_list(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str, field: str,
    arguments: dict[str, Any],
) -> None:  # fmt: skip
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, name, **arguments)
