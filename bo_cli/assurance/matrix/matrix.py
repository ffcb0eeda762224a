"""The matrix: every cell of one world, tried and compared with the intent."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bo_cli.assurance.matrix.absent import absent_attempts
from bo_cli.assurance.matrix.access import Access
from bo_cli.assurance.matrix.arguments import Arguments
from bo_cli.assurance.matrix.blind import blind_attempts
from bo_cli.assurance.matrix.calls import NOTHING, reach_cell
from bo_cli.assurance.matrix.cells import Attempt, Fault, Result, Target, Verdict
from bo_cli.assurance.matrix.deletes import delete_attempts
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.functions import function_attempts, settled
from bo_cli.assurance.matrix.inserts import insert_attempts
from bo_cli.assurance.matrix.marks import Marks
from bo_cli.assurance.matrix.owners import Owners
from bo_cli.assurance.matrix.privileges import privilege_attempts, schema_attempts
from bo_cli.assurance.matrix.reach import Reach
from bo_cli.assurance.matrix.running import Prober
from bo_cli.assurance.matrix.selects import DENIED, select_attempts
from bo_cli.assurance.matrix.show import Shower
from bo_cli.assurance.matrix.updates import update_attempts
from bo_cli.assurance.matrix.upserts import upsert_attempts
from bo_cli.assurance.matrix.values import Fresh
from bo_cli.assurance.matrix.views import view_canaries
from bo_cli.assurance.matrix.watch import Watch
from bo_cli.assurance.matrix.writes import WITHOUT_EFFECT
from bo_cli.assurance.matrix.writes import settled as settled_writes
from bo_cli.assurance.model import SignedIn
from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.assurance.world.world import World
from bo_cli.core.console import Now, without_telling

Planner = Callable[[Frame, SignedIn, Relation], Iterator[Attempt]]
# What a changed policy or grant shows in first, comes first.
STAGES: tuple[Planner, ...] = (
    select_attempts,
    update_attempts,
    insert_attempts,
    delete_attempts,
    blind_attempts,
    upsert_attempts,
    absent_attempts,
    privilege_attempts,
)


class Matrix:
    """Tries the cells of one open world; the same one serves many times, as its schema changes.

    only: names of relations, functions (with their argument types) and schemas; None for all.
    now: hears how far it is.
    """

    def __init__(self, world: World, now: Now = without_telling) -> None:
        self.world = world
        self.prober = Prober(world.connection, world.people, now)
        self._canaries = world.canaries | view_canaries(world)
        self._reach = Reach(world.connection, world.intent, self._canaries)
        self._owners = Owners(world)
        self._fresh = Fresh(world.catalogue, self._canaries)
        self._shower = Shower(world)
        self._arguments = Arguments(world, self._fresh)
        self._marks = Marks(world, Watch(world))

    def examine(
        self, only: Collection[str] | None = None, identities: Collection[str] | None = None
    ) -> Iterator[Verdict]:
        """Yield a verdict for every cell, right or wrong, the telling ones first."""
        catalogue = self.world.catalogue
        relations = [
            relation for name, relation in catalogue.relations.items() if not only or name in only
        ]
        functions = [
            function for name, function in catalogue.functions.items() if not only or name in only
        ]
        people = [
            who
            for who in self.world.people.values()
            if identities is None or who.name in identities
        ]
        frame = self._frame(relations, functions)
        for planner in STAGES:
            attempts = (
                attempt
                for who in people
                for relation in relations
                for attempt in planner(frame, who, relation)
            )
            yield from settled_writes(self._verdicts(attempts))
        calls = (
            attempt
            for who in people
            for function in functions
            for attempt in function_attempts(frame, who, function)
        )
        yield from settled(self._verdicts(calls))
        yield from self._schemas(frame, people, only)

    def _schemas(
        self, frame: Frame, people: Sequence[SignedIn], only: Collection[str] | None
    ) -> Iterator[Verdict]:
        schemas = [name for name in self.world.catalogue.schemas if not only or name in only]
        for who in people:
            for schema in schemas:
                yield from self._verdicts(schema_attempts(frame, who, schema))

    def judge(
        self, only: Collection[str] | None = None, *, stop_at_first: bool = False
    ) -> list[Verdict]:
        """Return the wrong cells: too wide, too narrow, or impossible to judge."""
        wrong = (verdict for verdict in self.examine(only) if verdict.fault)
        if stop_at_first:
            first = next(wrong, None)
            return [first] if first else []
        return list(wrong)

    def observe(self, only: Collection[str] | None = None) -> dict[str, str]:
        """Return what was found in every cell, by the cell's key, column by column for SELECT.

        A call that is refused reaches nothing: that is among what was found.
        """
        found: dict[str, str] = {}
        for verdict in self.examine(only):
            cell = verdict.cell
            for column in verdict.columns or (cell.column,):
                found[replace(cell, column=column).key] = verdict.found
            for target in Target if cell.command == "execute" else ():
                reached = reach_cell(cell.identity, cell.object, target, cell.target)
                found.setdefault(reached.key, NOTHING)
        return found

    def _frame(self, relations: Sequence[Relation], functions: Sequence[Function]) -> Frame:
        roles = {who.role for who in self.world.people.values()}
        access = Access(self.world.connection, roles, relations, functions)
        return Frame(
            self.world,
            self._canaries,
            access,
            self._reach,
            self._owners,
            self._fresh,
            self._shower,
            self._arguments,
            self._marks,
        )

    def _verdicts(self, attempts: Iterable[Attempt]) -> Iterator[Verdict]:
        for attempt, result in self.prober.results(list(attempts)):
            yield from self._verdict(attempt, result)

    def _verdict(self, attempt: Attempt, result: Result) -> Iterator[Verdict]:
        if attempt.parts and result.state == DENIED:
            yield from self._verdicts(attempt.parts)
            return
        verdicts = attempt.read(result)
        while attempt.instead and any(each.fault is Fault.UNJUDGED for each in verdicts):
            attempt = attempt.instead
            [(_, result)] = self.prober.results([attempt])
            # The first reason is the best one where no way leads to an answer.
            again = attempt.read(result)
            if not any(each.fault is Fault.UNJUDGED for each in again):
                verdicts = again
        for verdict in verdicts:
            is_moot = verdict.found == WITHOUT_EFFECT
            yield replace(verdict, fault=None, shown="") if is_moot else verdict
