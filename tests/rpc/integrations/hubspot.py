"""Call RPCs as somebody, and connect a domain to a HubSpot that is not there."""

from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

Connection = psycopg.Connection[Any]

ADMIN = "admin@admin.com"
USER = "user@user.com"
SERVICE = "service"
ANON = "anon"
SITE = "toto.example"  # It has no connection in the demo.
ACCESS, REFRESH = "planted-access-token-4711", "planted-refresh-token-4712"
LIFE = 1800


def act_as(db: Connection, actor: str, aal: str = "aal2") -> None:
    """Until the transaction or savepoint ends: a person's address, `anon` or `service`."""
    if actor in (ANON, SERVICE):
        db.execute(f"select tests.as_{actor}()")
    else:
        db.execute("select tests.as(%s, %s)", [actor, aal])


def call(db: Connection, actor: str, name: str, /, aal: str = "aal2", **args: Any) -> Any:
    """Rows (dicts) of the RPC, called in a savepoint, so that a refusal can be caught."""
    values = {
        key: Jsonb(value) if isinstance(value, dict) else value for key, value in args.items()
    }
    given = ", ".join(f"{key} => %({key})s" for key in args)
    with db.transaction():
        act_as(db, actor, aal)
        cursor = db.cursor(row_factory=dict_row)
        rows = cursor.execute(f"select * from public.{name}({given})", values).fetchall()
        db.execute("select tests.back()")
    return rows


def one(db: Connection, actor: str, name: str, /, **args: Any) -> Any:
    """The one value that the RPC returns."""
    [row] = call(db, actor, name, **args)
    [value] = row.values()
    return value


def refusal(db: Connection, actor: str, name: str, /, **args: Any) -> str | None:
    """SQLSTATE and reason; None where the call was answered, which then lasts."""
    try:
        call(db, actor, name, **args)
    except psycopg.Error as error:
        detail = error.diag.message_detail or ""
        reason = detail if detail.isupper() and detail.replace("_", "").isalnum() else ""
        return f"{error.sqlstate} {reason}".strip()
    return None


def value(db: Connection, query: str, *args: Any) -> Any:
    """The first value that a query returns to postgres."""
    row = db.execute(query, args).fetchone()
    return row[0] if row else None


def domain(db: Connection, site: str = SITE) -> UUID:
    found: UUID = value(db, "select tests.domain(%s)", site)
    return found


def person(db: Connection, email: str = ADMIN) -> UUID:
    found: UUID = value(db, "select tests.person(%s)", email)
    return found


def begin(db: Connection, site: str = SITE, actor: str = ADMIN) -> dict[str, Any]:
    """What the browser is sent away with."""
    found: dict[str, Any] = one(db, actor, "begin_hubspot_connect", domain_id=domain(db, site))
    return found


def finish_args(db: Connection, state: str, actor: str = ADMIN, **other: Any) -> dict[str, Any]:
    return {
        "state": state, "person_id": person(db, actor), "access_token": ACCESS,
        "refresh_token": REFRESH, "expires_in": LIFE, "portal_id": "4242", "scopes": ["oauth"],
        **other,
    }  # fmt: skip


def connect(db: Connection, site: str = SITE, **other: Any) -> UUID:
    """A connected integration; returns its id."""
    state = begin(db, site)["state"]
    call(db, SERVICE, "redeem_oauth_state", state=state, person_id=person(db))
    found: UUID = one(db, SERVICE, "finish_hubspot_connect", **finish_args(db, state, **other))
    return found


def integration(db: Connection, integration_id: UUID) -> dict[str, Any]:
    """The row, as postgres."""
    cursor = db.cursor(row_factory=dict_row)
    cursor.execute("select * from integrations where id = %s", [integration_id])
    [row] = cursor.fetchall()
    return row


def secret(db: Connection, secret_id: UUID | None) -> str | None:
    """What the vault holds under this id."""
    found: str | None = value(
        db, "select decrypted_secret from vault.decrypted_secrets where id = %s", secret_id
    )
    return found


DUE = "update integrations set refresh_at = now() where id = %s"


def redeem(db: Connection, state: str, who: str = ADMIN) -> str | None:
    return refusal(db, SERVICE, "redeem_oauth_state", state=state, person_id=person(db, who))


def claim(db: Connection, worker: str = "w1", **args: Any) -> list[dict[str, Any]]:
    """What the worker got of the connections that have tokens: the demo's have none."""
    found: list[dict[str, Any]] = call(db, SERVICE, "claim_token_refresh", worker=worker, **args)
    return found


def due(db: Connection) -> dict[str, Any]:
    """The arguments with which worker w1 ends the refresh of a connection that is due."""
    made = connect(db)
    db.execute(DUE, [made])
    return {"domain_id": domain(db), "integration_id": made, "worker": "w1"}


def args_of(db: Connection) -> dict[str, Any]:
    return {"domain_id": domain(db), "integration_id": connect(db), "reason": "moved"}
