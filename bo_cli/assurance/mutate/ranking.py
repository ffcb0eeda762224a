"""Which tests judge a mutant, and in which order: those that are likely to notice come first."""

from collections import Counter
from collections.abc import Iterable

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.touches import Test

QUICK_S = 0.02
IN_VAIN = 5


class Ranking:
    """Chooses tests for a mutant, and learns which of them notice. Threads may share it."""

    def __init__(self, tests: Iterable[Test]) -> None:
        self._tests = list(tests)
        self._by_object: Counter[tuple[str, str]] = Counter()
        self._by_kind: Counter[tuple[str, str]] = Counter()
        self._in_vain: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        return len(self._tests)

    def relevant(self, mutant: Mutant) -> list[Test]:
        """Return the tests that touch the mutant's object, the likeliest first.

        Whatever is no body can also be noticed by tests that ask the catalogue. A slow test that
        passed with several mutants of the object is left out, as long as it noticed none of them.
        """
        is_body = mutant.kind.startswith("body-")
        found = [
            test
            for test in self._tests
            if (test.touched & mutant.touches or (test.asks_catalogue and not is_body))
            and not self._is_blind(mutant, test)
        ]
        return sorted(found, key=lambda test: self._order(mutant, test))

    def noticed(self, mutant: Mutant, test: str) -> None:
        """Remember that this test failed."""
        self._by_object[mutant.object, test] += 1
        self._by_kind[mutant.kind, test] += 1

    def passed(self, mutant: Mutant, tests: Iterable[str]) -> None:
        """Remember that these tests did not notice."""
        self._in_vain.update((mutant.object, test) for test in tests)

    def _is_blind(self, mutant: Mutant, test: Test) -> bool:
        key = (mutant.object, test.id)
        return test.seconds > QUICK_S and self._in_vain[key] >= IN_VAIN and not self._by_object[key]

    def _order(self, mutant: Mutant, test: Test) -> tuple[int, int, float]:
        kills = self._by_object[mutant.object, test.id]
        if not mutant.kind.startswith("body-"):
            kills += self._by_kind[mutant.kind, test.id]
        is_named = bool(test.named & mutant.touches)
        # A test costs its time and, for the mutant, some more; whoever kills often may take longer.
        return (-kills, -is_named, test.seconds)
