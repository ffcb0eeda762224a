"""The attempts of one world's matrix: planned once, and any of them made again for a mutant.

Which probes to make hardly ever depends on the mutant, and planning takes as long as probing. They
are made once with bodies that tell, so that for most mutants it is known which of them to repeat.
"""

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bo_cli.assurance.matrix.cells import Attempt, Result, Verdict
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.matrix.running import Prober
from bo_cli.assurance.mutate.watching import Watched, told_by
from bo_cli.assurance.world.world import World
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Diagnostic
from bo_cli.db.tracking import uses_here

CANCELLED = "57014"
# Told before an attempt; what is told afterwards belongs to it.
ATTEMPT = "#"
# After one statement that is cancelled, no more of these are made.
AT_A_TIME = 300
# Cells by their keys, and what was found in each.
Cells = dict[str, str]


@dataclass(frozen=True)
class End:
    """How an attempt ends. state, message: of its first way. cells: what was found in the end."""

    state: str
    message: str
    cells: Cells


@dataclass(frozen=True)
class Usual:
    """What is usual for one object.

    numbers: of its attempts. used: oids of what ran for it. cells: what was found in all of them.
    """

    numbers: range
    used: frozenset[int]
    cells: Cells


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
    """A matrix that remembers its attempts, and what each object's used.

    names: the objects whose cells are tried. rows: what bodies tell of conditions of rows; they are
    asked in a round of their own, because a body in which one cannot be asked fails. cells: of each
    attempt, by its number. told: the watched mutants (ids) and the numbers of the attempts in which
    they would make a difference, or may; narrowed: those of which a condition said so.
    """

    def __init__(
        self, world: World, names: Sequence[str], watched: Watched, rows: Watched | None = None
    ) -> None:
        super().__init__(world)
        self.prober = self.hurried = Hurried(world)
        self.attempts: list[Attempt] = []
        self.cells: dict[int, Cells] = {}
        self._ends: dict[int, End] = {}
        self.told: dict[str, set[int]] = {}
        self.narrowed = frozenset[str]()
        self.usual: dict[str, Usual] = {}
        self._now = -1
        self._is_recording = False
        connection = world.connection
        connection.add_notice_handler(self._note)
        with connection.transaction(force_rollback=True):
            if watched.mutants and not attempt(connection, watched.sql).refusal:
                connection.execute(watched.sql.encode())
                self.told = {mutant: set() for mutant in watched.mutants}
                self.narrowed = watched.values
            for name in names:
                self.usual[name] = self._record(name)
        connection.remove_notice_handler(self._note)
        if rows and rows.values:
            self._narrow(rows)

    def examine(
        self, only: Collection[str] | None = None, identities: Collection[str] | None = None
    ) -> Generator[Verdict, None, None]:
        """Yield a verdict for every cell, as a matrix that has not been hurried yet."""
        self.hurried.was_cancelled = False
        yield from super().examine(only, identities)

    def again(self, numbers: Collection[int]) -> dict[int, Cells]:
        """Make attempts again, as they were planned; return the cells of each."""
        self.hurried.was_cancelled = False
        chosen = {id(self.attempts[number]): number for number in numbers}
        plan = [self.attempts[number] for number in numbers]
        return {
            chosen[id(attempt)]: cells_of(self._verdict(attempt, result))
            for attempt, result in self.prober.results(plan)
        }

    def differing(self, numbers: Sequence[int], word: str) -> list[int]:
        """Return those of the attempts during which the word is told, or that end otherwise.

        What tells may itself be refused: where a condition is not asked as it is, only the mutant's
        value can fail.
        """
        with self._hearing(word) as told:
            ends = self._ends_telling(numbers)
        return [n for n in numbers if n in told[word] or ends[n] != self._ends[n]]

    def _narrow(self, rows: Watched) -> None:
        """Let conditions of rows tell, too: of their mutants only those attempts are left.

        And those that end otherwise, of which nobody knows what they would have come to.
        """
        with self.world.connection.transaction(force_rollback=True):
            if attempt(self.world.connection, rows.sql).refusal:
                return
            self.world.connection.execute(rows.sql.encode())
            ends: dict[int, End] = {}
            with self._hearing(*rows.values) as told:
                for start in range(0, len(self.attempts), AT_A_TIME):
                    some = range(len(self.attempts))[start : start + AT_A_TIME]
                    ends |= self._ends_telling(some)
        self.narrowed |= rows.values
        unclear = {number for number, end in ends.items() if end != self._ends[number]}
        for mutant, numbers in told.items():
            found = numbers | unclear
            self.told[mutant] = self.told.get(mutant, found) & found

    def _ends_telling(self, numbers: Sequence[int]) -> dict[int, End]:
        """Make attempts, each of which tells its number first; return how they end."""
        self.hurried.was_cancelled = False
        plan = [_telling(self.attempts[number], number) for number in numbers]
        number_of = {id(each): number for each, number in zip(plan, numbers, strict=True)}
        ends = {}
        for each, result in self.prober.results(plan):
            cells = cells_of(self._verdict(each, result))
            ends[number_of[id(each)]] = End(result.state, result.message, cells)
        return ends

    def statements(self, numbers: Iterable[int]) -> list[Attempt]:
        """Return what these attempts try, with what they fall back on."""
        return [way for number in numbers for way in _ways(self.attempts[number])]

    def results(self, statements: Sequence[Attempt]) -> list[Result]:
        """Try statements, without falling back on anything; return what each came to, in order."""
        self.hurried.was_cancelled = False
        found = {id(each): result for each, result in self.prober.results(statements)}
        return [found[id(each)] for each in statements]

    def telling(self, statements: Sequence[Attempt], word: str) -> list[Attempt]:
        """Try statements; return those during which the word was told."""
        with self._hearing(word) as told:
            self.results([_telling(each, number) for number, each in enumerate(statements)])
        return [statements[number] for number in sorted(told[word])]

    @contextmanager
    def _hearing(self, *words: str) -> Iterator[dict[str, set[int]]]:
        """The numbers of the attempts that tell each of these words meanwhile, and no others."""
        known, self.told = self.told, {word: set() for word in words}
        self.world.connection.add_notice_handler(self._note)
        yield self.told
        self.world.connection.remove_notice_handler(self._note)
        self.told = known

    def _record(self, name: str) -> Usual:
        before = uses_here(self.world.connection)
        start = len(self.attempts)
        self._is_recording = True
        cells = cells_of(self.examine([name]))
        self._is_recording = False
        after = uses_here(self.world.connection)
        used = frozenset(oid for oid, count in after.items() if count > before.get(oid, 0))
        return Usual(range(start, len(self.attempts)), used, cells)

    def _verdicts(self, attempts: Iterable[Attempt]) -> Iterator[Verdict]:
        if not self._is_recording:
            yield from super()._verdicts(attempts)
            return
        plan = list(attempts)
        start = len(self.attempts)
        self.attempts += plan
        if self.told:
            plan = [_telling(each, number) for number, each in enumerate(plan, start)]
        numbers = {id(each): number for number, each in enumerate(plan, start)}
        # What an attempt falls back on belongs to it, so it is not noted as one of its own.
        self._is_recording = False
        for each, result in self.prober.results(plan):
            verdicts = [*self._verdict(each, result)]
            cells = cells_of(verdicts)
            self.cells[numbers[id(each)]] = cells
            self._ends[numbers[id(each)]] = End(result.state, result.message, cells)
            yield from verdicts
        self._is_recording = True

    def _note(self, notice: Diagnostic) -> None:
        for told in told_by(notice):
            if told.startswith(ATTEMPT):
                self._now = int(told.removeprefix(ATTEMPT))
            elif told in self.told:
                self.told[told].add(self._now)


def cells_of(verdicts: Iterable[Verdict]) -> Cells:
    """Return what was found, by the key of the cell; column by column for SELECT."""
    return {
        replace(verdict.cell, column=column).key: verdict.found
        for verdict in verdicts
        for column in verdict.columns or (verdict.cell.column,)
    }


def _ways(attempt: Attempt) -> Iterator[Attempt]:
    yield attempt
    if attempt.instead:
        yield from _ways(attempt.instead)


def _telling(attempt: Attempt, number: int) -> Attempt:
    """Return an attempt that tells its number first; so does what it falls back on."""
    return replace(
        attempt,
        before=f"select bo_watch.attempt({number}); {attempt.before}",
        parts=tuple(_telling(part, number) for part in attempt.parts),
        instead=_telling(attempt.instead, number) if attempt.instead else None,
    )
