"""What the canary matrix sees of a mutant, inside of one open world."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import accumulate, chain, zip_longest
from time import perf_counter
from zlib import crc32

from bo_cli.assurance.matrix.cells import Verdict
from bo_cli.assurance.mutate.dependents import Dependents
from bo_cli.assurance.mutate.evidence import NEVER, Evidence
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.replay import Cells, Replay, cells_of
from bo_cli.assurance.mutate.surface import OF_GRANTS, OF_RIGHTS
from bo_cli.assurance.mutate.tidying import Tidier
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.assurance.world.world import World
from bo_cli.db.connect import DatabaseError

# How many attempts are made at a time: the first ones are of many objects, and mostly enough.
FIRST, THEN = 30, 300
# How many attempts are made again for one mutant, by each worker. What nearly all of them pass
# would take minutes; a difference mostly shows among the first, of one object after the other.
MOST = 2000
HAVING = "select rolname from pg_roles where pg_has_role(oid, %s, 'member')"
NOT_ALL = "the first {made:,} of {all:,} attempts that come to it are answered as without it"


@dataclass(frozen=True)
class Difference:
    """A cell, by its key, that is no longer what it was. number: of its attempt, if it has one."""

    key: str
    change: str
    number: int | None = None


class Eye:
    """Compares cells with what they were before any mutant.

    names: the objects it looks at. watched, rows: as for `Replay`.
    """

    def __init__(
        self, world: World, names: Sequence[str], watched: Watched, rows: Watched | None = None
    ) -> None:
        self._world = world
        self._matrix = Replay(world, names, watched, rows)
        self._evidence = Evidence(world, self._matrix)
        self._dependents = Dependents(world.catalogue)
        self._tidier = Tidier(world.connection)
        # Found with bodies that tell; an attempt that now comes to anything else is made again.
        self._cells = {**self._matrix.cells}
        self._confirmed: set[int] = set()
        # What is planned for an object finds this; for these identities without bodies that tell.
        self._planned = {name: {**each.cells} for name, each in self._matrix.usual.items()}
        self._plain: set[tuple[str, str]] = set()
        # Cells that differ without any mutant, as a time does, say nothing; looked for when needed.
        self._unsteady: set[str] = set()
        functions = world.catalogue.functions.values()
        self._oids = {function.name: function.oid for function in functions}
        self._oids |= {each.name: each.oid for each in world.catalogue.relations.values()}
        used = frozenset[int]().union(*(usual.used for usual in self._matrix.usual.values()))
        self._counts = any(function.oid in used for function in functions)

    def judge(self, mutant: Mutant) -> Outcome:
        """Return whether any cell differs with the mutant; it is taken back."""
        started = perf_counter()
        try:
            outcome = self._judged(mutant)
        except DatabaseError as error:
            if self._world.connection.closed:
                raise
            outcome = Outcome(mutant, Fate.SEEN, "an error", str(error).splitlines()[0])
        self._tidier.after_a_mutant()
        return replace(outcome, seconds=perf_counter() - started)

    def _judged(self, mutant: Mutant) -> Outcome:
        objects = self._objects(mutant)
        numbers = self._numbers(mutant, objects)
        made = numbers[:MOST]
        compared: list[Sequence[int]] = []
        differences: Iterator[Difference]
        if mutant.kind in OF_GRANTS:
            differences = self._planned_anew(mutant, self._first(objects))
            compared.append(numbers)
        else:
            differences = self._made_again(mutant, made, compared)
        for difference in differences:
            if self._is_steady(difference):
                return Outcome(mutant, Fate.SEEN, difference.key, difference.change)
        why = self._evidence.against(mutant, compared)
        if len(numbers) > len(made) and why in ("", NEVER):
            why = NOT_ALL.format(made=len(made), all=len(numbers))
        return Outcome(mutant, Fate.SURVIVED if why else Fate.EQUIVALENT, why=why)

    def _first(self, objects: Sequence[str]) -> list[str]:
        """Return the first one, and more of them as long as all have no more than MOST attempts."""
        sizes = accumulate(self._size(name) for name in objects)
        return [*objects[: max(1, sum(size <= MOST for size in sizes))]]

    def _numbers(self, mutant: Mutant, objects: Sequence[str]) -> list[int]:
        """Return the attempts that may differ, one of each object first, people mixed."""
        told = self._matrix.told.get(mutant.id)
        by_object = [
            _mixed(n for n in self._matrix.usual[name].numbers if told is None or n in told)
            for name in objects
        ]
        first = chain.from_iterable(zip_longest(*by_object))
        return [number for number in first if number is not None]

    def _made_again(
        self, mutant: Mutant, numbers: Sequence[int], compared: list[Sequence[int]]
    ) -> Iterator[Difference]:
        """Yield the cells that differ when these attempts are made while the mutant is there.

        Only those are made in which it may make a difference; they are added to `compared`.
        """
        slices = _slices(numbers)
        if mutant.id not in self._matrix.narrowed:
            slices = self._evidence.narrowed(mutant, slices)
        for some in slices:
            compared.append(some)
            with self._world.connection.transaction(force_rollback=True):
                self._world.connection.execute(mutant.apply.encode())
                found = self._matrix.again(some)
            self._confirm([n for n, cells in found.items() if cells != self._cells[n]])
            usual = self._matrix.usual
            own = [usual[name].numbers for name in mutant.touches & usual.keys()]
            # What is told is best of the object itself, where it shows there.
            for number in sorted(some, key=lambda number: not any(number in each for each in own)):
                yield from _differences(self._cells[number], found[number], number)

    def _confirm(self, numbers: Iterable[int]) -> None:
        """Let the cells of these attempts be those of bodies that tell nothing."""
        unconfirmed = [number for number in numbers if number not in self._confirmed]
        self._cells |= self._matrix.again(unconfirmed)
        self._confirmed |= set(unconfirmed)

    def _planned_anew(self, mutant: Mutant, names: Iterable[str]) -> Iterator[Difference]:
        """Yield the first cell of each object that differs when all is planned with the mutant.

        As those who have its role, if it is of one: nobody else may do more.
        """
        people = self._having(mutant.role) if mutant.role else None
        for name in names:
            while verdict := self._first_planned(mutant, name, people):
                self._plan(name, verdict.cell.identity)
                if differing := self._unlike(name, verdict):
                    yield differing[0]
                    break

    def _first_planned(
        self, mutant: Mutant, name: str, people: Collection[str] | None
    ) -> Verdict | None:
        """Return the first verdict on an object that is not as planned without the mutant."""
        with (
            self._world.connection.transaction(force_rollback=True),
            closing(self._matrix.examine([name], people)) as verdicts,
        ):
            self._world.connection.execute(mutant.apply.encode())
            return next((verdict for verdict in verdicts if self._unlike(name, verdict)), None)

    def _plan(self, name: str, who: str) -> None:
        """Plan an object as this identity without mutant, with bodies that tell nothing."""
        if (name, who) not in self._plain:
            self._plain.add((name, who))
            self._planned[name] |= cells_of(self._matrix.examine([name], [who]))

    def _unlike(self, name: str, verdict: Verdict) -> list[Difference]:
        differences = _differences(self._planned[name], cells_of([verdict]))
        return [each for each in differences if each.key not in self._unsteady]

    def _having(self, role: str) -> list[str]:
        """Return the identities that act as the role, or as one that has it."""
        rows = self._world.connection.execute(HAVING, [role]).fetchall()
        roles = {row[0] for row in rows}
        return [who.name for who in self._world.people.values() if who.role in roles]

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

    def _size(self, name: str) -> int:
        return len(self._matrix.usual[name].numbers)

    def _is_steady(self, difference: Difference) -> bool:
        """Whether the cell stays the same without a mutant; its attempt is made again."""
        number = difference.number
        if number is not None and difference.key not in self._unsteady:
            now = self._matrix.again([number])[number]
            again = _differences(self._cells[number], now, number)
            self._unsteady |= {each.key for each in again}
        return difference.key not in self._unsteady


def _mixed(numbers: Iterable[int]) -> list[int]:
    """Return them in an order of their own, always the same: neighbours are of one person."""
    return sorted(numbers, key=lambda number: crc32(b"%d" % number))


def _slices(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    start, size = 0, FIRST
    while some := numbers[start : start + size]:
        yield some
        start, size = start + size, THEN


def _differences(before: Cells, after: Cells, number: int | None = None) -> Iterator[Difference]:
    """Yield every cell of both that is not the same; of those that are gone, nothing is known."""
    for key, found in after.items():
        if before.get(key) != found:
            yield Difference(key, f"{before.get(key, 'nothing')} -> {found}", number)
