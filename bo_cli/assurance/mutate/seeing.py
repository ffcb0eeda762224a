"""What the canary matrix sees of a mutant, inside of one open world."""

from collections.abc import Iterator
from dataclasses import replace

from bo_cli.assurance.matrix.cells import Verdict
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.mutate.dependents import Dependents
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.world.world import World
from bo_cli.db.connect import DatabaseError
from bo_cli.db.tracking import calls_here

UNREACHED = "no probe of the matrix reaches it"


class Eye:
    """Compares cells with what they were before any mutant."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._matrix = Matrix(world)
        self._dependents = Dependents(world.catalogue)
        counted = calls_here(world.connection)
        # Twice: what differs without a mutant, such as a time, says nothing of one.
        self._usual = self._matrix.observe()
        again = self._matrix.observe()
        self._unsteady = {key for key, found in self._usual.items() if again.get(key) != found}
        called = calls_here(world.connection)
        functions = world.catalogue.functions.values()
        self._called = {f.name for f in functions if called.get(f.oid, 0) > counted.get(f.oid, 0)}
        self._counts = bool(called)

    def judge(self, mutant: Mutant) -> Outcome:
        """Return whether any cell differs with the mutant; it is taken back."""
        objects = self._dependents.of(mutant.touches)
        connection = self._world.connection
        try:
            with connection.transaction(force_rollback=True):
                connection.execute(mutant.apply.encode())
                difference = next(self._differences(objects), None)
        except DatabaseError as error:
            if connection.closed:
                raise
            return Outcome(mutant, Fate.SEEN, "an error", str(error).splitlines()[0])
        if difference:
            return Outcome(mutant, Fate.SEEN, *difference)
        if self._reaches(mutant, objects):
            return Outcome(mutant, Fate.EQUIVALENT)
        return Outcome(mutant, Fate.SURVIVED, why=UNREACHED)

    def _differences(self, objects: frozenset[str]) -> Iterator[tuple[str, str]]:
        for verdict in self._matrix.examine(objects):
            for key in _keys(verdict):
                before = self._usual.get(key)
                if key not in self._unsteady and before != verdict.found:
                    yield key, f"{before or 'nothing'} -> {verdict.found}"

    def _reaches(self, mutant: Mutant, objects: frozenset[str]) -> bool:
        """Whether a probe has called the function, or asked for the relation."""
        functions = mutant.touches & self._world.catalogue.functions.keys()
        if mutant.kind.startswith("body-") and self._counts:
            return bool(functions & self._called)
        return any(f"|{name}|" in key for key in self._usual for name in objects)


def _keys(verdict: Verdict) -> list[str]:
    columns = verdict.columns or (verdict.cell.column,)
    return [replace(verdict.cell, column=column).key for column in columns]
