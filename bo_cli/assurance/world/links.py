"""What a new row's foreign keys point to: rows of the same tenant."""

from collections.abc import Iterator
from itertools import islice, product

from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.drafts import Wish
from bo_cli.assurance.world.objects import ForeignKey, Relation
from bo_cli.assurance.world.promises import Promises
from bo_cli.assurance.world.solver import Choice, Draft
from bo_cli.core.errors import UsageError
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

_MOST_WAYS = 8
_MOST_EXISTING = 3
Values = dict[str, str | None]


class Links:
    """Knows the rows that there are to point to; `canaries` grows while the world is filled."""

    def __init__(
        self,
        connection: Connection,
        catalogue: Catalogue,
        canaries: dict[str, list[Canary]],
        tenant_relation: str | None,
    ) -> None:
        self.connection, self.relations = connection, catalogue.relations
        self.canaries = canaries
        self.promises = Promises(connection, catalogue)
        self.tenant_key = _tenant_key(catalogue, tenant_relation)

    def ways(self, relation: Relation, wish: Wish, fixed: Draft, number: int) -> Iterator[Draft]:
        """Yield `fixed` with the columns of the foreign keys, each time with other rows.

        number: the row's number in its relation; different rows get different partners where the
        partners belong to no tenant.
        """
        keys = [key for key in relation.foreign_keys if not set(key.columns) <= fixed.keys()]
        # First those that leave no choice.
        keys.sort(key=lambda key: (not _is_needed(relation, key), -len(key.columns), key.name))
        partners = [self._partners(relation, key, wish, number) for key in keys]
        choices = [rows or [None] for rows in partners]
        for way in islice(product(*choices), _MOST_WAYS):
            draft = dict(fixed)
            for key, row in zip(keys, way, strict=True):
                _point(relation, key, row, draft)
                if row and row is self.promises.made.get((relation.name, wish.tenant)):
                    # The first of its kind can only point to itself.
                    draft |= self.promises.kept_by(relation.name, wish.tenant)
            yield draft

    def tenant_of(self, relation: Relation, values: Values) -> str | None:
        """Return the tenant that one of the row's foreign keys leads to."""
        for key in relation.foreign_keys:
            wanted = [values[column] for column in key.columns]
            if None in wanted:
                continue
            for canary in self.canaries.get(key.target, []):
                if canary.tenant and [canary.values[c] for c in key.target_columns] == wanted:
                    return canary.tenant
        return None

    def _partners(
        self, relation: Relation, key: ForeignKey, wish: Wish, number: int
    ) -> list[Values | None]:
        """Return the rows that the key may point to, the best first."""
        there = self.canaries.get(key.target, [])
        same = [canary for canary in there if canary.tenant == wish.tenant and wish.tenant]
        free = [canary for canary in there if canary.tenant is None]
        turn = (number - 1) % len(free) if free else 0
        rows = [*same, *free[turn:], *free[:turn]]
        # A row of nobody's is the neutral one: somebody's own would make this row theirs too.
        rows.sort(key=lambda canary: canary.owner is not None)
        if rows:
            return [canary.values for canary in rows]
        found = [] if there or key.target == relation.name else self._existing(key)
        is_first = not there or key.target == relation.name
        if not found and is_first and _is_needed(relation, key):
            promised = self.promises.promise(relation, key, wish.tenant)
            return [promised] if promised else []
        return found

    def _existing(self, key: ForeignKey) -> list[Values | None]:
        """Return a few rows that were there before, for what could not be made."""
        target = self.relations.get(key.target)
        if target is None:
            return []
        columns = ", ".join(f"{quoted(column)}::text" for column in key.target_columns)
        query = f"select {columns} from {target.sql} limit {_MOST_EXISTING}"
        found = keep(self.connection, query)
        if isinstance(found, Refusal):
            return []
        return [dict(zip(key.target_columns, row, strict=True)) for row in found]


def _is_needed(relation: Relation, key: ForeignKey) -> bool:
    return all(relation.columns[column].not_null for column in key.columns)


def _point(relation: Relation, key: ForeignKey, row: Values | None, draft: Draft) -> None:
    """Set the key's columns, as far as no other key has; null where there is no row."""
    for column, target in zip(key.columns, key.target_columns, strict=True):
        if column in draft:
            continue
        there = relation.columns[column]
        value = row[target] if row else None
        choices = [Choice(f"{literal(value)}::{there.type}")] if value is not None else []
        if not there.not_null:
            # A row that points to itself or to its like often means something else (merged).
            null = [Choice("null")]
            choices = null + choices if key.target == relation.name else choices + null
        if choices:
            draft[column] = choices


def _tenant_key(catalogue: Catalogue, name: str | None) -> str:
    """Return the tenants' column that others point to, or else their primary key; '' if none."""
    if name is None:
        return ""
    relation = catalogue.relations.get(name)
    if relation is None:
        raise UsageError(f"tenant_relation: there is no relation {name}")
    for other in catalogue.relations.values():
        for key in other.foreign_keys:
            if key.target == name and len(key.columns) == 1:
                return key.target_columns[0]
    return (relation.primary_key or tuple(relation.columns))[-1]
