"""What a run of the matrix found, in the shapes that reports need."""

from collections import defaultdict
from dataclasses import dataclass, field

from bo_cli.assurance.matrix.cells import ONESELF, Fault, Target, Verdict
from bo_cli.assurance.model import COMMANDS

NONE, OWN, TENANTS, ALL, CALLED = ".", "o", "t", "a", "x"
MARKS = {Fault.WIDER: "+", Fault.NARROWER: "-", Fault.UNJUDGED: "?"}
_WIDTH = (NONE, OWN, TENANTS, ALL)


@dataclass
class Report:
    """A run: its verdicts, and what it was about.

    identities, relations, functions: names, in the order of the report. seconds: for the cells
    alone. notes: what the reader should know besides.
    """

    identities: list[str]
    relations: list[str]
    functions: list[str]
    verdicts: list[Verdict]
    statements: int
    seconds: float
    notes: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.fault]

    @property
    def rate(self) -> int:
        """Cells a second."""
        return round(len(self.verdicts) / max(self.seconds, 0.001))

    def count(self, fault: Fault) -> int:
        """Return how many cells have this fault."""
        return sum(verdict.fault is fault for verdict in self.verdicts)


@dataclass(frozen=True)
class Square:
    """One identity and one object: a letter for each command, and a mark where a cell is wrong.

    letters: `.` nothing, `o` own rows, `t` those of its tenants, `a` all; capital where it reaches
    every column. Of a function: whose data it reaches, `x` where it can be called and reaches none.
    faults: in the order in which they should be shown.
    """

    letters: str
    faults: tuple[Fault, ...] = ()

    @property
    def mark(self) -> str:
        """`+` too wide, `-` too narrow, `?` cannot be judged, or nothing."""
        return MARKS[self.faults[0]] if self.faults else ""


def squares(report: Report) -> dict[tuple[str, str], Square]:
    """Return the square of each (object, identity) that has cells."""
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in report.verdicts:
        found[verdict.cell.object, verdict.cell.identity].append(verdict)
    functions = set(report.functions)
    return {place: _square(verdicts, place[0] in functions) for place, verdicts in found.items()}


def _square(verdicts: list[Verdict], is_function: bool) -> Square:
    if is_function:
        letters = _called(verdicts)
    else:
        # A blind write is the same command, written in another way.
        letters = "".join(
            _letter([v for v in verdicts if v.cell.command in (command, f"blind {command}")])
            for command in COMMANDS
        )
    faults = {verdict.fault for verdict in verdicts if verdict.fault}
    return Square(letters, tuple(fault for fault in Fault if fault in faults))


def _called(verdicts: list[Verdict]) -> str:
    """Return the letter of a function: whose data it reaches, if it can be called at all."""
    reached = [verdict for verdict in verdicts if is_reached(verdict)]
    scopes = [_scope(v.cell.target) for v in reached if v.cell.command == "reach"]
    return max(scopes, key=_WIDTH.index) if scopes else CALLED if reached else NONE


def _letter(verdicts: list[Verdict]) -> str:
    reached = [verdict for verdict in verdicts if is_reached(verdict)]
    if not reached:
        return NONE
    letter = max((_scope(verdict.cell.target) for verdict in reached), key=_WIDTH.index)
    same = [verdict for verdict in verdicts if _scope(verdict.cell.target) == letter]
    return letter.upper() if all(is_reached(verdict) for verdict in same) else letter


def is_reached(verdict: Verdict) -> bool:
    """Tell whether the identity could do what the cell is about, to some row at least."""
    return not verdict.found.startswith(("refused", "fails", "cannot", "nothing", "0 of"))


def _scope(target: str) -> str:
    if Target.OTHERS in target or Target.NOBODY in target:
        return ALL
    if Target.OWN in target or target.endswith(ONESELF):
        return OWN
    return TENANTS if Target.TENANTS in target else ALL


def alike(report: Report) -> list[list[str]]:
    """Return the identities in groups: those of one group can do the same, and nothing is wrong."""
    found = squares(report)
    objects = [*report.relations, *report.functions]
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for identity in report.identities:
        column = tuple(found.get((name, identity)) for name in objects)
        groups[column].append(identity)
    return list(groups.values())


def together(verdicts: list[Verdict]) -> list[list[Verdict]]:
    """Return wrong cells in groups that differ in nothing but the identity, the widest first."""
    groups: dict[tuple[object, ...], list[Verdict]] = defaultdict(list)
    order = list(Fault)
    for verdict in sorted(verdicts, key=lambda v: order.index(v.fault or Fault.UNJUDGED)):
        cell = verdict.cell
        alike = (verdict.fault, cell.object, cell.action, cell.target, verdict.expected)
        groups[(*alike, verdict.found)].append(verdict)
    return list(groups.values())
