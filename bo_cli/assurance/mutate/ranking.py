"""Which tests judge a mutant, in which order: those that notice most for their time come first."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.touches import Test

# What a test costs besides its own time: a mutant is made, a transaction begun.
FILE_S, PYTHON_S = 0.01, 0.04
# What is expected of a test before it has judged any mutant of the object, and how many of them
# that is worth: a test that names the object is likely to be about it.
NAMED, TOUCHED, WORTH = 0.5, 0.05, 2
# Of a file, first so many statements from where the mutant makes a difference; then the rest.
STATEMENTS = 4


@dataclass(frozen=True)
class Try:
    """A mutant and a test, or statements of its file, `start` to `stop` (None: the end)."""

    mutant: Mutant
    test: Test
    start: int = 0
    stop: int | None = None

    @property
    def seconds(self) -> float:
        """What it is going to take, where the test does not notice."""
        if self.test.is_python:
            return self.test.seconds + PYTHON_S
        return sum(self.test.parts[self.start : self.stop]) + FILE_S


class Ranking:
    """Chooses tests for a mutant, and learns which of them notice. Threads may share it."""

    def __init__(self, tests: Iterable[Test], watched: Collection[str] = ()) -> None:
        """watched: the mutants (ids) that a test tells of when it may notice them."""
        self._tests = list(tests)
        self._watched = watched
        self._noticed: Counter[tuple[str, str]] = Counter()
        self._passed: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        return len(self._tests)

    @property
    def seconds(self) -> float:
        """How long all tests take without a mutant."""
        return sum(test.seconds for test in self._tests)

    def tries(self, mutant: Mutant) -> list[Try]:
        """Return a try of each test that may notice the mutant, of long files one of a few lines.

        Whatever is no body can also be noticed by tests that ask the catalogue.
        """
        return [self._first(mutant, test) for test in self._tests if self._may(mutant, test)]

    def rest(self, tried: Try) -> Try | None:
        """Return the try of the whole rest of a file, if only some statements were tried."""
        return None if tried.stop is None else Try(tried.mutant, tried.test, tried.start)

    def sort(self, tries: Iterable[Try]) -> list[Try]:
        """Return the tries, the likeliest for their time first."""
        return sorted(tries, key=lambda each: (-self._worth(each), each.test.id))

    def learn(self, tried: Try, noticed: bool) -> None:
        """Remember whether the test noticed."""
        known = self._noticed if noticed else self._passed
        for key in _keys(tried.mutant):
            known[key, tried.test.id] += 1

    def _may(self, mutant: Mutant, test: Test) -> bool:
        asks = test.asks_catalogue and not mutant.kind.startswith("body-")
        # A trigger is at work only where both its table and its function are.
        least = len(mutant.touches) if mutant.kind == "trigger-disabled" else 1
        if not asks and len(test.touched & mutant.touches) < least:
            return False
        return test.told is None or mutant.id not in self._watched or mutant.id in test.told

    def _first(self, mutant: Mutant, test: Test) -> Try:
        if test.is_python or mutant.id not in self._watched or test.told is None:
            return Try(mutant, test)
        start = test.told[mutant.id]
        is_long = start + STATEMENTS < len(test.parts)
        return Try(mutant, test, start, start + STATEMENTS if is_long else None)

    def _worth(self, tried: Try) -> float:
        """Return how many mutants the test is expected to kill in a second."""
        chance = NAMED if tried.test.named & tried.mutant.touches else TOUCHED
        for key in reversed(_keys(tried.mutant)):
            kills, passes = self._noticed[key, tried.test.id], self._passed[key, tried.test.id]
            chance = (kills + WORTH * chance) / (kills + passes + WORTH)
        return chance / tried.seconds


def _keys(mutant: Mutant) -> tuple[str, ...]:
    """Return what is learned from a mutant: of its object and, but for bodies, of its kind."""
    is_body = mutant.kind.startswith("body-")
    return (mutant.object,) if is_body else (mutant.object, mutant.kind)
