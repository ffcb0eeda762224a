"""Values to write: for a column of a row that is there, another one that the table would take."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.literals import Literals, literals_of
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.assurance.world.plain_types import TEXTS
from bo_cli.assurance.world.seeds import make_seed
from bo_cli.assurance.world.values import Values
from bo_cli.db.quoting import literal

MOST = 5
# No canary has a number as high, so the tokens of these seeds are in no row.
FIRST_FRESH = 900_000


class Fresh:
    """Finds values for the relations of one catalogue; `canaries` are good examples."""

    def __init__(self, catalogue: Catalogue, canaries: dict[str, list[Canary]]) -> None:
        self._values, self._canaries = Values(catalogue), canaries
        self._made: dict[tuple[str, str, int], list[str]] = {}
        self._others: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}

    def others(self, relation: Relation, column: Column, canary: Canary) -> list[str]:
        """Return SQL for values that differ from the one in the row, the best first.

        Where nothing else is known, its own value has to do.
        """
        place = (relation.name, column.name, tuple(canary.key.values()))
        if place not in self._others:
            self._others[place] = self._find_others(relation, column, canary)
        return self._others[place]

    def _find_others(self, relation: Relation, column: Column, canary: Canary) -> list[str]:
        mine = canary.values.get(column.name)
        is_unique = any(column.name in unique.columns for unique in relation.uniques)
        made = self.made(relation, column)
        borrowed = [typed(value, column) for value in self._borrowed(relation, column, canary)]
        pointed = [typed(value, column) for value in self._pointed(relation, column, canary)]
        if pointed or self._points(relation, column):
            made = []
        found = [*pointed, *made, *borrowed] if is_unique else [*pointed, *borrowed, *made]
        found += [] if column.not_null or mine is None else ["null"]
        own = typed(mine, column)
        return [*islice(dict.fromkeys(each for each in found if each != own), MOST)] or [own]

    def new(self, relation: Relation, column: Column, model: Canary) -> list[str]:
        """Return SQL for values of a key that no row has."""
        made = self.made(relation, column)
        value = model.values.get(column.name)
        if value and self._values.catalogue.base_type(column.type_oid).name in TEXTS:
            # Begun like a token, and going on like a value that the checks let pass.
            token = make_seed(relation.name, FIRST_FRESH).token
            return [typed(token + value, column), *made]
        return made

    def made(self, relation: Relation, column: Column, number: int = 0) -> list[str]:
        """Return SQL for values made up from the type and the checks."""
        place = (relation.name, column.name, number)
        if place not in self._made:
            self._made[place] = self._make(relation, column, number)
        return self._made[place]

    def _make(self, relation: Relation, column: Column, number: int) -> list[str]:
        rules = [check.expression for check in relation.checks if column.name in check.columns]
        known = literals_of(rules) if rules else Literals()
        seed = make_seed(relation.name, FIRST_FRESH + number)
        found = self._values.of(column.type_oid, column.type, column.name, seed, known)
        # The row is looked for by this value afterwards.
        return [sql for sql in found if "random" not in sql]

    def of_type(self, column: Column) -> list[str]:
        """Return SQL for values of a type, with the column's name as the only other clue."""
        seed = make_seed("", FIRST_FRESH)
        return self._values.of(column.type_oid, column.type, column.name, seed, Literals())

    def _borrowed(self, relation: Relation, column: Column, canary: Canary) -> Iterator[str | None]:
        """Yield what other canaries hold, those of the same tenant first."""
        rows = self._canaries.get(relation.name, [])
        for row in sorted(rows, key=lambda row: row.tenant != canary.tenant):
            if row.values.get(column.name) not in (None, canary.values.get(column.name)):
                yield row.values[column.name]

    def _points(self, relation: Relation, column: Column) -> bool:
        return any(column.name in key.columns for key in relation.foreign_keys)

    def _pointed(self, relation: Relation, column: Column, canary: Canary) -> Iterator[str | None]:
        """Yield what a foreign key could point to instead, rows of the same tenant first."""
        for key in relation.foreign_keys:
            if column.name not in key.columns:
                continue
            target = key.target_columns[key.columns.index(column.name)]
            rows: Sequence[Canary] = self._canaries.get(key.target, [])
            for row in sorted(rows, key=lambda row: row.tenant != canary.tenant):
                if row.values.get(target) not in (None, canary.values.get(column.name)):
                    yield row.values[target]


def typed(value: str | None, column: Column) -> str:
    """Return a value of the column as SQL."""
    return "null" if value is None else f"{literal(value)}::{column.type}"
