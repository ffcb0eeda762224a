"""Decisions on consent for the tests, and a model of what follows from them."""

from datetime import datetime
from typing import Any

from .events import SITES, Connection, Event, event, make_id


def decision(name: str, state: str, purposes: list[str] | None = None, **fields: Any) -> Event:
    """An event of kind consent; of `analytics`, which storage rests on, unless said otherwise."""
    properties = {"state": state, "purposes": purposes or ["analytics"]}
    return event(name, "consent", properties=properties, **fields)


def require_consent(db: Connection, is_required: bool = True, site: str = SITES[0]) -> None:
    db.execute(
        "update domains set is_consent_required = %s where site_domain = %s", [is_required, site]
    )


def held(db: Connection) -> set[str]:
    """Ids of the events that wait, of all sites of the tests."""
    rows = db.execute(
        "select id::text from private.held_events"
        " where domain_id in (select id from domains where site_domain = any(%s))",
        [SITES],
    ).fetchall()
    return {row[0] for row in rows}


def later(one: Event) -> tuple[datetime, str]:
    """What decides which of two events is newer."""
    at = min(datetime.fromisoformat(one["occurred_at"]), datetime.fromisoformat(one["received_at"]))
    return at, one["id"]


def sort_out(events: list[Event], is_required: bool) -> tuple[list[Event], list[Event]]:
    """Which events of one person are stored and which wait; the others are dropped."""
    told = {one["id"]: one for one in events}.values()
    decisions = [
        one for one in told
        if one["kind"] == "consent" and "analytics" in one["properties"]["purposes"]
    ]  # fmt: skip
    withdrawn = max((later(d) for d in decisions if d["properties"]["state"] == "withdrawn"),
                    default=None)  # fmt: skip
    granted = min(
        (later(d) for d in decisions
         if d["properties"]["state"] == "granted" and (not withdrawn or later(d) > withdrawn)),
        default=None,
    )  # fmt: skip
    stored, waiting = [], []
    for one in told:
        at = later(one)[0]
        if one["kind"] == "consent" or (withdrawn and at <= withdrawn[0]):
            continue
        is_free = not withdrawn and not is_required
        (stored if is_free or (granted and granted[0] <= at) else waiting).append(one)
    return stored, waiting


def of_visitor(name: str, events: list[Event]) -> list[Event]:
    return [one for one in events if one["visitor_id"] == make_id(name)]
