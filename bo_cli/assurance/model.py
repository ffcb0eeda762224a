"""The words that all of `bo policy` shares: identities, tenants, scopes, canaries."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

COMMANDS = ("select", "insert", "update", "delete")


class Scope(StrEnum):
    """How far an identity reaches: no rows, its own, those of its tenants, all."""

    NONE = "none"
    OWN = "own"
    TENANTS = "tenants"
    ALL = "all"


@dataclass(frozen=True)
class Allowance:
    """What the intent allows: a scope, narrowed by an SQL condition on the row if there is one."""

    scope: Scope = Scope.NONE
    where: str | None = None


@dataclass(frozen=True)
class Identity:
    """Somebody who may send requests, as the intent file describes them.

    role: the database role. claims: of the token, besides those that `person` (an address in
    auth.users) brings. tenants: names of the intent's tenants. own: SQL queries for the values by
    which a row is this identity's own; without any, the claim `sub`.
    """

    name: str
    role: str
    person: str | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    tenants: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignedIn:
    """An identity with what the database at hand says of it.

    claims: as the API would pass them on. tenants: name -> the tenant's key. own: the values, as
    text, by which a row is its own.
    """

    identity: Identity
    claims: dict[str, Any]
    tenants: dict[str, str]
    own: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.identity.name

    @property
    def role(self) -> str:
        return self.identity.role


@dataclass(frozen=True)
class Canary:
    """One row that was put there to be looked for.

    relation: `schema.name`. key: the primary key's columns (or ctid) as text. tenant: the tenant's
    name; None where the row belongs to no tenant. owner: the identity whose own row it is. token:
    a text that occurs in the row and nowhere else ('' where no column could hold it). values: every
    column as text.
    """

    relation: str
    key: dict[str, str]
    tenant: str | None
    owner: str | None
    token: str
    values: dict[str, str | None]
