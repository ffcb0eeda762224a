"""Cells of functions: called with one's own ids, with those of others, and with both mixed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bo_cli.assurance.matrix.arguments import Call, Choose
from bo_cli.assurance.matrix.calls import REFUSED, Ask
from bo_cli.assurance.matrix.cells import Attempt, Fault, Target, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.writes import chained
from bo_cli.assurance.model import Canary, Scope, SignedIn
from bo_cli.assurance.world.objects import Function
from bo_cli.assurance.world.order import PLATFORM

MINE, THEIRS, MIXED = "own ids", "ids of others", "ids of others in an own tenant"
# How many ways of making up arguments are tried.
WAYS = 4


def function_attempts(frame: Frame, who: SignedIn, function: Function) -> Iterator[Attempt]:
    """Yield the calls that an identity tries."""
    if function.schema in PLATFORM or not frame.arguments.is_callable(function):
        return
    is_wanted = frame.intent.execution(who.name, function.name).scope is not Scope.NONE
    if not frame.access.may_call(who.role, function):
        call = Call(frame.arguments.nothing(function), frozenset())
        yield _attempt(Ask(frame, who, function, call, "", is_wanted))
        return
    calls = list(_calls(frame, who, function))
    for about, ways in calls:
        # Where nothing is one's own, whoever may reach all must get through with that.
        must_work = is_wanted and about in ("", calls[0][0])
        if about == THEIRS:
            must_work &= frame.intent.execution(who.name, function.name).scope is Scope.ALL
        yield chained(
            [_attempt(Ask(frame, who, function, call, about, must_work)) for call in ways]
        )
    if not calls:
        yield _blind_call(frame, who, function, is_wanted)


def _attempt(ask: Ask) -> Attempt:
    return Attempt(
        ask.who.name,
        ask.call.sql,
        ask.read,
        reads=ask.function.kind == "f",
        build=ask.call.build,
        watch=ask.function.volatility == "volatile"
        and ask.frame.access.may_call(ask.who.role, ask.function),
    )


def _blind_call(frame: Frame, who: SignedIn, function: Function, is_wanted: bool) -> Attempt:
    """Return a call with nulls, for a function that names rows of which there are none."""
    call = Call(frame.arguments.nothing(function), frozenset())
    return _attempt(Ask(frame, who, function, call, "no ids", is_wanted))


def _calls(frame: Frame, who: SignedIn, function: Function) -> Iterator[tuple[str, list[Call]]]:
    """Yield the kinds of calls there are, each with the ways to make up the other arguments."""
    sources = frame.arguments.signature(function).sources

    def mine(rows: list[Canary]) -> Canary | None:
        return _mine(frame, who, function, rows)

    def theirs(rows: list[Canary]) -> Canary | None:
        kinds = [frame.reach.target(who, row) for row in rows]
        return next((r for r, kind in zip(rows, kinds, strict=True) if kind in _THEIRS), None)

    choices: dict[str, dict[str, Choose]] = {"": {}}
    if sources:
        choices = {MINE: dict.fromkeys(sources, mine), THEIRS: dict.fromkeys(sources, theirs)}
        tenants = [n for n, s in sources.items() if s.relation == frame.intent.tenant_relation]
        if 0 < len(tenants) < len(sources):
            choices[MIXED] = choices[THEIRS] | dict.fromkeys(tenants, mine)
    for about, choose in choices.items():
        ways = [frame.arguments.call(function, choose, way) for way in range(WAYS)]
        different = list({call.sql: call for call in ways if call}.values())
        if different:
            yield about, different


_THEIRS = (Target.OTHERS, Target.NOBODY)


def _mine(frame: Frame, who: SignedIn, function: Function, rows: list[Canary]) -> Canary | None:
    """Return a row of one's own, of one's tenants, or, for whoever may reach all, any row."""
    scope = frame.intent.execution(who.name, function.name).scope
    order = [Target.OWN, Target.TENANTS]
    order += [Target.NOBODY, Target.OTHERS] if scope is Scope.ALL else []
    order += [Target.NOBODY] if not any(row.owner for row in rows) else []
    tenants = [*who.tenants]
    for target in order:
        found = [row for row in rows if frame.reach.target(who, row) is target]
        found.sort(key=lambda row: tenants.index(row.tenant) if row.tenant in tenants else 0)
        if found:
            return found[0]
    return None


def settled(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts; a failure that others do not meet is a refusal.

    Where somebody gets through to the function, its arguments can be made up; what fails for
    somebody else then fails because of who that is, or whose ids those are.
    """
    every = list(verdicts)
    works = {v.cell.object for v in every if v.cell.command == "execute" and _went(v)}
    for verdict in every:
        is_settled = verdict.cell.object in works and verdict.expected != "works"
        if verdict.fault is Fault.UNJUDGED and is_settled:
            found = verdict.found.replace("cannot be judged", REFUSED, 1)
            yield replace(verdict, found=found, fault=None, shown="")
        else:
            yield verdict


def _went(verdict: Verdict) -> bool:
    return verdict.found.startswith("works")
