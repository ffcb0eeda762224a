"""What earlier runs have shown: who noticed which mutant. It says what to try first, no more."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.model import Mutant, Outcome

# Of what was learned earlier, no more counts than so many mutants would; tests change.
WORTH = 10
# Under `missed`, older files have what was called equivalent before it had been asked of all tests.
UNNOTICED = "unnoticed"

# What is learned of a mutant's object or kind -> test (id) -> how many it noticed, how many not.
Learned = dict[str, dict[str, tuple[float, float]]]
# A hash of the tests that may notice a mutant.
MayNotice = Callable[[Mutant], str]


@dataclass
class Memory:
    """What is remembered of mutants (ids).

    noticed: by which test. missed: those that no test noticed, with a hash of the tests that may;
    while that is the same, they are likely to be missed again.
    """

    noticed: dict[str, str] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)
    learned: Learned = field(default_factory=dict)

    def note(self, outcomes: Iterable[Outcome], may_notice: MayNotice, learned: Learned) -> None:
        """Add what a run has shown, and learned."""
        for outcome in outcomes:
            mutant = outcome.mutant.id
            self.noticed.pop(mutant, None)
            self.missed.pop(mutant, None)
            if outcome.is_killed:
                self.noticed[mutant] = outcome.by
            else:
                self.missed[mutant] = may_notice(outcome.mutant)
        self.learned = learned

    def forget(self, mutants: Iterable[str]) -> None:
        """Forget these mutants, and whatever was learned."""
        for mutant in mutants:
            self.noticed.pop(mutant, None)
            self.missed.pop(mutant, None)
        self.learned = {}

    def keep(self, file: Path, mutants: Collection[str]) -> None:
        """Write what is known of these mutants; of others, the schema of which is gone, nothing."""
        found = {
            "noticed": {mutant: by for mutant, by in self.noticed.items() if mutant in mutants},
            UNNOTICED: {mutant: by for mutant, by in self.missed.items() if mutant in mutants},
            "learned": self.learned,
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found))


def remembered(file: Path) -> Memory:
    """Return what earlier runs have kept in a file; nothing where there is none."""
    if not file.exists():
        return Memory()
    found: dict[str, Any] = json.loads(file.read_text())
    learned = {
        key: {test: _lessened(*counts) for test, counts in tests.items()}
        for key, tests in found["learned"].items()
    }
    return Memory(found["noticed"], found.get(UNNOTICED, {}), learned)


def _lessened(kills: float, passes: float) -> tuple[float, float]:
    share = min(1.0, WORTH / (kills + passes))
    return kills * share, passes * share
