"""Events of ingest_events(), and what must come of them, worked out without the database."""

import json
import random
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
Event = dict[str, Any]

START = datetime(2026, 3, 1, tzinfo=UTC)
COOKING = "cooking.example"
STATE = """
select e.id, d.site_domain, e.name, e.actor_id, e.properties::text
from event_log as e join domains as d on d.id = e.domain_id
where e.source = 'test'
"""


def moment(hours: int) -> str:
    return (START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def event(number: int = 1, **over: Any) -> Event:
    """Return an order that was placed, told by the test; over replaces fields."""
    told = {
        "id": str(uuid.UUID(int=number)),
        "site_domain": COOKING,
        "name": "order_placed",
        "actor_kind": "user",
        "actor_id": f"user-{number}",
        "properties": {"amount_minor": number},
        "occurred_at": moment(number),
        "source": "test",
    }
    return told | over


def ingest(db: Connection, events: Any) -> dict[str, Any]:
    row = db.execute("select public.ingest_events(%s)", [json.dumps(events)]).fetchone()
    assert row is not None
    answer: dict[str, Any] = row[0]
    return answer


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    """Return how many were received, stored, known before, set aside and set back in time."""
    names = ("received", "stored", "duplicates", "quarantined", "clock_skewed")
    return tuple(answer[name] for name in names)


def state(db: Connection) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in db.execute(STATE).fetchall()}


def draw_events(draw: random.Random, count: int) -> list[Event]:
    """Return events with few ids in two domains, so that they meet often; some are bad."""
    return [_drawn(draw) for _ in range(count)]


def is_good(told: Event) -> bool:
    """Say whether the demo's catalogue takes an event of draw_events()."""
    if told["site_domain"] != COOKING:
        return bool(told["name"] == "user_signed_in")
    return bool(told["name"] == "order_placed" and told["properties"].get("amount_minor", 0) > 0)


def expected(told: list[Event]) -> set[tuple[str, ...]]:
    """Return the rows that must be there: of each id in a domain the first that is good."""
    first: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in filter(is_good, told):
        row = (one["id"], one["site_domain"], one["name"], one["actor_id"])
        said = json.dumps(one["properties"])
        first.setdefault((one["site_domain"], one["id"]), (*row, said))
    return set(first.values())


def _drawn(draw: random.Random) -> Event:
    site = draw.choice([COOKING, "toto.example"])
    name = "order_placed" if site == COOKING else "user_signed_in"
    if draw.random() < 0.1:
        name = "nobody_knows"
    amount = draw.choice([-1, *range(1, 9)])
    return event(
        draw.randint(1, 12),
        site_domain=site,
        name=name,
        actor_id=f"user-{draw.randint(1, 4)}",
        properties={"amount_minor": amount},
        occurred_at=moment(draw.randint(0, 24 * 90)),
    )
