"""What resolved means, case by case: confirmed, or left without asking for more within 24 hours."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection, event, ingest, make_id

from .visits import as_filter, count, domain

HOUR = timedelta(hours=1)
# The parts of a conversation, each with the hours since it was said.
Part = tuple[str, float]
CASES: dict[str, tuple[list[Part], tuple[int, int]]] = {
    "answered, and silent since": ([("visitor", 30), ("assistant", 25)], (1, 1)),
    "answered, not yet long ago": ([("visitor", 30), ("assistant", 23)], (1, 0)),
    "closed at once": ([("visitor", 2), ("assistant", 1.5), ("closed", 1)], (1, 1)),
    "thanked and closed": ([("assistant", 2), ("visitor", 1.5), ("closed", 1.5)], (1, 1)),
    "asked on after closing": ([("assistant", 3), ("closed", 2), ("visitor", 1)], (1, 0)),
    "waits for an answer": ([("visitor", 90), ("assistant", 80), ("visitor", 70)], (1, 0)),
    "came back days later": (
        [("visitor", 99), ("assistant", 98), ("visitor", 40), ("assistant", 39)],
        (1, 1),
    ),
    "handed over": ([("visitor", 90), ("assistant", 80), ("handed_over", 70)], (1, 0)),
    "a colleague took over": ([("assistant", 90), ("human", 80), ("closed", 70)], (1, 0)),
    "the agent said nothing": ([("visitor", 90), ("closed", 80)], (0, 0)),
    "a colleague alone": ([("visitor", 90), ("human", 80)], (0, 0)),
}


def talk(parts: list[Part], now: datetime) -> list[Any]:
    """The events of a conversation that began 100 hours ago."""
    common = {name: make_id(name) for name in ("visitor_id", "session_id", "conversation_id")}
    found = [event("start", "cta_clicked", occurred_at=now - 100 * HOUR, **common)]
    for number, (what, hours) in enumerate(parts):
        is_status = what in ("closed", "handed_over")
        said = {"seq": number, "role": what, "content": "So"}
        found.append(
            event(
                f"part {number}",
                "conversation_status" if is_status else "message",
                occurred_at=now - hours * HOUR,
                properties={"status": what} if is_status else said,
                **common,
            )
        )
    for one in found:
        one["received_at"] = one["occurred_at"] = one["occurred_at"].isoformat()
    return found


def tiles(db: Connection, as_person: Any, rpc: Callable[..., Any], now: datetime) -> Any:
    begin = now - timedelta(days=9)
    wanted = as_filter(from_=begin, to=now, domain_ids=[domain(db, SITES[0])])
    with as_person(db, "admin@admin.com"):
        return rpc(db, "client_dashboard", filter=wanted)


def parts(found: Any) -> tuple[int, int]:
    rates = found["metrics"]
    assert rates["involvement_rate"]["denominator"] == 1
    assert rates["automation_rate"]["numerator"] == rates["resolution_rate"]["numerator"]
    return rates["involvement_rate"]["numerator"], rates["resolution_rate"]["numerator"]


@pytest.mark.row("R02")
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_cases(
    db: Connection, as_person: Any, rpc: Callable[..., Any], case: str, backwards: bool
) -> None:
    now = datetime.now(UTC)
    said, expected = CASES[case]
    events = talk(said, now)
    for one in reversed(events) if backwards else events:
        ingest(db, [one])
        count(db)
    assert parts(tiles(db, as_person, rpc, now)) == expected


@pytest.mark.row("R02")
def test_24_hours_of_silence_are_noticed_without_any_event(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    now = datetime.now(UTC)
    ingest(db, talk([("visitor", 30), ("assistant", 23)], now))
    count(db)
    ripe = db.execute(
        "select ripe_at from private.day_facts where domain_id = %s and ripe_at is not null",
        [domain(db, SITES[0])],
    ).fetchall()
    assert ripe == [(now + HOUR,)]
    found = tiles(db, as_person, rpc, now)
    assert found["is_up_to_date"]
    assert parts(found) == (1, 0)
    # The transaction's clock stands still, so everything is set back instead.
    db.execute(
        "update conversations set last_message_at = last_message_at - interval '2 hours'"
        " where id = %s",
        [make_id("conversation_id")],
    )
    db.execute("delete from private.dirty_days")
    db.execute("update private.day_facts set ripe_at = ripe_at - interval '2 hours'")
    assert not tiles(db, as_person, rpc, now)["is_up_to_date"]
    assert count(db) == {"rebuilt": 1, "is_waiting": False}
    found = tiles(db, as_person, rpc, now)
    assert found["is_up_to_date"]
    assert parts(found) == (1, 1)
    assert count(db)["rebuilt"] == 0
