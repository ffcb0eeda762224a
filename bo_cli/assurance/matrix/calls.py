"""What a call says: may it be made, and whose data does it reach?"""

from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.matrix.arguments import Call
from bo_cli.assurance.matrix.cells import Cell, Fault, Result, Target, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.model import Canary, Scope, SignedIn
from bo_cli.assurance.world.objects import Function

FINE = "00000"
REFUSALS = ("42501", "P0002")
WORKS, REFUSED, NOTHING = "works", "refused", "nothing"
# Whose data a scope includes; rows of no tenant are everybody's, for whoever works in tenants.
WITHIN = {
    Scope.NONE: (),
    Scope.OWN: (Target.OWN,),
    Scope.TENANTS: (Target.OWN, Target.TENANTS, Target.NOBODY),
    Scope.ALL: tuple(Target),
}
_EMPTY = ("", "{}", "[]", "()", "f", "false", "0", "null")


def reach_cell(identity: str, function: str, target: Target, about: str) -> Cell:
    """Return the cell for the rows that a call with these ids reaches."""
    whose = f"{target.value}, with {about}" if about else target.value
    return Cell(identity, function, "reach", None, whose)


@dataclass(frozen=True)
class Ask:
    """What one call asks. about: whose ids it names, '' where it names none.

    must_work: whether the intent wants it to go through, rather than only not to reach too far.
    """

    frame: Frame
    who: SignedIn
    function: Function
    call: Call
    about: str
    must_work: bool

    @property
    def scope(self) -> Scope:
        return self.frame.intent.execution(self.who.name, self.function.name).scope

    @property
    def is_exposed(self) -> bool:
        return self.function.schema in self.frame.intent.schemas

    def read(self, result: Result) -> list[Verdict]:
        """Make the verdict on the call, and, if it went through, on each kind of rows."""
        reached = self._reached(result) if result.state == FINE else ()
        return [self._called(result), *reached]

    def _called(self, result: Result) -> Verdict:
        cell = Cell(self.who.name, self.function.name, "execute", None, self.about)
        expected = WORKS if self.must_work else f"{NOTHING} of others"
        expected = expected if self.scope is not Scope.NONE else REFUSED
        found, is_through = self._outcome(result)
        fault = None
        if is_through is None:
            fault = Fault.UNJUDGED
        elif is_through and self.scope is Scope.NONE:
            fault = Fault.WIDER
        elif not is_through and self.must_work:
            fault = Fault.NARROWER
        return Verdict(cell, expected, found, fault, self._shown(result) if fault else "")

    def _outcome(self, result: Result) -> tuple[str, bool | None]:
        """Return what was found, and whether the call went through; None: nobody can tell."""
        if result.state == FINE:
            is_empty = not result.written and (result.answer or "").strip() in _EMPTY
            if self.scope is Scope.NONE and is_empty and self.is_exposed:
                return f"{NOTHING}: it returns and changes nothing", False
            return WORKS, True
        if not self.is_exposed and self.frame.access.may_call(self.who.role, self.function):
            # Only that it can be called counts where the API does not lead.
            return f"{WORKS}, as far as its arguments do ({result.error})", True
        if result.state in REFUSALS or result.state.startswith("PT4"):
            return REFUSED if result.state == "42501" else f"{REFUSED}: {result.error}", False
        return f"cannot be judged: {result.error}", None

    def _reached(self, result: Result) -> Iterator[Verdict]:
        shown = self._seen(result)
        changed = self._changed(result)
        for target in Target:
            is_allowed = target in WITHIN[self.scope]
            parts = [
                f"{verb} {len(rows[target])} canaries"
                for verb, rows in (("shows", shown), ("changes", changed))
                if rows.get(target)
            ]
            if is_allowed and not parts:
                continue
            cell = reach_cell(self.who.name, self.function.name, target, self.about)
            found = f"{WORKS}: {', '.join(parts)}" if parts else NOTHING
            fault = Fault.WIDER if parts and not is_allowed else None
            yield Verdict(
                cell,
                "may be reached" if is_allowed else NOTHING,
                found,
                fault,
                self._shown(result) if fault else "",
            )

    def _seen(self, result: Result) -> dict[Target, list[Canary]]:
        rows = self.frame.marks.find(result.answer or "", self.call.given)
        return self._by_target(rows)

    def _changed(self, result: Result) -> dict[Target, list[Canary]]:
        rows = [self.frame.marks.changed(*written) for written in result.written]
        return self._by_target([row for row in rows if row])

    def _by_target(self, rows: list[Canary]) -> dict[Target, list[Canary]]:
        found: dict[Target, list[Canary]] = {}
        for row in rows:
            found.setdefault(self.frame.reach.target(self.who, row), []).append(row)
        return found

    def _shown(self, result: Result) -> str:
        return self.frame.show(self.who, result.ran or self.call.sql)
