"""What earlier runs have shown: who noticed which mutant."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.model import Mutant, Outcome
from bo_cli.core.writing import write_whole

# Of what was learned earlier, no more counts than so many mutants would; tests change.
WORTH = 10
# Under `noticed` and `missed`, older files have what does not say what it depended on.
KILLED, UNNOTICED = "killed", "unnoticed"

# What is learned of a mutant's object or kind -> test (id) -> how many it noticed, how many not.
Learned = dict[str, dict[str, tuple[float, float]]]
# A hash of the tests that may notice a mutant.
MayNotice = Callable[[Mutant], str]
# A hash of all that it depends on whether a test (id) notices a mutant.
DependsOn = Callable[[Mutant, str], str]


@dataclass(frozen=True)
class Kill:
    """by: the test (id) that noticed. state: what `DependsOn` said; it holds while that is so."""

    by: str
    state: str


@dataclass
class Memory:
    """What is remembered of mutants (ids).

    missed: those that no test noticed, with a hash of the tests that may; while that is the same,
    they are likely to be missed again.
    """

    kills: dict[str, Kill] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)
    learned: Learned = field(default_factory=dict)

    def note(
        self,
        outcomes: Iterable[Outcome],
        may_notice: MayNotice,
        depends_on: DependsOn,
        learned: Learned,
    ) -> None:
        """Add what a run has shown, and learned."""
        for outcome in outcomes:
            mutant = outcome.mutant.id
            self.kills.pop(mutant, None)
            self.missed.pop(mutant, None)
            if outcome.is_killed:
                self.kills[mutant] = Kill(outcome.by, depends_on(outcome.mutant, outcome.by))
            else:
                self.missed[mutant] = may_notice(outcome.mutant)
        self.learned = learned

    def forget(self, mutants: Iterable[str]) -> None:
        """Forget these mutants, and whatever was learned."""
        for mutant in mutants:
            self.kills.pop(mutant, None)
            self.missed.pop(mutant, None)
        self.learned = {}

    def keep(self, file: Path, mutants: Collection[str]) -> None:
        """Write what is known of these mutants; of others, the schema of which is gone, nothing."""
        kills = {mutant: kill for mutant, kill in self.kills.items() if mutant in mutants}
        found = {
            KILLED: {mutant: [kill.by, kill.state] for mutant, kill in kills.items()},
            UNNOTICED: {mutant: by for mutant, by in self.missed.items() if mutant in mutants},
            "learned": self.learned,
        }
        write_whole(file, json.dumps(found).encode())


def remembered(file: Path) -> Memory:
    """Return what earlier runs have kept in a file; nothing where there is none."""
    if not file.exists():
        return Memory()
    found: dict[str, Any] = json.loads(file.read_text())
    learned = {
        key: {test: _lessened(*counts) for test, counts in tests.items()}
        for key, tests in found["learned"].items()
    }
    kills = {mutant: Kill(*kill) for mutant, kill in found.get(KILLED, {}).items()}
    return Memory(kills, found.get(UNNOTICED, {}), learned)


def _lessened(kills: float, passes: float) -> tuple[float, float]:
    share = min(1.0, WORTH / (kills + passes))
    return kills * share, passes * share
