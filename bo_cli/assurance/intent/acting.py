"""Acts as the identities of an intent file, as the API acts for whoever sent a request."""

import json
import re
import time
from typing import Any
from uuid import uuid4

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.intent.problems import as_written, key_of
from bo_cli.assurance.model import Identity, SignedIn
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import Connection, DatabaseError
from bo_cli.db.quoting import literal

TOKEN_LIFETIME_S = 3600
_METHODS = {"aal1": ["password"], "aal2": ["totp", "password"]}
_QUERY = re.compile(r"\s*(select|with|values|table)\b", re.IGNORECASE)
_ACCOUNT = """
select to_jsonb(users) from auth.users
where lower(users.email) = lower(%s) and to_jsonb(users) ->> 'deleted_at' is null
"""
_SETUP = "rows that only the tests need can be made by the file's setup"
_SETTINGS = tuple(
    f"request.jwt.{name}" for name in ("claims", "claim.sub", "claim.role", "claim.email")
)
# The role comes last: nobody else may need to be allowed to set the claims.
_BECOME = """
select
  set_config('request.jwt.claims', %(request.jwt.claims)s, true),
  set_config('request.jwt.claim.sub', %(request.jwt.claim.sub)s, true),
  set_config('request.jwt.claim.role', %(request.jwt.claim.role)s, true),
  set_config('request.jwt.claim.email', %(request.jwt.claim.email)s, true),
  set_config('role', %(role)s, true)
"""


def sign_in(connection: Connection, intent: Intent) -> dict[str, SignedIn]:
    """Return every identity with what this database says of it, by name.

    connection: as the owner, in a transaction, after intent.setup has run. Raises UsageError, with
    the key, where a person, a tenant or a role is not there or a query of the file fails.
    """
    tenants = find_tenants(connection, intent)
    return {
        name: _sign_in(connection, intent, identity, tenants)
        for name, identity in intent.identities.items()
    }


def find_tenants(connection: Connection, intent: Intent) -> dict[str, str]:
    """Return the key of every tenant that the file names, by name; raises as sign_in does."""
    tenants = {
        name: _one_value(connection, intent, ("tenants", name), text)
        for name, text in intent.tenants.items()
    }
    _check_distinct(intent, tenants)
    return tenants


def become(connection: Connection, signed_in: SignedIn) -> None:
    """Do what the API does when a request begins: set the claims, then the role.

    Both last until the transaction, or the savepoint around it, is rolled back or ends.
    """
    connection.execute(_BECOME, request_settings(signed_in))


def become_sql(signed_in: SignedIn) -> str:
    """Return SQL that does the same, to be sent along with other statements."""
    settings = request_settings(signed_in).items()
    return "select " + ", ".join(
        f"set_config({literal(name)}, {literal(value)}, true)" for name, value in settings
    )


def request_settings(signed_in: SignedIn) -> dict[str, str]:
    """Return what the API sets when a request of this identity begins, in the order of setting."""
    claims = signed_in.claims
    return {
        "request.jwt.claims": json.dumps(claims),
        "request.jwt.claim.sub": str(claims.get("sub", "")),
        "request.jwt.claim.role": str(claims.get("role", "")),
        "request.jwt.claim.email": str(claims.get("email", "")),
        "role": signed_in.role,
    }


def back(connection: Connection) -> None:
    """Be the owner again, without claims."""
    # First the role: what a function of somebody's left behind is then undone by the owner.
    connection.execute("select set_config('role', 'none', true)")
    connection.execute(_BECOME, dict.fromkeys(_SETTINGS, "") | {"role": "none"})


