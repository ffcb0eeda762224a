"""Make API keys, and come with one as the API does."""

import json
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from .hubspot import ADMIN, Connection, domain, one

SCOPES = ["cases.view"]


def make_key(db: Connection, site: str = "toto.example", **other: Any) -> dict[str, Any]:
    args = {"domain_id": domain(db, site), "name": "Site", "scopes": SCOPES, "reason": "asked for"}
    made: dict[str, Any] = one(db, ADMIN, "create_api_key", **{**args, **other})
    return made


def key_args(db: Connection, made: dict[str, Any], **other: Any) -> dict[str, Any]:
    """The arguments that name the key, and a reason."""
    return {
        "domain_id": UUID(made["domain_id"]), "key_id": UUID(made["id"]), "reason": "x", **other,
    }  # fmt: skip


def come_with(db: Connection, key: str, method: str = "POST", role: str = "anon") -> None:
    """What the API does at the beginning of a request with this key; lasts in the transaction."""
    db.execute("select tests.become(%s, %s)", [role, Jsonb({"role": role})])
    db.execute(
        "select set_config('request.headers', %s, true), set_config('request.method', %s, true)",
        [json.dumps({"x-api-key": key}), method],
    )
    db.execute("select private.begin_request()")


def with_key(db: Connection, key: str, query: str, args: Any = (), **how: Any) -> list[Any]:
    """The rows of a query of this request; a refusal leaves nothing behind."""
    with db.transaction():
        come_with(db, key, **how)
        rows = db.execute(query, args).fetchall()
        db.execute("select tests.back()")
    return rows


def records(db: Connection, key: str, resource: str = "cases", **args: Any) -> list[dict[str, Any]]:
    values = {"domain_id": domain(db), "resource": resource, **args}
    given = ", ".join(f"{name} => %({name})s" for name in values)
    return [row for (row,) in with_key(db, key, f"select read_records({given})", values)]


def refused(db: Connection, key: str, query: str = "select 1", **how: Any) -> str | None:
    """SQLSTATE and reason of what the request is answered; None where it is let in."""
    try:
        with_key(db, key, query, **how)
    except psycopg.Error as error:
        return f"{error.sqlstate} {error.diag.message_detail}"
    return None
