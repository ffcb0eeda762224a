"""What all cells of writing share: what a result says, and the verdicts that follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bo_cli.assurance.matrix.cells import Attempt, Cell, Fault, Result, Target, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation

FINE = "00000"
DENIED = "42501"
# What Postgres says of a view or materialized view that takes no writes, whoever asks.
UNWRITABLE = ("55000", "42809")
# It took too long, or waited for somebody else, or what it needs could not be made.
UNDECIDED = ("57014", "55P03", "40P01", "BO001")
# A trigger decides what stands there, whoever asks: nobody's right is more or less than another's.
WITHOUT_EFFECT = "nothing: without effect, for the owner too"
OTHERS = Target.OTHERS
REFUSED = "refused"
WORKS = "works"


@dataclass(frozen=True)
class Finding:
    """What a result says. is_through: whether the write was let through; None: nobody can tell."""

    is_through: bool | None
    text: str


def judge_write(result: Result, relation: Relation, *, needs_control: bool) -> Finding:
    """Return what became of a write.

    A table's constraints come after its policies, so whoever is stopped by one was let through.
    Any other refusal counts only when the owner, with the same statement, is not refused.
    """
    if result.state == FINE and result.touched and result.answer != "false":
        return Finding(True, WORKS)
    if result.state.startswith("23") and result.table:
        return Finding(True, f"{WORKS}, up to the constraint {result.constraint or result.table}")
    if result.state in UNDECIDED:
        return Finding(None, f"cannot be judged: {result.error}")
    if result.state in UNWRITABLE and relation.kind in ("v", "m"):
        return Finding(False, f"{REFUSED}: takes no writes")
    why = "" if result.state == DENIED else f": {result.error}"
    if result.state == FINE:
        why = ": the row is not changed" if result.touched else ": 0 rows"
    # Whom an error stopped, that one had found the row.
    is_found = result.control == WORKS or (
        result.state == FINE and not result.touched and _is_error(result.control)
    )
    if not needs_control or is_found:
        return Finding(False, REFUSED + why)
    if result.state == FINE and result.touched and result.control == "changes nothing":
        return Finding(None, WITHOUT_EFFECT)
    said = "changes nothing" if result.state == FINE else result.error
    return Finding(None, f"cannot be judged: {said}; as the owner: {result.control}")


def _is_error(control: str) -> bool:
    return control not in ("", WORKS, "changes nothing")


@dataclass(frozen=True)
class Write:
    """What one statement asks: does this write go through?

    answers: (target, whether it is allowed) of every cell that the statement answers. rows: those
    that the statement is about.
    """

    frame: Frame
    who: SignedIn
    relation: Relation
    command: str
    column: str | None
    answers: tuple[tuple[str, bool], ...]
    rows: tuple[Canary, ...]
    statement: str
    needs_control: bool

    def read(self, result: Result) -> list[Verdict]:
        """Make a verdict for each cell."""
        finding = judge_write(result, self.relation, needs_control=self.needs_control)
        found = [self._verdict(target, allowed, finding) for target, allowed in self.answers]
        return [*found, *self._beyond(result)]

    def _beyond(self, result: Result) -> list[Verdict]:
        """Return a verdict where a write changes rows of others besides its own.

        Such as by a trigger that runs as its owner. Who writes rows of others may do so.
        """
        changed = [self.frame.marks.changed(*written) for written in result.written]
        others = [row for row in changed if row and self._is_of_others(row)]
        if not others or any(map(self._is_of_others, self.rows)) or not self.answers[0][1]:
            return []
        command = f"reach by {self.command}"
        cell = Cell(self.who.name, self.relation.name, command, self.column, OTHERS)
        found = f"{WORKS}: changes {len(others)} canaries of {others[0].relation}"
        shown = self.frame.show(self.who, self.statement, [*self.rows, *others])
        return [Verdict(cell, "nothing", found, Fault.WIDER, shown)]

    def _is_of_others(self, row: Canary) -> bool:
        return self.frame.reach.target(self.who, row) is OTHERS

    def _verdict(self, target: str, is_allowed: bool, finding: Finding) -> Verdict:
        cell = Cell(self.who.name, self.relation.name, self.command, self.column, target)
        fault = None
        if finding.is_through is None:
            fault = Fault.UNJUDGED
        elif finding.is_through != is_allowed:
            fault = Fault.NARROWER if is_allowed else Fault.WIDER
        shown = self.frame.show(self.who, self.statement, list(self.rows)) if fault else ""
        return Verdict(cell, WORKS if is_allowed else REFUSED, finding.text, fault, shown)


def settled(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts; a permission that a trigger denies to the owner too is a refusal.

    Where somebody gets through, what is written can be made up; whom the trigger stops then, it
    stops because of who that is, or whose rows those are.
    """
    works: set[tuple[str, str]] = set()
    held: list[Verdict] = []
    for verdict in verdicts:
        if verdict.found.startswith(WORKS):
            works.add((verdict.cell.object, verdict.cell.command))
        is_denied = verdict.found.startswith(f"cannot be judged: {DENIED}")
        if is_denied and verdict.fault is Fault.UNJUDGED and verdict.expected == REFUSED:
            held.append(verdict)
        else:
            yield verdict
    for verdict in held:
        if (verdict.cell.object, verdict.cell.command) in works:
            yield replace(verdict, found=f"{REFUSED}: by a trigger", fault=None, shown="")
        else:
            yield verdict


def chained(attempts: list[Attempt]) -> Attempt:
    """Return the first attempt, with the others as what to try instead, one after the other."""
    *others, last = attempts
    for attempt in reversed(others):
        last = replace(attempt, instead=last)
    return last
