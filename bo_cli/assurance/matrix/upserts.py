"""Cells of INSERT over a row that is there: `on conflict`, and views whose triggers write.

An INSERT that meets a row of the same key goes on in another branch. What policies, triggers and
the functions behind a view let somebody change there is not to be more than UPDATE does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.matrix.cells import Attempt, Cell, Fault, Result, Target, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.newrows import insert_statement, required
from bo_cli.assurance.matrix.values import typed
from bo_cli.assurance.matrix.writes import FINE, REFUSED, WORKS
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.quoting import quoted

UPSERT, AGAIN = "upsert", "insert again"
NOTHING = "nothing"
MOST_KEYS = 2


def upsert_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield attempts on rows that the identity should not change, by each key that it can name."""
    if frame.access.bypasses(who.role) or not _takes_rows(frame, who, relation):
        return
    for row in unreachable(frame, who, relation):
        if relation.kind == "v":
            values = _values(frame, who, relation, row, ())
            yield _attempt(frame, who, row, AGAIN, insert_statement(relation, values))
            continue
        for key in _keys(frame, who, relation, row):
            values = _values(frame, who, relation, row, key)
            statement = insert_statement(relation, values)
            again = f"{statement} on conflict do nothing"
            yield _attempt(frame, who, row, AGAIN, again)
            if changed := _changed(frame, who, relation, values, key):
                sets = ", ".join(f"{quoted(c)} = excluded.{quoted(c)}" for c in changed)
                names = ", ".join(map(quoted, key))
                upsert = f"{statement} on conflict ({names}) do update set {sets}"
                yield _attempt(frame, who, row, UPSERT, upsert)


def unreachable(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Canary]:
    """Yield a row of each kind that the intent lets the identity neither update nor delete."""
    said = {
        frame.intent.allowance(who.name, relation.name, "update", column)
        for column in relation.columns
    } | {frame.intent.allowance(who.name, relation.name, "delete")}
    if relation.kind == "v":
        # What an INSERT means there, its trigger decides.
        said.add(frame.intent.allowance(who.name, relation.name, "insert"))
    found: dict[Target, Canary] = {}
    for row in frame.canaries.get(relation.name, []):
        if not any(frame.reach.reaches(each, who, row, relation) for each in said):
            found.setdefault(frame.reach.target(who, row), row)
    yield from found.values()


def _takes_rows(frame: Frame, who: SignedIn, relation: Relation) -> bool:
    """Tell whether the identity may insert, into a table, or into a view that has a trigger."""
    if relation.kind == "v":
        is_fit = any(
            trigger.timing == "instead of" and "insert" in trigger.events
            for trigger in relation.triggers
        )
    else:
        is_fit = relation.is_table and relation.partition_of is None
    return is_fit and all(_may(frame, who, relation, column) for column in required(relation))


def _may(frame: Frame, who: SignedIn, relation: Relation, column: str) -> bool:
    return frame.access.has(who.role, relation.name, "insert", column)


def _keys(
    frame: Frame, who: SignedIn, relation: Relation, row: Canary
) -> Iterator[tuple[str, ...]]:
    """Yield the keys whose every column can be written, and stands in the row."""
    fit = [
        unique.columns
        for unique in relation.uniques
        if not (unique.is_exclusion or unique.has_expressions or unique.predicate)
        and all(
            row.values.get(column) is not None
            and not relation.columns[column].is_computed
            and _may(frame, who, relation, column)
            for column in unique.columns
        )
    ]
    yield from list(dict.fromkeys(fit))[:MOST_KEYS]


def _values(
    frame: Frame, who: SignedIn, relation: Relation, row: Canary, key: tuple[str, ...]
) -> dict[str, str]:
    """Return the row as one's own, with its key, and with a value that it did not have."""
    values = {
        name: typed(row.values.get(name), column)
        for name, column in relation.columns.items()
        if not column.is_computed and _may(frame, who, relation, name)
    }
    deciding = {frame.owners.tenant_column(relation), *frame.owners.own_columns(relation)}
    kept = {*key, *row.key, *deciding}
    own = own_values(frame, who, relation, row)
    values |= {name: sql for name, sql in own.items() if name in values and name not in key}
    for name in values:
        pointing = any(name in each.columns for each in relation.foreign_keys)
        if name not in kept and not pointing:
            values[name] = frame.fresh.others(relation, relation.columns[name], row)[0]
            break
    return values


def own_values(frame: Frame, who: SignedIn, relation: Relation, row: Canary) -> dict[str, str]:
    """Return SQL for the columns that say whose the row is, where they can be made one's own."""
    found: dict[str, str] = {}
    for name in frame.owners.own_columns(relation):
        values = frame.owners.owner_values(who, relation.columns[name], row, is_own=True)
        if values and row.values.get(name) not in who.own:
            found[name] = values[0]
    tenant = frame.owners.tenant_column(relation)
    if tenant and row.tenant not in who.tenants:
        column = relation.columns[tenant]
        if values := frame.owners.tenant_values(who, column, row, Target.TENANTS):
            found[tenant] = values[0]
    return found


def _changed(
    frame: Frame, who: SignedIn, relation: Relation, values: dict[str, str], key: tuple[str, ...]
) -> list[str]:
    return [
        name
        for name in values
        if name not in key and frame.access.has(who.role, relation.name, "update", name)
    ]


@dataclass(frozen=True)
class Overwriting:
    """What one statement asks: does it change this row, or any other of other tenants?"""

    frame: Frame
    who: SignedIn
    row: Canary
    command: str
    statement: str

    def read(self, result: Result) -> list[Verdict]:
        """Make the verdict."""
        target = self.frame.reach.target(self.who, self.row)
        cell = Cell(self.who.name, self.row.relation, self.command, None, target.value)
        changed = [self.frame.marks.changed(*written) for written in result.written]
        hit = [row for row in changed if row and self._is_wrong(row)]
        if hit:
            names = ", ".join(sorted({row.relation for row in hit}))
            found = f"{WORKS}: changes {len(hit)} canaries of {names}"
            shown = self.frame.show(self.who, self.statement, [self.row])
            return [Verdict(cell, NOTHING, found, Fault.WIDER, shown)]
        found = NOTHING if result.state == FINE else f"{REFUSED}: {result.error}"
        return [Verdict(cell, NOTHING, found, None)]

    def _is_wrong(self, row: Canary) -> bool:
        # A row of a view has the key and the token of the row behind it.
        is_it = (row.key, row.token) == (self.row.key, self.row.token)
        return is_it or self.frame.reach.target(self.who, row) is Target.OTHERS


def _attempt(frame: Frame, who: SignedIn, row: Canary, command: str, statement: str) -> Attempt:
    asked = Overwriting(frame, who, row, command, statement)
    return Attempt(who.name, statement, asked.read, watch=True)
