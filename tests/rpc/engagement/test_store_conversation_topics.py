"""What the model's worker says of conversations: once, in any order, and never over a person."""

import itertools
import json
import random
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from .actors import refusal
from .events import SITES, START, Connection, ingest, make_id, message

TALKS = ["a", "b", "c"]
FIELDS = """
select c.id::text, c.topics_at, c.topics_source,
  (select array_agg((t.label, h.confidence, h.source)::text order by t.label)
   from conversation_topics h join topics t using (domain_id)
   where h.conversation_id = c.id and t.id = h.topic_id)
from conversations c where c.domain_id = tests.domain('fresh.example') order by c.id
"""


@pytest.fixture(autouse=True)
def talks(db: Connection) -> None:
    ingest(db, [message(name, 0, conversation_id=make_id(name)) for name in TALKS])


def entry(db: Connection, talk: str, minute: int, *topics: Any, **fields: Any) -> dict[str, Any]:
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    return {
        "domain_id": row[0],
        "conversation_id": make_id(talk),
        "classified_at": (START + timedelta(minutes=minute)).isoformat(),
        "topics": [{"name": t} if isinstance(t, str) else t for t in topics],
        **fields,
    }


def store(db: Connection, entries: Any) -> dict[str, int]:
    with db.transaction():
        db.execute("select tests.as_service()")
        row = db.execute(
            "select public.store_conversation_topics(%s)", [json.dumps(entries)]
        ).fetchone()
        db.execute("select tests.back()")
    assert row is not None
    counts: dict[str, int] = row[0]
    return counts


def labels(db: Connection, talk: str) -> list[str]:
    rows = db.execute(
        "select t.label from conversation_topics h join topics t"
        " on (t.domain_id, t.id) = (h.domain_id, h.topic_id)"
        " where h.conversation_id = %s order by t.label",
        [make_id(talk)],
    )
    return [label for (label,) in rows]


@pytest.mark.row("R06", "R27")
def test_the_newest_classification_replaces_the_older(db: Connection) -> None:
    first = [entry(db, "a", 1, "Pricing", {"name": " Free  Trial", "confidence": 0.25})]
    assert store(db, first) == {"received": 1, "stored": 1, "unchanged": 0}
    assert labels(db, "a") == ["free trial", "pricing"]
    assert store(db, first) == {"received": 1, "stored": 0, "unchanged": 1}
    store(db, [entry(db, "a", 2, "pricing", "demo")])
    assert labels(db, "a") == ["demo", "pricing"]
    assert store(db, [entry(db, "a", 0, "old")])["stored"] == 0
    assert store(db, [entry(db, "a", 3)])["stored"] == 1
    assert labels(db, "a") == []
    row = db.execute(
        "select topics_at, topics_source from conversations where id = %s", [make_id("a")]
    ).fetchone()
    assert row == (START + timedelta(minutes=3), "llm")


@pytest.mark.row("R06", "R27")
def test_order_and_split_of_batches_do_not_matter(db: Connection) -> None:
    entries = [
        entry(db, talk, minute, *pair)
        for talk, (minute, pair) in itertools.product(TALKS, enumerate(["xy", "yz", "z", "xz"]))
    ]
    states = []
    for seed in range(5):
        mixed = random.Random(seed).sample(entries, len(entries))  # noqa: S311
        size = 1 + seed * 3
        with db.transaction(force_rollback=True):
            for start in range(0, len(mixed), size):
                store(db, mixed[start : start + size])
            states.append(db.execute(FIELDS).fetchall())
    assert all(state == states[0] for state in states)
    assert [state[3] is not None for state in states[0]] == [True, True, True]


@pytest.mark.row("R06")
def test_a_topic_is_found_by_its_first_name_and_by_its_present_one(db: Connection) -> None:
    store(db, [entry(db, "a", 1, "pricing", "cost", source="rule")])
    db.execute(
        "update topics set name = 'What it costs' where label = 'pricing';"
        " update topics t set status = 'merged', merged_into_id = (select id from topics"
        " where domain_id = t.domain_id and label = 'pricing')"
        " where label = 'cost' and domain_id = tests.domain('fresh.example')"
    )
    store(db, [entry(db, "b", 1, "pricing"), entry(db, "c", 1, "what it COSTS", "Cost")])
    assert labels(db, "b") == ["pricing"]
    assert labels(db, "c") == ["cost", "pricing"]
    assert db.execute("select distinct source from conversation_topics where conversation_id = %s",
                      [make_id("a")]).fetchall() == [("rule",)]  # fmt: skip


