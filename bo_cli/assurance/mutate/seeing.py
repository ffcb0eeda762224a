"""What the canary matrix sees of a mutant, inside of one open world."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from bo_cli.assurance.matrix.cells import Verdict
from bo_cli.assurance.mutate.dependents import Dependents
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.replay import Replay, keys_of
from bo_cli.assurance.world.world import World
from bo_cli.db.connect import DatabaseError

UNREACHED = "no probe of the matrix reaches it"
# Their probes are planned anew: whether somebody has a privilege decides what is tried.
OF_GRANTS = frozenset(["grant", "grant-execute"])
OF_RIGHTS = OF_GRANTS | {"rls-off", "force-off", "view-invoker"}


@dataclass(frozen=True)
class Difference:
    """A cell, by its key, of an object's cells that is no longer what it was."""

    object: str
    key: str
    change: str


class Eye:
    """Compares cells with what they were before any mutant."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._matrix = Replay(world)
        self._dependents = Dependents(world.catalogue)
        # Cells that differ without any mutant, as a time does, say nothing; looked for when needed.
        self._unsteady: set[str] = set()
        self._compared: set[str] = set()
        functions = world.catalogue.functions.values()
        self._oids = {function.name: function.oid for function in functions}
        self._oids |= {each.name: each.oid for each in world.catalogue.relations.values()}
        used = frozenset[int]().union(*(usual.used for usual in self._matrix.usual.values()))
        self._counts = any(function.oid in used for function in functions)

    def judge(self, mutant: Mutant) -> Outcome:
        """Return whether any cell differs with the mutant; it is taken back."""
        started = perf_counter()
        outcome = self._judged(mutant)
        return replace(outcome, seconds=perf_counter() - started)

    def _judged(self, mutant: Mutant) -> Outcome:
        objects = self._objects(mutant)
        connection = self._world.connection
        try:
            difference = self._look(mutant, objects)
            while difference and not self._is_steady(difference):
                difference = self._look(mutant, objects)
        except DatabaseError as error:
            if connection.closed:
                raise
            return Outcome(mutant, Fate.SEEN, "an error", str(error).splitlines()[0])
        if difference:
            return Outcome(mutant, Fate.SEEN, difference.key, difference.change)
        if any(self._matrix.usual[name].cells for name in objects):
            return Outcome(mutant, Fate.EQUIVALENT)
        return Outcome(mutant, Fate.SURVIVED, why=UNREACHED)

    def _look(self, mutant: Mutant, objects: list[str]) -> Difference | None:
        """Return the first cell that differs while the mutant is there."""
        with self._world.connection.transaction(force_rollback=True):
            self._world.connection.execute(mutant.apply.encode())
            return next(self._differences(mutant, objects), None)

    def _objects(self, mutant: Mutant) -> list[str]:
        """Return the objects whose cells the mutant may change, those with few attempts first."""
        as_caller = self._is_of_rights(mutant)
        if as_caller or not self._counts:
            names: Iterable[str] = self._dependents.of(mutant.touches, as_caller=as_caller)
        else:
            touched = {self._oids[name] for name in mutant.touches}
            # A trigger is at work only where both its table and its function are.
            least = len(touched) if mutant.kind == "trigger-disabled" else 1
            usual = self._matrix.usual.items()
            names = [name for name, each in usual if len(each.used & touched) >= least]
        found = (mutant.touches | set(names)) & self._matrix.usual.keys()
        if mutant.kind.startswith("body-") and self._counts and not names:
            return []  # its own cells are refusals: nothing has called it
        return sorted(found, key=lambda name: (name not in mutant.touches, self._size(name), name))

    def _is_of_rights(self, mutant: Mutant) -> bool:
        """Whether it changes what a caller may do, and nothing for the owner of the tables."""
        relations = self._world.catalogue.relations
        forced = any(
            name in relations and relations[name].row_security_forced for name in mutant.touches
        )
        is_policy = mutant.kind.startswith("policy-")
        return not forced and (is_policy or mutant.kind in OF_RIGHTS)

    def _differences(self, mutant: Mutant, objects: list[str]) -> Iterator[Difference]:
        for name in objects:
            usual = self._matrix.usual[name].cells
            for verdict in self._verdicts(mutant, name):
                for key in keys_of(verdict):
                    before = usual.get(key)
                    if key not in self._unsteady and before != verdict.found:
                        yield Difference(name, key, f"{before or 'nothing'} -> {verdict.found}")

    def _verdicts(self, mutant: Mutant, name: str) -> Iterable[Verdict]:
        if mutant.kind in OF_GRANTS:
            return self._matrix.examine([name])
        return self._matrix.again(name)

    def _size(self, name: str) -> int:
        return sum(len(plan) for plan in self._matrix.usual[name].plans)

    def _is_steady(self, difference: Difference) -> bool:
        """Whether the cell stays the same without a mutant; the object's cells are tried again."""
        name = difference.object
        if name not in self._compared:
            self._compared.add(name)
            usual = self._matrix.usual[name].cells
            for verdict in self._matrix.again(name):
                keys = keys_of(verdict)
                self._unsteady.update(key for key in keys if usual.get(key) != verdict.found)
        return difference.key not in self._unsteady
