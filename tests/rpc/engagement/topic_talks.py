"""Classified conversations on two sites, and what of them a filter means."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from .events import SITES, Connection, ingest, make_id, message
from .lists import Row, owner_rows
from .test_store_conversation_topics import store

LABELS = ["red", "green", "blue", "hidden", "old red"]
FROM, TO = datetime(2026, 10, 20, 3, 30, tzinfo=UTC), datetime(2026, 11, 3, 22, 15, tzinfo=UTC)
WINDOW = {"from": FROM.isoformat(), "to": TO.isoformat()}
TALKS = """
select c.*, d.site_domain, v.email,
  coalesce((select array_agg(t.label order by t.label) from conversation_topics h
   join topics t on (t.domain_id, t.id) = (h.domain_id, h.topic_id)
   where (h.domain_id, h.conversation_id) = (c.domain_id, c.id)), '{}') as labels
from conversations c join domains d on d.id = c.domain_id
join visitors v on (v.domain_id, v.id) = (c.domain_id, c.visitor_id)
where d.site_domain = any('{fresh.example,second.example}') and c.topics_at is not null
"""


def store_talks(db: Connection) -> None:
    """Four weeks around the end of summer time in Europe, on two sites, some of them tests."""
    chance = random.Random(7)  # noqa: S311
    events, entries = [], []
    for number in range(400):
        name, site = f"talk {number}", chance.choice(SITES)
        at = FROM - timedelta(days=14) + timedelta(minutes=chance.randrange(28 * 1440))
        events.append(
            message(
                name, 0, site_domain=site, conversation_id=make_id(name),
                occurred_at=at.isoformat(), received_at=at.isoformat(),
                visitor_id=make_id(f"v {number % 50}"), session_id=make_id(f"s {number}"),
                properties={"language": chance.choice(["en", "fr"])},
                environment=chance.choice(["production"] * 9 + ["staging"]),
            )
        )  # fmt: skip
        if chance.random() < 0.8:
            weights = [9, 2, 2, 2, 4] if at >= FROM else [1, 4, 4, 2, 1]
            labels = chance.choices(LABELS, weights, k=chance.choice([0, 1, 1, 2, 3]))
            entries.append((site, name, labels))
    ingest(db, events)
    domains = dict(db.execute("select site_domain, id::text from domains").fetchall())
    store(db, [
        {"domain_id": domains[site], "conversation_id": make_id(name),
         "classified_at": "2026-11-20T00:00:00Z", "topics": [{"name": label} for label in labels]}
        for site, name, labels in entries
    ])  # fmt: skip
    db.execute(
        "update topics t set status = 'merged', merged_into_id = (select id from topics"
        " where domain_id = t.domain_id and label = 'red') where label = 'old red';"
        " update topics set status = 'hidden' where label = 'hidden'"
    )


def meant(db: Connection, start: datetime, end: datetime, **more: Any) -> list[Row]:
    rows = owner_rows(db, TALKS)
    return [
        row for row in rows
        if start <= row["started_at"] < end
        and (more.get("include_test") or not row["is_test"])
        and row["language"] == more.get("language", row["language"])
    ]  # fmt: skip


def topics_of(row: Row) -> set[str]:
    return {"red" if label == "old red" else label for label in row["labels"]}


def sites(db: Connection) -> list[str]:
    rows = db.execute("select id::text from domains where site_domain = any(%s)", [SITES])
    return [row[0] for row in rows.fetchall()]
