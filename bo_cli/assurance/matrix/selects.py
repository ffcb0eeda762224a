"""Cells of SELECT: which canaries does an identity see, and in which columns?"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.matrix.cells import Attempt, Cell, Fault, Result, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.reach import Group, any_of, as_text, key_of
from bo_cli.assurance.model import Allowance, Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.quoting import quoted

Columns = tuple[str, ...]
Groups = dict[Group, list[Canary]]
DENIED = "42501"


@dataclass(frozen=True)
class Sight:
    """What one statement asks: are these rows seen in these columns?

    name: of the column for the cell; None where all columns are meant. groups: the rows by what
    they mean to the identity.
    """

    frame: Frame
    who: SignedIn
    relation: Relation
    name: str | None
    columns: Columns
    groups: Groups

    def read(self, result: Result) -> list[Verdict]:
        """Make a verdict for each group of rows."""
        seen = {tuple(key) for key in json.loads(result.answer or "[]")}
        return [self._verdict(group, rows, result, seen) for group, rows in self.groups.items()]

    def _verdict(
        self, group: Group, rows: list[Canary], result: Result, seen: set[tuple[str, ...]]
    ) -> Verdict:
        cell = Cell(self.who.name, self.relation.name, "select", self.name, group.label)
        visible = [row for row in rows if key_of(row) in seen]
        expected = len(rows) if group.is_allowed else 0
        fault = None
        if len(visible) != expected:
            fault = Fault.WIDER if visible and not group.is_allowed else Fault.NARROWER
        found = f"{len(visible)} of {len(rows)} canaries visible"
        if result.state != "00000":
            found = "refused" if result.state == DENIED else f"fails with {result.error}"
        asked = f"{expected} of {len(rows)} canaries visible"
        shown = self._shown(visible or rows) if fault else ""
        return Verdict(cell, asked, found, fault, shown, self.columns)

    def _shown(self, rows: list[Canary]) -> str:
        columns = ", ".join(quoted(column) for column in self.columns)
        query = f"select {columns} from {self.relation.sql} where {any_of(rows)}"
        return self.frame.show(self.who, query, rows)


@dataclass(frozen=True)
class ValueSight(Sight):
    """As Sight, where the key may not be read: rows are known by what stands in one column."""

    def read(self, result: Result) -> list[Verdict]:
        """Make a verdict for each group of rows."""
        [column] = self.columns
        values = set(json.loads(result.answer or "[]"))
        everything = [row for rows in self.groups.values() for row in rows]
        counts = Counter(row.values[column] for row in everything)
        known = [row for row in everything if counts[row.values[column]] == 1]
        visible = [row for row in known if row.values[column] in values]
        if not known and values:
            # All look alike: that anything was read is all there is to tell.
            visible = everything
        seen = {key_of(row) for row in visible}
        return [self._verdict(group, rows, result, seen) for group, rows in self.groups.items()]


def select_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield a statement for each set of columns that the intent allows alike."""
    for allowance, columns in _alike(frame, who, relation).items():
        if frame.canaries.get(relation.name):
            groups = frame.reach.groups(allowance, who, relation)
            yield from _alike_attempts(frame, who, relation, columns, groups)


def _alike_attempts(
    frame: Frame, who: SignedIn, relation: Relation, columns: Columns, groups: Groups
) -> Iterator[Attempt]:
    def attempt(name: str | None, some: Columns, parts: tuple[Attempt, ...] = ()) -> Attempt:
        return _attempt(Sight(frame, who, relation, name, some, groups), parts)

    granted = [c for c in columns if frame.access.has(who.role, relation.name, "select", c)]
    rest = tuple(column for column in columns if column not in granted)
    key = next(iter(groups.values()))[0].key
    if granted and not all(frame.access.has(who.role, relation.name, "select", c) for c in key):
        for column in granted:
            yield _value_attempt(ValueSight(frame, who, relation, column, (column,), groups))
    elif granted and rest:
        # One column that is refused would hide the others.
        for column in granted:
            yield attempt(column, (column,))
    else:
        singles = tuple(attempt(column, (column,)) for column in columns)
        name = None if len(columns) == len(relation.columns) else ", ".join(columns)
        yield attempt(name, columns, singles if granted and len(columns) > 1 else ())
        return
    if rest:
        yield attempt(", ".join(rest), rest)


def _attempt(sight: Sight, parts: tuple[Attempt, ...] = ()) -> Attempt:
    canaries = [row for rows in sight.groups.values() for row in rows]
    key = ", ".join(as_text(name) for name in canaries[0].key)
    columns = ", ".join(quoted(column) for column in sight.columns)
    query = (
        f'select jsonb_agg("bo key") from (select jsonb_build_array({key}) as "bo key", {columns} '
        f"from {sight.relation.sql} where {any_of(canaries)}) as seen"
    )
    return Attempt(sight.who.name, query, sight.read, reads=True, parts=parts)


def _value_attempt(sight: ValueSight) -> Attempt:
    column = quoted(sight.columns[0])
    query = f"select jsonb_agg(distinct {column}::text) from {sight.relation.sql}"
    return Attempt(sight.who.name, query, sight.read, reads=True)


def _alike(frame: Frame, who: SignedIn, relation: Relation) -> dict[Allowance, Columns]:
    found: dict[Allowance, Columns] = {}
    for column in relation.columns:
        allowance = frame.intent.allowance(who.name, relation.name, "select", column)
        found[allowance] = (*found.get(allowance, ()), column)
    return found
