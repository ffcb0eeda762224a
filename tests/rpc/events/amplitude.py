"""A domain that is copied to an Amplitude that is not there, and what it was sent."""

import json
from typing import Any

from tests.rpc.integrations.hubspot import ADMIN, SERVICE, Connection, call, domain, one, value

from .log import COOKING, event, ingest

KEY = "planted-amplitude-key-4713"
CLAIM = "select * from public.claim_events('w1')"
Request = dict[str, Any]


def switch_on(db: Connection, site: str = COOKING, **other: Any) -> dict[str, Any]:
    """Copy the domain's events; what waits in the outbox is forgotten."""
    db.execute("delete from private.outbox where topic = 'amplitude.event'")
    args = {"domain_id": domain(db, site), "reason": "asked for", "is_active": True}
    [row] = call(db, ADMIN, "set_amplitude", **{**args, "test_api_key": KEY, **other})
    made: dict[str, Any] = row
    return made


def tell(db: Connection, *numbers: int, **over: Any) -> None:
    """Events of the platform, a batch: each number is its id's and its user's."""
    ingest(db, [event(number, **over) for number in numbers])


def claim(db: Connection, worker: str = "w1") -> Request | None:
    """The next request; None: nothing now."""
    rows = call(db, SERVICE, "claim_events", worker=worker)
    return rows[0] if rows else None


def report(db: Connection, request: Request, **said: Any) -> Any:
    args = {"message_id": request["message_id"], "worker": "w1", **said}
    return one(db, SERVICE, "report_events", **args)


def numbers(request: Request) -> list[int]:
    """Of which events it is, in its order."""
    return [int(each["insert_id"].replace("-", ""), 16) for each in request["body"]["events"]]


def identify(number: int) -> str:
    return str(event(number)["id"])


def due_now(db: Connection) -> None:
    db.execute("update private.outbox set not_before = now() where topic = 'amplitude.event'")


def enqueue_another(db: Connection) -> None:
    """Another message of the domain, older than those with events."""
    db.execute("select private.enqueue('ticket.told', 'another', '{}', %s)", [domain(db, COOKING)])
    db.execute(
        "update private.outbox set created_at = now() - interval '1 day'"
        " where dedupe_key = 'another'"
    )


def waiting(db: Connection) -> int:
    """How many messages with events have not ended."""
    found: int = value(
        db,
        "select count(*) from private.outbox"
        " where topic = 'amplitude.event' and state in ('waiting', 'claimed')",
    )
    return found


def refusals(db: Connection) -> list[tuple[int, str]]:
    rows = db.execute(
        "select id, reason from event_refusals where reason <> 'invalid_field.time' order by id"
    )
    return [(row[0].int, row[1]) for row in rows]


def bad(*names: int) -> dict[str, str]:
    """What a worker says of events that were refused."""
    return {identify(number): "missing_field.event_type" for number in names}


def as_json(request: Request) -> str:
    return json.dumps(request["body"], sort_keys=True)


def had(day: int, events: int, name: str = "order_placed") -> dict[str, Any]:
    """Events of a day of March, as a worker counts an export."""
    return {"day": f"2026-03-{day:02}", "event_type": name, "events": events}
