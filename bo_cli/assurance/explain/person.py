"""Whom to act as: an identity of the intent file, an address in auth.users, or claims alone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from bo_cli.assurance.intent.acting import sign_in
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Identity, SignedIn
from bo_cli.core.errors import UsageError
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal

SIGNED_IN, ANONYMOUS = "authenticated", "anon"


def find_person(
    connection: Connection, name: str, claims: str | None, intent: Intent | None
) -> SignedIn:
    """Return the person to act as.

    name: an identity of `intent`, a database role, or an address in auth.users. claims: JSON laid
    over what that says; a name that is none of these is then only a name. Raises UsageError.
    """
    extra = _claims(claims)
    if intent is not None and name in intent.identities:
        return _of_intent(connection, intent, intent.identities[name], extra)
    if "@" in name:
        role = str(extra.get("role", SIGNED_IN))
        identity = Identity(name, role, person=name, claims=extra)
        if _has_account(connection, name):
            return _alone(connection, identity)
    elif _is_role(connection, name):
        return _alone(connection, Identity(name, name, claims={"role": name} | extra))
    if extra:
        return _alone(
            connection, Identity(name, str(extra.get("role", SIGNED_IN)), claims=dict(extra))
        )
    known = f"; {intent.file} has {', '.join(intent.identities)}" if intent else ""
    raise UsageError(
        f"nobody is called {name}: no identity of an intent file, no role, no account{known}",
        "give an address of auth.users, or the claims of a token with --claims",
    )


def _of_intent(
    connection: Connection, intent: Intent, identity: Identity, extra: dict[str, Any]
) -> SignedIn:
    """Sign in one identity; the file's setup runs only where the database lacks what it makes."""
    identity = replace(identity, claims=identity.claims | extra)
    alone = replace(
        intent,
        identities={identity.name: identity},
        tenants={name: intent.tenants[name] for name in identity.tenants},
    )
    try:
        with connection.transaction():
            return sign_in(connection, alone)[identity.name]
    except UsageError:
        for script in intent.setup:
            connection.execute(script.encode())
        # What waits for the end of the transaction would keep tables from being changed.
        connection.execute("set constraints all immediate")
        connection.execute("set constraints all deferred")
        return sign_in(connection, alone)[identity.name]


def _alone(connection: Connection, identity: Identity) -> SignedIn:
    intent = Intent(Path("--as"), (), {identity.name: identity}, {})
    return sign_in(connection, intent)[identity.name]


def _has_account(connection: Connection, email: str) -> bool:
    query = f"select from auth.users where lower(email) = lower({literal(email)})"
    return attempt(connection, query).count > 0


def _is_role(connection: Connection, name: str) -> bool:
    found = connection.execute("select from pg_roles where rolname = %s", [name]).fetchone()
    return found is not None


def _claims(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        claims = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"--claims is not JSON: {error.msg} at column {error.colno}") from None
    if not isinstance(claims, dict):
        raise UsageError("--claims is not a JSON object", """write --claims '{"sub": "…"}'""")
    return claims
