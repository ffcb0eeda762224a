"""Whose a row is, and whether an allowance reaches it."""

from collections.abc import Sequence
from typing import NamedTuple

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.matrix.cells import Target
from bo_cli.assurance.model import Allowance, Canary, Scope, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.writing import condition
from bo_cli.core.errors import UsageError
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

Key = tuple[str, ...]


class Group(NamedTuple):
    """Rows that mean the same to one identity. label: as a cell's target."""

    label: str
    target: Target
    is_allowed: bool


def key_of(canary: Canary) -> Key:
    """Return the row's key as one value that can be compared."""
    return tuple(canary.key.values())


class Reach:
    """Answers for the rows of one world; conditions of the intent are asked once."""

    def __init__(
        self, connection: Connection, intent: Intent, canaries: dict[str, list[Canary]]
    ) -> None:
        self._connection, self._intent, self._canaries = connection, intent, canaries
        self._groups: dict[tuple[str, str, Allowance], dict[Group, list[Canary]]] = {}
        self._matching: dict[tuple[str, str], set[Key]] = {}

    def target(self, who: SignedIn, canary: Canary) -> Target:
        """Return whose row it is, from the point of view of `who`."""
        if self.is_own(who, canary):
            return Target.OWN
        if canary.tenant is None:
            return Target.NOBODY
        return Target.TENANTS if canary.tenant in who.tenants else Target.OTHERS

    def is_own(self, who: SignedIn, canary: Canary) -> bool:
        """Tell whether one of the columns that make a row somebody's own says so."""
        columns = self._intent.own_columns(canary.relation)
        if not any(column in canary.values for column in columns):
            return canary.owner == who.name
        return any(canary.values.get(column) in who.own for column in columns)

    def reaches(
        self, allowance: Allowance, who: SignedIn, canary: Canary, relation: Relation
    ) -> bool:
        """Tell whether the allowance includes this row."""
        if allowance.scope is Scope.NONE:
            return False
        if allowance.scope is Scope.OWN and not self.is_own(who, canary):
            return False
        if allowance.scope is Scope.TENANTS and canary.tenant not in who.tenants:
            return False
        return allowance.where is None or self.meets(relation, allowance.where, canary)

    def meets(self, relation: Relation, where: str, canary: Canary) -> bool:
        """Tell whether the row meets a condition of the intent. Raises UsageError for no SQL."""
        if (relation.name, where) not in self._matching:
            self._matching[relation.name, where] = self._ask(relation, where)
        return key_of(canary) in self._matching[relation.name, where]

    def _ask(self, relation: Relation, where: str) -> set[Key]:
        rows = self._canaries[relation.name]
        columns = ", ".join(as_text(name) for name in rows[0].key)
        query = f"select {columns} from {relation.sql} where ({where}) and ({any_of(rows)})"
        found = keep(self._connection, query)
        if isinstance(found, Refusal):
            raise UsageError(
                f"{self._intent.file}: {relation.name}: the condition `{where}` fails: "
                f"{found.message}"
            )
        return {tuple(row) for row in found}

    def groups(
        self, allowance: Allowance, who: SignedIn, relation: Relation
    ) -> dict[Group, list[Canary]]:
        """Return the canaries by what they mean to `who`: whose they are, and whether it may."""
        place = (who.name, relation.name, allowance)
        if place not in self._groups:
            self._groups[place] = self._grouped(allowance, who, relation)
        return self._groups[place]

    def _grouped(
        self, allowance: Allowance, who: SignedIn, relation: Relation
    ) -> dict[Group, list[Canary]]:
        found: dict[Group, list[Canary]] = {}
        for canary in self._canaries.get(relation.name, []):
            target = self.target(who, canary)
            is_allowed = self.reaches(allowance, who, canary, relation)
            label = target.value
            if allowance.where and self._scope_reaches(allowance, who, canary, relation):
                label += f" where {allowance.where}" if is_allowed else " otherwise"
            found.setdefault(Group(label, target, is_allowed), []).append(canary)
        return found

    def _scope_reaches(
        self, allowance: Allowance, who: SignedIn, canary: Canary, relation: Relation
    ) -> bool:
        return self.reaches(Allowance(allowance.scope), who, canary, relation)


def as_text(name: str) -> str:
    """Return a column of a key as an SQL expression of type text."""
    casts = {"tableoid": "tableoid::regclass::text", "ctid": "ctid::text"}
    return casts.get(name, f"{quoted(name)}::text")


def any_of(canaries: Sequence[Canary]) -> str:
    """Return the condition that finds these rows."""
    columns = [*canaries[0].key]
    if len(columns) > 1 or columns[0] == "ctid":
        return " or ".join(f"({condition(canary.key)})" for canary in canaries)
    values = ", ".join(literal(canary.key[columns[0]]) for canary in canaries)
    return f"{quoted(columns[0])} in ({values})"
