"""Numbers of topics from the rollup are those of the conversations, before and after the worker."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection, ingest, make_id, message
from tests.rpc.engagement.lists import Row
from tests.rpc.engagement.test_store_conversation_topics import store
from tests.rpc.engagement.topic_talks import FROM, TO, WINDOW, meant, store_talks, topics_of

from .visits import count, domain

RAW = "select * from private.read_topics(%s, %s, %s) order by topic_id"
COUNTED = (
    "select coalesce(topic_id, '00000000-0000-0000-0000-000000000000'), conversations,"
    " case when topic_id is null then classified else 0 end"
    " from private.count_topic_blocks(array[%s::uuid], %s, %s, null, 'UTC') order by 1"
)


@pytest.fixture(autouse=True)
def talks(db: Connection) -> None:
    store_talks(db)


def told(db: Connection) -> list[list[Row]]:
    """What the rollup says of windows of many lengths: what the rows say."""
    chance = random.Random(3)  # noqa: S311
    found = []
    for site in SITES:
        for _ in range(12):
            begin = FROM + timedelta(seconds=chance.randrange(-10, 14) * 86400)
            if chance.random() < 0.5:
                begin += timedelta(microseconds=chance.randrange(86400 * 10**6))
            seconds = chance.choice([1, 3000, 86400, 700000, 1500000])
            window = [domain(db, site), begin, begin + timedelta(seconds=seconds)]
            counted = db.execute(COUNTED, window).fetchall()
            assert counted == db.execute(RAW, window).fetchall(), window
            found.append(counted)
    return found


@pytest.mark.row("R06")
def test_the_worker_changes_no_number_and_leaves_nothing_to_read(db: Connection) -> None:
    before = told(db)
    assert any(before)
    notes = "select count(*) from private.dirty_topics"
    assert db.execute(notes).fetchone() != (0,)
    while count(db, 7)["is_waiting"]:
        assert told(db) == before
    assert db.execute(notes).fetchone() == (0,)
    # Not by reading the conversations: they change, and nobody is told.
    db.execute("alter table conversations disable trigger user")
    window = [domain(db, SITES[0]), FROM.replace(minute=0), TO.replace(minute=0)]
    known = db.execute(COUNTED, window).fetchall()
    db.execute("update conversations set topics_at = null, topics_source = null")
    assert db.execute(COUNTED, window).fetchall() == known
    assert db.execute(RAW, window).fetchall() == []


@pytest.mark.row("R06")
def test_every_change_is_counted_before_and_after_the_worker(db: Connection) -> None:
    count(db)
    here = domain(db, SITES[0])
    seen = [told(db)]

    def check() -> None:
        found = told(db)
        assert found != seen[-1]
        count(db)
        assert told(db) == found
        seen.append(found)

    db.execute(
        "update topics set status = 'merged', merged_into_id = (select id from topics as into_topic"
        " where domain_id = topics.domain_id and label = 'blue') where label = 'green'"
        " and domain_id = %s",
        [here],
    )
    check()
    name = {"conversation_id": make_id("new"), "session_id": make_id("new")}
    at = {"occurred_at": FROM.isoformat(), "received_at": FROM.isoformat()}
    ingest(db, [message("new", 0, **name, **at)])
    entry = {"domain_id": here, "conversation_id": make_id("new"), "topics": [{"name": "blue"}]}
    store(db, [{**entry, "classified_at": "2026-11-20T00:00:00Z"}])
    check()
    store(db, [{**entry, "classified_at": "2026-11-20T00:01:00Z", "topics": []}])
    check()
    # It turns out to have begun earlier: it leaves its hour.
    early = (FROM - timedelta(days=9)).isoformat()
    ingest(db, [message("first", 1, **name, occurred_at=early, received_at=early)])
    check()


@pytest.mark.row("R02", "R06")
@pytest.mark.parametrize("names", [[SITES[0]], SITES])
def test_highlights_are_the_top_topic_and_the_biggest_mover(
    db: Connection, as_person: Any, rpc: Callable[..., Any], names: list[str]
) -> None:
    ids = [domain(db, name) for name in names]
    with as_person(db, "admin@admin.com"):
        shown = rpc(db, "client_dashboard", filter={**WINDOW, "domain_ids": ids})["highlights"]
        trend = rpc(db, "topic_trend", filter={**WINDOW, "domain_ids": ids})
    counts: dict[Any, int] = {}
    for row in meant(db, FROM, TO):
        for label in topics_of(row) - {"hidden"}:
            if str(row["domain_id"]) in ids:
                key = (str(row["domain_id"]), label)
                counts[key] = counts.get(key, 0) + 1
    top, mover = shown["top_topic"], shown["biggest_mover"]
    assert top["conversations"] == max(counts.values())
    assert counts[top["domain_id"], top["topic_name"]] == top["conversations"]
    assert "trend" not in top
    moved = [row for row in trend if row["trend"] in ("emerging", "fading")]
    most = max(moved, key=lambda row: abs(row["share_change"]))
    assert mover == {
        key: str(value) if key.endswith("_id") else value
        if isinstance(value, int | str) else float(value) for key, value in most.items()
    }  # fmt: skip


@pytest.mark.row("R02")
def test_without_topics_or_another_period_there_are_no_highlights(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    here = domain(db, SITES[0])
    far = {"from": "2025-01-01T00:00:00Z", "to": "2025-02-01T00:00:00Z", "domain_ids": [here]}
    wanted = {**WINDOW, "domain_ids": [here]}
    cut = FROM + timedelta(days=3, minutes=7)
    with as_person(db, "admin@admin.com"):
        nothing = rpc(db, "client_dashboard", filter=far)["highlights"]
    assert nothing == dict.fromkeys(nothing)
    db.execute("update domains set stats_valid_from = %s where id = %s", [cut, here])
    with as_person(db, "admin@admin.com"):
        late = rpc(db, "client_dashboard", filter=wanted)["highlights"]
    rows = [row for row in meant(db, cut, TO) if str(row["domain_id"]) == here]
    name = late["top_topic"]["topic_name"]
    assert late["top_topic"]["conversations"] == sum(name in topics_of(row) for row in rows)
    assert late["top_topic"]["classified"] == len(rows)
    assert late["biggest_mover"] is None


@pytest.mark.row("R02", "R25")
def test_who_may_not_view_topics_sees_no_highlights_of_them(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    window = {"from": "2026-01-01T00:00:00Z", "to": "2026-11-20T00:00:00Z"}
    with as_person(db, "admin@admin.com"):
        assert rpc(db, "client_dashboard", filter=window)["highlights"]["top_topic"]
    with as_person(db, "partner@demo.example"):
        shown = rpc(db, "client_dashboard", filter=window)["highlights"]
    assert shown["top_topic"] is shown["biggest_mover"] is None
