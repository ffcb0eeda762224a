"""Which tests judge a mutant, in which order: those that notice most for their time come first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from bo_cli.assurance.mutate.memory import Learned
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

    @cached_property
    def seconds(self) -> float:
        """What it is going to take, where the test does not notice."""
        if self.test.is_python:
            return self.test.seconds + PYTHON_S
        return sum(self.test.parts[self.start : self.stop]) + FILE_S


class Ranking:
    """Chooses tests for a mutant, and learns which of them notice. Threads may share it."""

    def __init__(
        self,
        tests: Iterable[Test],
        watched: Collection[str] = (),
        learned: Learned | None = None,
    ) -> None:
        """watched: the mutants (ids) that a test tells of when it may notice them.

        learned: by earlier runs; where they were wrong, it costs time.
        """
        self._tests = list(tests)
        self._touching: dict[str, dict[str, Test]] = {}
        for test in self._tests:
            for name in test.touched:
                self._touching.setdefault(name, {})[test.id] = test
        self._asking = {test.id: test for test in self._tests if test.asks_catalogue}
        self._watched = watched
        self.learned: Learned = {key: {**of_key} for key, of_key in (learned or {}).items()}

    def __len__(self) -> int:
        return len(self._tests)

    @property
    def ids(self) -> set[str]:
        """Of all tests."""
        return {test.id for test in self._tests}

    @property
    def seconds(self) -> float:
        """How long all tests take without a mutant."""
        return sum(test.seconds for test in self._tests)

    def tries(self, mutant: Mutant) -> list[Try]:
        """Return a try of each test that may notice the mutant, of long files one of a few lines.

        Whatever is no body can also be noticed by tests that ask the catalogue.
        """
        tests = self._concerned(mutant)
        return [self._first(mutant, test) for test in tests if self._may(mutant, test)]

    def rest(self, tried: Try) -> Try | None:
        """Return the try of the whole rest of a file, if only some statements were tried."""
        return None if tried.stop is None else Try(tried.mutant, tried.test, tried.start)

    def best(self, tries: Iterable[Try], count: int) -> list[Try]:
        """Return so many of the tries, all of one mutant, the likeliest for their time first."""
        waiting = list(tries)
        keys = _keys(waiting[0].mutant) if waiting else ()
        known = [self.learned[key] for key in reversed(keys) if key in self.learned]
        return nsmallest(count, waiting, key=lambda each: (-_worth(each, known), each.test.id))

    def learn(self, tried: Try, noticed: bool) -> None:
        """Remember whether the test noticed."""
        for key in _keys(tried.mutant):
            of_key = self.learned.setdefault(key, {})
            kills, passes = of_key.get(tried.test.id, (0, 0))
            of_key[tried.test.id] = (kills + noticed, passes + (not noticed))

    def _concerned(self, mutant: Mutant) -> Collection[Test]:
        """Return the tests that touch it, and those that ask the catalogue about it."""
        touching = [self._touching.get(name, {}) for name in mutant.touches]
        found: dict[str, Test] = {}
        for tests in touching:
            found |= tests
        if mutant.kind == "trigger-disabled":
            # A trigger is at work only where both its table and its function are.
            found = {name: found[name] for name in found if all(name in each for each in touching)}
        return (found if mutant.kind.startswith("body-") else found | self._asking).values()

    def _may(self, mutant: Mutant, test: Test) -> bool:
        return test.told is None or mutant.id not in self._watched or mutant.id in test.told

    def _first(self, mutant: Mutant, test: Test) -> Try:
        if test.is_python or mutant.id not in self._watched or test.told is None:
            return Try(mutant, test)
        start = test.told[mutant.id]
        is_long = start + STATEMENTS < len(test.parts)
        return Try(mutant, test, start, start + STATEMENTS if is_long else None)


def _worth(tried: Try, known: Sequence[Mapping[str, tuple[float, float]]]) -> float:
    """Return how many mutants the test is expected to kill in a second.

    known: what was learned of each test, the more telling last.
    """
    chance = TOUCHED if tried.test.named.isdisjoint(tried.mutant.touches) else NAMED
    for tests in known:
        if tried.test.id in tests:
            kills, passes = tests[tried.test.id]
            chance = (kills + WORTH * chance) / (kills + passes + WORTH)
    return chance / tried.seconds


def _keys(mutant: Mutant) -> tuple[str, ...]:
    """Return what is learned from a mutant: of its object and, but for bodies, of its kind."""
    is_body = mutant.kind.startswith("body-")
    return (mutant.object,) if is_body else (mutant.object, mutant.kind)
