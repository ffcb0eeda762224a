"""Events from before the copy to Amplitude was switched on, and its back-fills."""

from datetime import timedelta
from typing import Any

from tests.rpc.integrations.hubspot import ADMIN, SERVICE, Connection, call, domain

from .amplitude import identify, tell
from .log import COOKING, START

AGE = (
    "update event_log set received_at = now() - interval '1 hour'"
    " where source = 'test' and id = any(%s::uuid [])"
)


def tell_before(db: Connection, *told: int, **over: Any) -> None:
    """Events that came an hour ago."""
    tell(db, *told, **over)
    db.execute(AGE, [[identify(number) for number in told]])


def ask(db: Connection, first: int = 0, last: int = 1000, site: str = COOKING) -> dict[str, Any]:
    """Have the events of these hours copied, the last one exclusive."""
    args: dict[str, Any] = {
        "begins_at": START + timedelta(hours=first),
        "ends_at": START + timedelta(hours=last),
    }
    [row] = call(
        db, ADMIN, "request_event_backfill", domain_id=domain(db, site), reason="asked for", **args
    )
    made: dict[str, Any] = row
    return made


def next_page(db: Connection, worker: str = "w1") -> dict[str, Any] | None:
    rows = call(db, SERVICE, "claim_event_backfill", worker=worker)
    return rows[0] if rows else None


def progress(db: Connection, made: dict[str, Any]) -> tuple[int, int, bool]:
    """Queued, accepted, and whether it has ended."""
    query = (
        "select queued, accepted, finished_at is not null from event_backfills"
        " where domain_id = %s and id = %s"
    )
    row = db.execute(query, [made["domain_id"], made["id"]]).fetchone()
    assert row is not None
    return (row[0], row[1], row[2])
