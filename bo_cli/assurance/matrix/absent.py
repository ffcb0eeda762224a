"""Cells of relations that have no canary: closed by a missing privilege, or impossible to judge."""

from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.matrix.cells import Attempt, Cell, Fault, Result, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.writes import DENIED, UNWRITABLE
from bo_cli.assurance.model import Allowance, Scope, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.quoting import quoted

MOST_ROWS = 1


@dataclass(frozen=True)
class Blank:
    """What one statement asks, of a relation without canaries: is the identity refused at once?"""

    frame: Frame
    who: SignedIn
    cell: Cell
    allowance: Allowance
    statement: str
    reason: str

    def read(self, result: Result) -> list[Verdict]:
        """Make the verdict."""
        is_view = self.frame.relation(self.cell.object).kind in ("v", "m")
        is_refused = result.state == DENIED or (is_view and result.state in UNWRITABLE)
        is_closed = self.allowance.scope is Scope.NONE
        expected = "refused" if is_closed else "works"
        if is_refused:
            fault, found = (None if is_closed else Fault.NARROWER), "refused"
        elif result.answer == "1":
            fault, found = self._read_rows(is_closed)
        elif self.frame.is_excused(self.cell.object):
            fault, found = None, f"nothing to see: {self.reason}"
        else:
            fault, found = Fault.UNJUDGED, f"cannot be judged: no canary: {self.reason}"
        shown = self.frame.show(self.who, self.statement) if fault else ""
        return [Verdict(self.cell, expected, found, fault, shown)]

    def _read_rows(self, is_closed: bool) -> tuple[Fault | None, str]:
        """Judge rows that are no canaries: whose they are is not known."""
        if is_closed:
            return Fault.WIDER, "works: it reads rows"
        if self.allowance == Allowance(Scope.ALL):
            return None, "works"
        return Fault.UNJUDGED, f"cannot be judged: reads rows, and no canary: {self.reason}"


def absent_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield an attempt for each command on a relation that has no canary."""
    if relation.kind == "S" or frame.canaries.get(relation.name):
        return
    reason = frame.world.missing.get(relation.name, "no row of it shows whose it is")
    for command, statement in _statements(relation).items():
        cell = Cell(who.name, relation.name, command)
        allowance = frame.intent.allowance(who.name, relation.name, command)
        blank = Blank(frame, who, cell, allowance, statement, reason)
        yield Attempt(who.name, statement, blank.read, reads=command == "select")


def _statements(relation: Relation) -> dict[str, str]:
    """Return a statement for each command; none of them touches a row that is there."""
    writable = [column.name for column in relation.columns.values() if not column.is_computed]
    found = {
        "select": f"select count(*)::text from (select from {relation.sql} limit {MOST_ROWS}) as a",
        "insert": f"insert into {relation.sql} default values",
        "delete": f"delete from {relation.sql} where false",
    }
    if writable:
        column = quoted(writable[0])
        found["update"] = f"update {relation.sql} set {column} = {column} where false"
    return found
