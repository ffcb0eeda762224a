"""Random visits of a few weeks, with everything in them that is easily counted wrong."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.rpc.engagement.events import SITES, Connection, Event, ingest, make_id

# Clocks change in Paris on March 29th and on Lord Howe Island, by half an hour, on April 5th.
BEGIN = datetime(2026, 3, 18, tzinfo=UTC)
DAYS = 30
COLLEAGUE = "user@user.com"
OUTCOMES = ("form_submitted", "email_captured", "demo_booked")


def random_visits(seed: int, people: int = 30) -> list[Event]:
    """Events of `people` visitors on each of SITES; some are sent twice."""
    chance = random.Random(seed)  # noqa: S311
    events: list[Event] = []
    for site in SITES:
        for number in range(people):
            for visit in range(chance.randint(1, 4)):
                events += _visit(chance, site, f"{seed} {number}", f"{seed} {number} {visit}")
    return events + chance.choices(events, k=len(events) // 10)


def _visit(chance: random.Random, site: str, visitor: str, visit: str) -> list[Event]:
    at = BEGIN + timedelta(minutes=chance.randrange(DAYS * 96) * 15)
    at += chance.choice([timedelta(0), timedelta(seconds=chance.randrange(900))])
    stage = chance.choices(["production", "staging"], [9, 1])[0]
    target = chance.choices(["widget", "preview"], [9, 1])[0]
    found: list[Event] = []

    def add(kind: str, after: timedelta, talk: str | None = None, **properties: Any) -> None:
        found.append(
            {
                "id": make_id(f"event {site} {visit} {len(found)}"),
                "site_domain": site,
                "visitor_id": make_id(f"visitor {site} {visitor}"),
                "session_id": make_id(f"session {site} {visit}"),
                "conversation_id": talk and make_id(talk),
                "kind": kind,
                "occurred_at": (at + after).isoformat(),
                "received_at": (at + after + timedelta(seconds=1)).isoformat(),
                "environment": stage,
                "deployment_target": target,
                "properties": properties,
            }
        )

    add("widget_shown", timedelta(0), visible_ms=chance.choice([3000, 10000, 10001, 60000]))
    number = int(visitor.split()[1])
    email = f"{number}@acme.example" if number % 6 else COLLEAGUE
    if chance.random() < 0.5:
        talk = f"talk {site} {visit}"
        text = {"seq": 0, "role": "visitor", "content": "Hello"}
        add("message", timedelta(minutes=1), talk, **text)
        for after, kind, said in _dialogue(talk):
            add(kind, after, talk, **said)
        if chance.random() < 0.3:
            kind = chance.choice(OUTCOMES)
            add(kind, timedelta(minutes=3), talk, **({"email": email} if "email" in kind else {}))
    if chance.random() < 0.5:
        # Also exactly at the end of the seven days, and a microsecond before it.
        late = timedelta(minutes=1) + timedelta(days=7)
        after = chance.choice([timedelta(hours=chance.randrange(220)), late, late - EPSILON])
        kind = chance.choices(OUTCOMES, [1, 1, 2])[0]
        add(kind, after, None, **({"email": email} if "email" in kind else {}))
    return found


def _dialogue(talk: str) -> Iterator[tuple[timedelta, str, dict[str, Any]]]:
    """What was said after the first message, and what became of the status, in any order."""
    chance = random.Random(talk)  # noqa: S311
    for seq in range(1, chance.randint(1, 5)):
        role = chance.choices(["assistant", "visitor", "human"], [6, 3, 1])[0]
        minutes = chance.choice([2, 2, 3, 40, 1440, 4000])
        yield timedelta(minutes=minutes), "message", {"seq": seq, "role": role, "content": "So"}
    for _ in range(chance.choice([0, 0, 1, 1, 2])):
        status = chance.choices(["closed", "open", "handed_over"], [5, 2, 2])[0]
        minutes = chance.choice([1, 2, 3, 50, 2000])
        yield timedelta(minutes=minutes), "conversation_status", {"status": status}


EPSILON = timedelta(microseconds=1)


def send(db: Connection, events: list[Event], seed: int, size: int = 120) -> None:
    """Ingest the events in an order and in batches of their own, and count in between."""
    mixed = random.Random(seed).sample(events, len(events))  # noqa: S311
    for start in range(0, len(mixed), size):
        ingest(db, mixed[start : start + size])
        if start // size % 6 == 3:
            count(db)


def merge_some(db: Connection, seed: int, share: int = 8) -> None:
    """Merge every `share`-th visitor of each site into another one."""
    db.execute(
        "with v as ("
        "select *, row_number() over (partition by domain_id order by id) as n from visitors)"
        " select private.absorb_visitor(a.domain_id, a.id, b.id)"
        " from v as a join v as b on a.domain_id = b.domain_id and b.n = a.n + 1"
        " where a.n %% %s = %s and a.domain_id in (select tests.domain(unnest(%s::text[])))",
        [share, seed % share, SITES],
    )


def score_some(db: Connection, seed: int) -> None:
    """Judge conversations under two rubrics, by models and people, several times each."""
    chance = random.Random(seed)  # noqa: S311
    query = (
        "select domain_id, id from conversations"
        " where domain_id in (select tests.domain(unnest(%s::text[]))) order by id"
    )
    for domain_id, talk_id in db.execute(query, [SITES]).fetchall():
        for _ in range(chance.randint(0, 3)):
            scorer = chance.choice(["llm", "rule", "human"])
            db.execute(
                "insert into conversation_scores (domain_id, conversation_id, scorer,"
                " rubric_version, score, scored_by) values (%s, %s, %s, %s, %s,"
                " case when %s = 'human' then tests.person('user@user.com') end)",
                [
                    domain_id,
                    talk_id,
                    scorer,
                    chance.randint(1, 2),
                    chance.randrange(10001) / 100,
                    scorer,
                ],
            )


def count(db: Connection, batch_size: int = 100_000) -> dict[str, Any]:
    """Run the worker as it runs: with its key."""
    with db.transaction():
        db.execute("select tests.as_service()")
        row = db.execute("select public.run_rollup_upkeep(%s)", [batch_size]).fetchone()
        db.execute("select tests.back()")
    assert row is not None
    found: dict[str, Any] = row[0]
    return found


def domain(db: Connection, site: str) -> str:
    row = db.execute("select tests.domain(%s)::text", [site]).fetchone()
    assert row is not None
    return str(row[0])


def as_filter(**given: Any) -> dict[str, Any]:
    """The filter object: times as text, what is None left out."""
    texts = {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in given.items()
    }
    named = {key.rstrip("_"): value for key, value in texts.items() if value is not None}
    json.dumps(named)
    return named
