"""The matrix of one world, object by object: planned once, run again for every mutant.

Which probes to make hardly ever depends on the mutant, and planning takes as long as probing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bo_cli.assurance.matrix.cells import Attempt, Result, Verdict
from bo_cli.assurance.matrix.functions import settled
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.matrix.running import Prober
from bo_cli.assurance.world.world import World
from bo_cli.db.tracking import uses_here

CANCELLED = "57014"


@dataclass(frozen=True)
class Usual:
    """What is usual for one object. cells: key -> what was found. used: oids of what ran for it."""

    cells: dict[str, str]
    plans: list[list[Attempt]]
    used: frozenset[int]


class Hurried(Prober):
    """A prober that tries nothing more once a statement was cancelled: the mutant has shown."""

    def __init__(self, world: World) -> None:
        super().__init__(world.connection, world.people)
        self.was_cancelled = False

    def _batch(self, identity: str, batch: list[Attempt]) -> list[Result]:
        if self.was_cancelled:
            return [Result(state=CANCELLED, message="not tried any more") for _attempt in batch]
        results = super()._batch(identity, batch)
        self.was_cancelled = any(result.state == CANCELLED for result in results)
        return results


class Replay(Matrix):
    """A matrix that remembers, for each object, its attempts, its answers and what they used."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.prober = self.hurried = Hurried(world)
        self._plans: list[list[Attempt]] | None = None
        self.usual = {name: self._record(name) for name in self._names(world)}

    def again(self, name: str) -> Iterator[Verdict]:
        """Yield the verdicts of an object's attempts, made anew as they were planned."""
        self.hurried.was_cancelled = False
        is_function = name in self.world.catalogue.functions
        for plan in self.usual[name].plans:
            verdicts = super()._verdicts(plan)
            yield from settled(verdicts) if is_function else verdicts

    def _names(self, world: World) -> list[str]:
        catalogue = world.catalogue
        return [*catalogue.relations, *catalogue.functions, *catalogue.schemas]

    def _record(self, name: str) -> Usual:
        before = uses_here(self.world.connection)
        plans: list[list[Attempt]] = []
        self._plans = plans
        verdicts = list(self.examine([name]))
        self._plans = None
        after = uses_here(self.world.connection)
        used = frozenset(oid for oid, count in after.items() if count > before.get(oid, 0))
        return Usual(cells_of(verdicts), plans, used)

    def _verdicts(self, attempts: Iterable[Attempt]) -> Iterator[Verdict]:
        plan = list(attempts)
        plans, self._plans = self._plans, None
        if plans is not None and plan:
            plans.append(plan)
        # What an attempt falls back on belongs to it, so it is not noted as a plan of its own.
        yield from super()._verdicts(plan)
        self._plans = plans


def cells_of(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Return what was found, by the key of the cell; column by column for SELECT."""
    return {key: verdict.found for verdict in verdicts for key in keys_of(verdict)}


def keys_of(verdict: Verdict) -> list[str]:
    """Return the keys of the cells that a verdict is about."""
    columns = verdict.columns or (verdict.cell.column,)
    return [replace(verdict.cell, column=column).key for column in columns]
