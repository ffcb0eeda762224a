"""Webhooks as Linear sends them, signed in Python."""

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from .tickets import Connection

SECRET = "lin_wh_0123456789abcdef"
BEGIN = datetime(2026, 11, 20, 12, tzinfo=UTC)


def sign(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def event(issue_id: Any, state_type: str | None, minute: int, **more: Any) -> dict[str, Any]:
    """An issue that has had this state since this minute."""
    changed = (BEGIN + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")
    state = {"type": state_type, "name": (state_type or "").title()}
    return {
        "action": "update", "type": "Issue", "url": "https://linear.app/acme/issue/A-1/x",
        "webhookTimestamp": int(time.time() * 1000),
        "data": {"id": str(issue_id), "identifier": "A-1", "updatedAt": changed, "state": state},
    } | more  # fmt: skip


def receive(
    db: Connection, body: bytes, signature: str | None = None, delivery: str | None = None
) -> Any:
    headers = json.dumps({"Linear-Signature": signature or sign(body), "Linear-Event": "Issue"})
    db.execute("select tests.as_service()")
    row = db.execute(
        "select public.receive_webhook('linear', %s, %s, %s)",
        [delivery or str(uuid4()), headers, body],
    ).fetchone()
    db.execute("select tests.back()")
    assert row is not None
    return row[0]


def send(db: Connection, told: dict[str, Any], delivery: str | None = None) -> None:
    """Receive it and apply it."""
    receive(db, json.dumps(told).encode(), delivery=delivery)
    upkeep(db)


def upkeep(db: Connection) -> Any:
    db.execute("select tests.as_service()")
    row = db.execute("select public.run_webhook_upkeep()").fetchone()
    db.execute("select tests.back()")
    assert row is not None
    return row[0]


def new_issue(db: Connection) -> tuple[Any, Any]:
    """A ticket of user@user.com: its id and that of its issue."""
    db.execute("insert into private.webhook_secrets values ('linear', %s)", [SECRET])
    db.execute("select tests.as('user@user.com')")
    db.execute("select public.create_general_ticket(tests.domain('abtasty.com'), 'Help')")
    db.execute("select tests.back()")
    row = db.execute(
        "select ticket_id, id from ticket_links order by created_at desc limit 1"
    ).fetchone()
    assert row is not None
    return row[0], row[1]
