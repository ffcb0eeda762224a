"""Knows which values of the canaries an identity may not see."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bo_cli.assurance.fuzz.secret import UUID, Secret, Secrets
from bo_cli.assurance.fuzz.targets import Function, Table
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Allowance, Canary, Scope, SignedIn

# Shorter ones occur by chance.
LONG_NUMBER = re.compile(r"-?[0-9]{9,}")

# (canary, SQL condition on its row) -> whether the row meets it
Meets = Callable[[Canary, str], bool]
# canary -> whether it was made to be looked for: one that was there before may be named anywhere
IsNew = Callable[[Canary], bool]
# (table, SQL condition or None) -> its new rows as text that meet it, canaries or not
Copies = Callable[[str, str | None], Sequence[str]]


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
        self._rows: list[tuple[Canary, Collection[str]]] | None = None
        self._said: dict[str, list[tuple[tuple[Allowance, ...], set[str]]]] = {}
        self._strangers: dict[str, list[Canary]] | None = None
        self._found: dict[Allowance, Secrets] = {}

    def on(self, target: str, *, is_table: bool) -> Secrets:
        """Return the values that must not show where `target` is called.

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

    def _shown_with(self, more: Allowance) -> Secrets:
        if more not in self._found:
            seen: set[str] = {text.lower() for text in self._who.tenants.values()}
            secrets: dict[str, Secret] = {}
            for name, key in self._tenants.items():
                if name not in self._who.tenants:
                    _add(secrets, key, self._intent.tenant_relation or "tenants", name)
            for canary, readable in self._readable():
                self._sort(canary, readable, more, seen, secrets)
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
        self,
        canary: Canary,
        readable: Collection[str],
        more: Allowance,
        seen: set[str],
        secrets: dict[str, Secret],
    ) -> None:
        """Add each value of the row to those that are seen, or to the secrets."""
        values = {name: value for name, value in canary.values.items() if value is not None}
        # To be told of oneself tells nothing of anybody else.
        if self._is_own(canary) or self._admits(more, canary):
            readable = values.keys()
        seen.update(value.lower() for name, value in values.items() if name in readable)
        if values.keys() <= set(readable) or not self._is_new(canary):
            return
        for column in [name for name in values if name not in readable]:
            value = values[column]
            if canary.token and canary.token.lower() in value.lower():
                _add(secrets, canary.token, canary.relation, canary.tenant)
            # What it points at has values of its own, and may have been there before.
            if column in self._links.get(canary.relation, ()):
                continue
            if column in canary.key or UUID.fullmatch(value):
                _add(secrets, value, canary.relation, canary.tenant)

    def _readable(self) -> list[tuple[Canary, Collection[str]]]:
        """Return every row with the columns of it that tables show; worked out once."""
        if self._rows is None:
            self._rows = [
                (canary, self._columns_shown(canary))
                for rows in self._canaries.values()
                for canary in rows
            ]
        return self._rows

    def _columns_shown(self, canary: Canary) -> set[str]:
        found: set[str] = set()
        for said, columns in self._said_of(canary.relation):
            if any(self._admits(each, canary) for each in said):
                found |= columns
        return found

    def _said_of(self, relation: str) -> list[tuple[tuple[Allowance, ...], set[str]]]:
        """Return what is said of the relation's columns, with the columns that it is said of."""
        if relation not in self._said:
            groups: dict[tuple[Allowance, ...], set[str]] = {}
            for column in self._canaries[relation][0].values:
                said = tuple(self._allowances(relation, column))
                groups.setdefault(said, set()).add(column)
            self._said[relation] = list(groups.items())
        return self._said[relation]

    def _may_read(self, canary: Canary) -> bool:
        """Tell whether the row's table shows it, or the table that it is a partition of."""
        said = self._allowances(canary.relation)
        return any(self._admits(each, canary) for each in said)

    def _allowances(self, relation: str, column: str | None = None) -> Iterator[Allowance]:
        place: str | None = relation
        while place is not None:
            yield self._intent.allowance(self._who.name, place, "select", column)
            place = self._parents.get(place)

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


def _without(secrets: dict[str, Secret], seen: set[str], *, everything: bool) -> Secrets:
    """Return the secrets that are not part of anything that is seen."""
    return Secrets({}) if everything else Secrets(secrets).without("\0".join(seen))