def _sign_in(
    connection: Connection, intent: Intent, identity: Identity, tenants: dict[str, str]
) -> SignedIn:
    place = ("identities", identity.name)
    _check_role(connection, intent, identity)
    claims = {"role": identity.role} | identity.claims
    if identity.person is not None:
        account = _account(connection, intent, identity)
        claims = _token(account, identity)
    own = [
        value
        for text in identity.own
        for value in _values(connection, intent, (*place, "own"), text)
    ]
    if not identity.own and "sub" in claims:
        own = [str(claims["sub"])]
    return SignedIn(
        identity,
        claims=claims,
        tenants={name: tenants[name] for name in identity.tenants},
        own=tuple(own),
    )


def _token(account: dict[str, Any], identity: Identity) -> dict[str, Any]:
    """Return the claims of a fresh access token of Supabase Auth for an account of auth.users.

    A login method that the intent file gives without its time is one of this moment.
    """
    issued = int(time.time())
    given = identity.claims
    aal = given.get("aal", "aal1")
    methods = given.get("amr", [{"method": method} for method in _METHODS.get(aal, ["password"])])
    return {
        "iss": "http://127.0.0.1/auth/v1",
        "aud": account.get("aud") or "authenticated",
        "role": identity.role,
        "sub": account["id"],
        "email": account["email"],
        "phone": account.get("phone") or "",
        "iat": issued,
        "exp": issued + TOKEN_LIFETIME_S,
        "session_id": str(uuid4()),
        "aal": aal,
        "app_metadata": account.get("raw_app_meta_data") or {},
        "user_metadata": account.get("raw_user_meta_data") or {},
        "is_anonymous": account.get("is_anonymous") or False,
        **given,
        "amr": [
            {"timestamp": issued} | method if isinstance(method, dict) else method
            for method in methods
        ],
    }


def _account(connection: Connection, intent: Intent, identity: Identity) -> dict[str, Any]:
    place = ("identities", identity.name, "person")
    try:
        found = connection.execute(_ACCOUNT, [identity.person]).fetchone()
    except DatabaseError as error:
        raise _problem(intent, place, f"auth.users cannot be read: {_reason(error)}") from None
    if not found:
        raise _problem(
            intent, place, f"no account in auth.users has the address {identity.person}", _SETUP
        )
    account: dict[str, Any] = found[0]
    return account


def _check_role(connection: Connection, intent: Intent, identity: Identity) -> None:
    try:
        with connection.transaction():
            connection.execute("select set_config('role', %s, true)", [identity.role])
            connection.execute("select set_config('role', 'none', true)")
    except DatabaseError as error:
        place = ("identities", identity.name, "role")
        raise _problem(intent, place, f"cannot be acted as: {_reason(error)}") from None


def _one_value(connection: Connection, intent: Intent, place: tuple[str, ...], text: str) -> str:
    values = _values(connection, intent, place, text)
    if len(values) != 1:
        raise _problem(intent, place, f"should find one value, finds {len(values)}: {text}", _SETUP)
    return values[0]


def _values(connection: Connection, intent: Intent, place: tuple[str, ...], text: str) -> list[str]:
    """Return what a query of the file finds, as text, or the literal that stands in its place."""
    if not _QUERY.match(text):
        return [text]
    try:
        rows = connection.execute(text.encode()).fetchall()
    except DatabaseError as error:
        raise _problem(intent, place, f"the query fails: {_reason(error)}") from None
    if not rows:
        raise _problem(intent, place, f"finds no row: {text}", _SETUP)
    if any(len(row) != 1 or row[0] is None for row in rows):
        raise _problem(intent, place, f"should find one value a row, and no null: {text}")
    return [str(row[0]) for row in rows]


def _check_distinct(intent: Intent, tenants: dict[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, key in tenants.items():
        if key in seen:
            raise _problem(intent, ("tenants", name), f"is the same tenant as {seen[key]}: {key}")
        seen[key] = name


def _problem(
    intent: Intent, place: tuple[str, ...], reason: str, hint: str | None = None
) -> UsageError:
    return UsageError(f"{as_written(intent.file)}: {key_of(place)}: {reason}", hint)


def _reason(error: DatabaseError) -> str:
    return str(error).partition("\n")[0]
