"""Register devices, and tell people of something that is pushed."""

from typing import Any
from uuid import UUID

from tests.rpc.integrations.hubspot import SERVICE, Connection, call, domain, one, person

STAFF = "staff@demo.example"
TOKEN = "token of a telephone"


def register(db: Connection, who: str = STAFF, **other: str) -> UUID:
    made: UUID = one(
        db, who, "register_device", **{"platform": "ios", "push_token": TOKEN, **other}
    )
    return made


def tell(db: Connection, *emails: str, site: str = "toto.example", **other: Any) -> list[UUID]:
    """Tell people of an escalated ticket; the devices that a push waits for."""
    db.execute(
        "select private.notify('ticket.escalated', %s, %s, 'secret text', '/t/1', '{}', %s, %s)",
        [
            [person(db, email) for email in emails],
            "Help",
            other.get("dedupe_key"),
            domain(db, site),
        ],
    )
    rows = db.execute(
        "select payload ->> 'device_id' from private.outbox where topic = 'push.notification'"
        " order by id"
    )
    return [UUID(device) for (device,) in rows]


def wants(db: Connection, who: str, is_on: bool = True) -> None:
    args = {"event": "ticket.escalated", "channel": "push", "is_on": is_on}
    call(db, who, "set_notification_pref", **args)


def claim_push(db: Connection) -> dict[str, Any]:
    [message] = call(db, SERVICE, "claim_outbox", worker="w1", topic_prefix="push.")
    return {"message_id": message["id"], "worker": "w1"}
