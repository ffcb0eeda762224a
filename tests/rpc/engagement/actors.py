"""Act as somebody and see whether a call is refused."""

from typing import Any

from .events import Connection

USER = "user@user.com"
SUPPORT = "support@demo.example"  # In abtasty.com and cooking.example.


def act_as(db: Connection, actor: str) -> None:
    """Until the transaction or savepoint ends: a person's address, `anon` or `service`."""
    if actor in ("anon", "service"):
        db.execute(f"select tests.as_{actor}()")
    else:
        db.execute("select tests.as(%s)", [actor])


def refusal(db: Connection, actor: str, query: str, *args: Any) -> str | None:
    """SQLSTATE and reason of the refusal; None where the call was answered, which then lasts.

    Each %L of `query` stands for one of `args`.
    """
    act_as(db, actor)
    texts = [None if arg is None else str(arg) for arg in args]
    statement = db.execute("select format(%s, variadic %s::text[])", [query, texts]).fetchone()
    assert statement is not None
    row = db.execute("select tests.refusal(%s)", statement).fetchone()
    db.execute("select tests.back()")
    assert row is not None
    found: str | None = row[0]
    return found


def allow(db: Connection, email: str, permission: str, domain: str) -> None:
    """An exception for one person, in one domain."""
    _except(db, "allow", email, permission, domain)


def deny(db: Connection, email: str, permission: str, domain: str) -> None:
    """The other kind of exception."""
    _except(db, "deny", email, permission, domain)


def _except(db: Connection, effect: str, email: str, permission: str, domain: str) -> None:
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), %s, %s, %s, tests.domain(%s), 'test')",
        [email, *permission.split("."), effect, domain],
    )
