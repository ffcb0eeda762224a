"""An endpoint of the rescue programme, and a worker that delivers to it."""

import base64
import hashlib
import hmac
from typing import Any
from uuid import UUID

from .hubspot import ADMIN, SERVICE, Connection, call, domain, one, value

URL = "https://hooks.example.com/bo"
TOPICS = ["case.created", "case.updated"]


def make_endpoint(db: Connection, site: str = "toto.example", **other: Any) -> dict[str, Any]:
    db.execute("delete from webhook_deliveries")  # What the demo has is old, and would be purged.
    args = {"domain_id": domain(db, site), "url": URL, "topics": TOPICS, "reason": "asked for"}
    made: dict[str, Any] = one(db, ADMIN, "create_webhook_endpoint", **{**args, **other})
    return made


def endpoint_args(db: Connection, made: dict[str, Any], **other: Any) -> dict[str, Any]:
    """The arguments that name the endpoint, and a reason."""
    return {
        "domain_id": UUID(made["domain_id"]), "endpoint_id": UUID(made["id"]), "reason": "x",
        **other,
    }  # fmt: skip


def change_case(db: Connection) -> UUID:
    """Change one case of the rescue programme; which."""
    case_id: UUID = value(
        db,
        "update cases set title = title || '.' where domain_id = %s and code = 'R-0001'"
        " returning id",
        domain(db),
    )
    return case_id


def waiting(db: Connection) -> list[dict[str, Any]]:
    """Payloads of webhooks in the outbox, oldest first."""
    rows = db.execute(
        "select payload || jsonb_build_object('domain_id', domain_id) from private.outbox"
        " where topic = 'webhook.deliver' and state in ('waiting', 'claimed') order by id"
    )
    return [payload for (payload,) in rows]


def claim_one(db: Connection) -> dict[str, Any]:
    """The arguments with which worker w1 speaks of the one webhook that it has claimed."""
    [message] = call(db, SERVICE, "claim_outbox", worker="w1", topic_prefix="webhook.")
    return {"message_id": message["id"], "worker": "w1"}


def deliveries(db: Connection) -> list[tuple[Any, ...]]:
    return db.execute(
        "select attempt, status_code, error from webhook_deliveries order by id"
    ).fetchall()


def signed_by(request: dict[str, Any], signing_secret: str) -> list[bool]:
    """For each signature, whether it is of this secret: as the receiver works it out."""
    headers = request["headers"]
    key = base64.b64decode(signing_secret.removeprefix("whsec_"))
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{request['body']}"
    digest = base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()
    return [each == f"v1,{digest}" for each in headers["webhook-signature"].split(" ")]
