"""Which tests judge a mutant, in which order: those that notice most for their time come first."""

from collections import Counter
from collections.abc import Collection, Iterable

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.touches import Test

# What a test costs besides its own time: a mutant is made, a transaction begun.
FILE_S, PYTHON_S = 0.01, 0.04
# What is expected of a test before it has judged any mutant of the object, and how many of them
# that is worth: a test that names the object is likely to be about it.
NAMED, TOUCHED, WORTH = 0.5, 0.05, 2
# A slow test is left out, at first, that passed with so many mutants of the object and noticed
# none.
SLOW_S, IN_VAIN = 0.02, 4


class Ranking:
    """Chooses tests for a mutant, and learns which of them notice. Threads may share it.

    It learns by object, and one worker has all mutants of an object, so what it learns does not
    depend on which worker was quicker.
    """

    def __init__(self, tests: Iterable[Test], watched: Collection[str] = ()) -> None:
        """watched: the mutants (ids) that a test tells of when it may notice them."""
        self._tests = {test.id: test for test in tests}
        self._watched = watched
        self._noticed: Counter[tuple[str, str]] = Counter()
        self._passed: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        return len(self._tests)

    def relevant(self, mutant: Mutant, *, everything: bool) -> list[Test]:
        """Return the tests that touch the mutant's object, the likeliest for their time first.

        Whatever is no body can also be noticed by tests that ask the catalogue. everything: also
        slow tests that noticed nothing of the object so far.
        """
        is_body = mutant.kind.startswith("body-")
        found = [
            test
            for test in self._tests.values()
            if (test.touched & mutant.touches or (test.asks_catalogue and not is_body))
            and (test.told is None or mutant.id not in self._watched or mutant.id in test.told)
            and (everything or not self._was_in_vain(mutant, test))
        ]
        return sorted(found, key=lambda test: (-self._worth(mutant, test), test.id))

    def noticed(self, mutant: Mutant, test: str) -> None:
        """Remember that this test failed."""
        for key in _keys(mutant):
            self._noticed[key, test] += 1

    def passed(self, mutant: Mutant, tests: Iterable[str]) -> None:
        """Remember that these tests did not notice."""
        for key in _keys(mutant):
            self._passed.update((key, test) for test in tests)

    def seconds(self, test: str) -> float:
        """Return how long a test takes without a mutant."""
        return self._tests[test].seconds

    def _was_in_vain(self, mutant: Mutant, test: Test) -> bool:
        key = (mutant.object, test.id)
        is_blind = self._passed[key] >= IN_VAIN and not self._noticed[key]
        return is_blind and test.seconds > SLOW_S

    def _worth(self, mutant: Mutant, test: Test) -> float:
        """Return how many mutants the test is expected to kill in a second."""
        chance = NAMED if test.named & mutant.touches else TOUCHED
        for key in reversed(_keys(mutant)):
            kills, passes = self._noticed[key, test.id], self._passed[key, test.id]
            chance = (kills + WORTH * chance) / (kills + passes + WORTH)
        return chance / (test.seconds + (PYTHON_S if test.is_python else FILE_S))


def _keys(mutant: Mutant) -> tuple[str, ...]:
    """Return what is learned from a mutant: of its object and, but for bodies, of its kind."""
    is_body = mutant.kind.startswith("body-")
    return (mutant.object,) if is_body else (mutant.object, mutant.kind)
