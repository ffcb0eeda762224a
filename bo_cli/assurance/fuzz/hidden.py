"""Knows which values of the canaries an identity may not see."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bo_cli.assurance.fuzz.targets import Function, Table
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Allowance, Canary, Scope, SignedIn

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
# Shorter ones occur by chance.
LONG_NUMBER = re.compile(r"-?[0-9]{9,}")

# (canary, SQL condition on its row) -> whether the row meets it
Meets = Callable[[Canary, str], bool]
# canary -> whether it was made to be looked for: one that was there before may be named anywhere
IsNew = Callable[[Canary], bool]
# (table, SQL condition or None) -> its new rows as text that meet it, canaries or not
Copies = Callable[[str, str | None], Sequence[str]]


@dataclass(frozen=True)
class Secret:
    """A value that tells of a row that is hidden. text: in lower case."""

    text: str
    relation: str
    tenant: str | None

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return f"a row of {self.relation}" + (f" of tenant {self.tenant}" if self.tenant else "")


class Hidden:
    """What one identity may not see."""

    def __init__(
        self,
        intent: Intent,
        signed_in: SignedIn,
        canaries: Mapping[str, Sequence[Canary]],
        tenants: Mapping[str, str],
        meets: Meets,
        is_new: IsNew,
        parents: Mapping[str, str] | None = None,
        links: Mapping[str, frozenset[str]] | None = None,
        copies: Copies | None = None,
        words: frozenset[str] = frozenset(),
    ) -> None:
        """tenants: every tenant's name and key. meets: asked for the intent's conditions.

        parents: of partitions: the tables that show their rows as well. links: of relations: the
        columns of foreign keys. copies: what triggers wrote into a table beside the canaries.
        words: what the schema itself says, in lower case: as a value that tells nothing.
        """
        self._intent, self._who = intent, signed_in
        self._meets, self._is_new = meets, is_new
        self._canaries, self._tenants = canaries, tenants
        self._parents, self._links, self._copies = parents or {}, links or {}, copies
        self._words = words
        self._strangers: dict[str, list[Canary]] | None = None
        self._found: dict[Allowance, dict[str, Secret]] = {}

    def on(self, target: str, *, is_table: bool) -> dict[str, Secret]:
        """Return the values that must not show where `target` is called, by their text.

        A table shows what its readers may see of any table. A view or a function may also show
        what it is meant to reach: rows of one's tenants, where the intent says `tenants`.
        """
        allowance = Allowance()
        if "(" in target:
            allowance = self._intent.execution(self._who.name, target)
        elif not is_table:
            allowance = self._intent.allowance(self._who.name, target, "select")
        return self._shown_with(Allowance(allowance.scope))

    def prepare(self, tables: Sequence[Table], functions: Sequence[Function]) -> None:
        """Work out everything that will be asked, while the rows are as they were made."""
        for table in tables:
            self.on(table.name, is_table=table.is_table)
        for function in functions:
            self.on(function.signature, is_table=False)

    def strangers(self) -> Mapping[str, Sequence[Canary]]:
        """Return the rows of tenants that the identity has nothing to do with, by relation."""
        if self._strangers is None:
            found = {
                relation: [canary for canary in rows if self._is_strange(canary)]
                for relation, rows in self._canaries.items()
            }
            self._strangers = {relation: rows for relation, rows in found.items() if rows}
        return self._strangers

    def _is_strange(self, canary: Canary) -> bool:
        if canary.tenant is None or canary.tenant in self._who.tenants or self._is_own(canary):
            return False
        return not self._may_read(canary)

    def _shown_with(self, more: Allowance) -> dict[str, Secret]:
        if more not in self._found:
            seen: set[str] = {text.lower() for text in self._who.tenants.values()}
            secrets: dict[str, Secret] = {}
            for name, key in self._tenants.items():
                if name not in self._who.tenants:
                    _add(secrets, key, self._intent.tenant_relation or "tenants", name)
            for rows in self._canaries.values():
                for canary in rows:
                    self._sort(canary, more, seen, secrets)
            for name in self._canaries:
                seen |= self._copied_into(name)
            for word in self._words:
                secrets.pop(word, None)
            self._found[more] = _without(secrets, seen, everything=more.scope is Scope.ALL)
        return self._found[more]

    def _copied_into(self, name: str) -> set[str]:
        """Return what a table shows of other rows, to whoever reads the rows of all tenants."""
        said = self._intent.allowance(self._who.name, name, "select")
        if self._copies is None or said.scope is not Scope.ALL:
            return set()
        return {text.lower() for text in self._copies(name, said.where)}

    def _sort(
        self, canary: Canary, more: Allowance, seen: set[str], secrets: dict[str, Secret]
    ) -> None:
        """Add each value of the row to those that are seen, or to the secrets."""
        for column, value in canary.values.items():
            if value is None:
                continue
            is_seen = self._admits(more, canary) or self._may_read(canary, column)
            # To be told of oneself tells nothing of anybody else.
            if is_seen or self._is_own(canary):
                seen.add(value.lower())
            elif self._is_new(canary):
                if canary.token and canary.token.lower() in value.lower():
                    _add(secrets, canary.token, canary.relation, canary.tenant)
                # What it points at has values of its own, and may have been there before.
                if column in self._links.get(canary.relation, ()):
                    continue
                if column in canary.key or UUID.fullmatch(value):
                    _add(secrets, value, canary.relation, canary.tenant)

    def _may_read(self, canary: Canary, column: str | None = None) -> bool:
        """Tell whether the row's table shows the column, or the table that it is a partition of."""
        place: str | None = canary.relation
        while place is not None:
            said = self._intent.allowance(self._who.name, place, "select", column)
            if self._admits(said, canary):
                return True
            place = self._parents.get(place)
        return False

    def _admits(self, allowance: Allowance, canary: Canary) -> bool:
        if allowance.scope is Scope.NONE:
            return False
        if allowance.scope is Scope.OWN and not self._is_own(canary):
            return False
        is_mine = canary.tenant in self._who.tenants or self._is_own(canary)
        if allowance.scope is Scope.TENANTS and not is_mine:
            return False
        return allowance.where is None or self._meets(canary, allowance.where)

    def _is_own(self, canary: Canary) -> bool:
        columns = self._intent.own_columns(canary.relation)
        return any(canary.values.get(column) in self._who.own for column in columns)


def _add(secrets: dict[str, Secret], text: str, relation: str, tenant: str | None) -> None:
    """Add the value where it is one that cannot occur by chance; the first row keeps it.

    Rows were made before those that point at them.
    """
    low = text.lower()
    if UUID.fullmatch(low) or LONG_NUMBER.fullmatch(low) or re.search(r"[a-z].{6,}", low):
        secrets.setdefault(low, Secret(low, relation, tenant))


def _without(secrets: dict[str, Secret], seen: set[str], *, everything: bool) -> dict[str, Secret]:
    """Return the secrets that are not part of anything that is seen."""
    if everything:
        return {}
    together = "\0".join(seen)
    return {text: secret for text, secret in secrets.items() if text not in together}
