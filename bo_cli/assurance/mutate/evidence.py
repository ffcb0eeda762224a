"""Whether the matrix has exercised a mutant of which none of its cells tells.

Only what was tried and made no difference is equivalent. That is shown by attempts in which the
mutant's condition has another value, and which all the same are answered to the letter as without
it. An attempt that writes shows nothing: nobody compares all that it has written.
"""

from collections.abc import Iterable, Iterator, Sequence

from bo_cli.assurance.matrix.calls import FINE
from bo_cli.assurance.matrix.cells import Attempt, Result
from bo_cli.assurance.mutate.comparing import DIFFERS
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.replay import Replay
from bo_cli.assurance.mutate.surface import OF_RIGHTS
from bo_cli.assurance.mutate.watching import HELPERS
from bo_cli.assurance.world.world import World
from bo_cli.db.attempt import attempt

# Who may ask, and for what: the matrix tries that whole, so its attempts are the evidence.
OF_WHO_ASKS = OF_RIGHTS | {"function-definer", "policy-role", "policy-command"}
NEVER = "no attempt of the matrix comes to where it makes a difference"
NO_VALUE = "the matrix cannot tell where it would make a difference"
ANSWERED_OTHERWISE = "{who} is answered otherwise, which no cell is about: {run}"
WRITES = "where it makes a difference, attempts of the matrix write, and what is not compared whole"


class Evidence:
    """Looks for it among the attempts of one world's matrix."""

    def __init__(self, world: World, matrix: Replay) -> None:
        self._connection, self._matrix = world.connection, matrix

    def narrowed(self, mutant: Mutant, slices: Iterable[Sequence[int]]) -> Iterator[Sequence[int]]:
        """Yield of each slice of attempts those in which the mutant may make a difference.

        All of them where that cannot be asked; nothing of a slice where there are none.
        """
        if mutant.kind in OF_WHO_ASKS or not mutant.telling:
            yield from slices
            return
        for numbers in slices:
            if found := self._may_differ(mutant, numbers):
                yield found

    def against(self, mutant: Mutant, slices: Iterable[Sequence[int]]) -> str:
        """Return why the mutant is not called equivalent, '' where it is.

        slices: the numbers of attempts that may come to it; looked at until one decides.
        """
        if mutant.kind in OF_WHO_ASKS:
            return "" if any(slices) else NEVER
        if not mutant.telling:
            return NO_VALUE
        why = NEVER
        for numbers in slices:
            if differing := self._differing(mutant, self._matrix.statements(numbers)):
                why = self._compared(mutant, differing)
                if why != WRITES:
                    break
        return why

    def _may_differ(self, mutant: Mutant, numbers: Sequence[int]) -> Sequence[int]:
        with self._connection.transaction(force_rollback=True):
            return self._matrix.differing(numbers, DIFFERS) if self._tells(mutant) else numbers

    def _differing(self, mutant: Mutant, statements: list[Attempt]) -> list[Attempt]:
        """Return those in which the mutant would make a difference."""
        with self._connection.transaction(force_rollback=True):
            return self._matrix.telling(statements, DIFFERS) if self._tells(mutant) else []

    def _tells(self, mutant: Mutant) -> bool:
        """Let it tell; returns whether it does, where something can be asked in its place."""
        telling = f"{HELPERS.read_text()}\n{mutant.telling}"
        if attempt(self._connection, telling).refusal:
            return False
        self._connection.execute(telling.encode())
        return True

    def _compared(self, mutant: Mutant, statements: list[Attempt]) -> str:
        before = self._matrix.results(statements)
        with self._connection.transaction(force_rollback=True):
            self._connection.execute(mutant.apply.encode())
            found = self._matrix.results(statements)
        again = self._matrix.results(statements)
        is_shown = False
        for made, usual, other, repeated in zip(statements, before, found, again, strict=True):
            if _said(usual) != _said(repeated):
                continue  # as a new id does, with or without a mutant
            if _said(usual) != _said(other):
                return ANSWERED_OTHERWISE.format(who=made.identity, run=made.run)
            is_shown |= not _writes(made, usual)
        return "" if is_shown else WRITES


def _said(result: Result) -> tuple[str, str, int, str | None]:
    return result.state, result.message, result.touched, result.answer


def _writes(made: Attempt, result: Result) -> bool:
    """Whether an attempt has changed anything; what is refused has not."""
    is_statement = not made.reads and result.touched > 0
    return result.state == FINE and (is_statement or bool(result.written))