@pytest.mark.row("R06")
def test_two_names_of_one_topic_count_once_with_the_higher_confidence(db: Connection) -> None:
    given = [{"name": "Pricing", "confidence": 0.3}, {"name": "PRICING", "confidence": 0.7}]
    store(db, [entry(db, "a", 1, *given)])
    row = db.execute(
        "select count(*), max(confidence)::float from conversation_topics"
        " where conversation_id = %s",
        [make_id("a")],
    ).fetchone()
    assert row == (1, 0.7)


@pytest.mark.row("R06", "R26")
def test_topics_of_two_domains_are_two(db: Connection) -> None:
    ingest(db, [message("far", 0, conversation_id=make_id("far"), site_domain=SITES[1])])
    row = db.execute("select tests.domain(%s)::text", [SITES[1]]).fetchone()
    assert row is not None
    store(db, [entry(db, "a", 1, "pricing"), entry(db, "far", 1, "pricing", domain_id=row[0])])
    found = db.execute(
        "select count(distinct id), count(distinct domain_id) from topics where label = 'pricing'"
        " and domain_id in (tests.domain(%s), tests.domain(%s))",
        SITES,
    ).fetchone()
    assert found == (2, 2)


@pytest.mark.row("R06")
def test_a_batch_leaves_one_audit_entry_a_domain_and_none_when_nothing_changed(
    db: Connection,
) -> None:
    batch = [entry(db, "a", 1, "x"), entry(db, "b", 1, "x")]
    for _ in range(2):
        store(db, batch)
    found = db.execute(
        "select after from audit_log where action = 'classify'"
        " and domain_id = tests.domain('fresh.example')"
    ).fetchall()
    assert found == [({"conversations": 2},)]


BAD: list[tuple[str, dict[str, Any]]] = [
    ("entries\\[1\\].domain_id", {"domain_id": "x"}),
    ("entries\\[1\\].domain_id", {"domain_id": None}),
    ("entries\\[1\\].conversation_id", {"conversation_id": "x"}),
    ("entries\\[1\\].conversation_id", {"conversation_id": None}),
    ("entries.conversation_id", {"conversation_id": make_id("nobody")}),
    ("entries.conversation_id", {"domain_id": make_id("nowhere")}),
    ("entries\\[1\\].classified_at", {"classified_at": "2026-01-01"}),
    ("entries\\[1\\].classified_at", {"classified_at": None}),
    ("entries\\[1\\].source", {"source": "human"}),
    ("entries\\[1\\].topics", {"topics": None}),
    ("entries\\[1\\].topics", {"topics": {}}),
    ("entries\\[1\\].topics", {"topics": ["pricing"]}),
    ("entries\\[1\\].topics", {"topics": [{"name": "  "}]}),
    ("entries\\[1\\].topics", {"topics": [{"name": "x" * 101}]}),
    ("entries\\[1\\].topics", {"topics": [{"name": 7}]}),
    ("entries\\[1\\].topics", {"topics": [{"name": "x"}] * 21}),
    ("entries\\[1\\].topics", {"topics": [{"name": "x", "confidence": 1.1}]}),
    ("entries\\[1\\].topics", {"topics": [{"name": "x", "confidence": -0.1}]}),
    ("entries\\[1\\].topics", {"topics": [{"name": "x", "confidence": "high"}]}),
]


@pytest.mark.row("R06")
@pytest.mark.parametrize(("field", "fields"), BAD)
def test_a_malformed_entry_is_named_and_nothing_is_stored(
    db: Connection, field: str, fields: dict[str, Any]
) -> None:
    bad = {**entry(db, "b", 1, "x"), **fields}
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "):
        store(db, [entry(db, "a", 1, "x"), bad])
    assert labels(db, "a") == []


@pytest.mark.row("R06")
@pytest.mark.parametrize("given", [None, {}, "x", [7], [None]])
def test_what_is_no_list_of_entries_is_refused(db: Connection, given: Any) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^entries"):
        store(db, given)


@pytest.mark.row("R06")
def test_a_batch_holds_at_most_1000(db: Connection) -> None:
    many = [entry(db, "a", n, "x") for n in range(1001)]
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="at most 1000"):
        store(db, many)
    assert store(db, many[:1000]) == {"received": 1000, "stored": 1, "unchanged": 999}


@pytest.mark.row("R06", "R25")
@pytest.mark.parametrize("actor", ["admin@admin.com", "user@user.com", "anon"])
def test_only_the_worker_may(db: Connection, actor: str) -> None:
    assert refusal(db, actor, "select public.store_conversation_topics(%L)", "[]") == "42501"
