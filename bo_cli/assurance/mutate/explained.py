"""What a person says of mutants that nothing can notice: a file beside the intent file.

["private.take_turn(uuid)"]
"`perform pg_advisory_xact_lock(…)` is removed" = "a lock: only two at one moment could tell"

Such a mutant is no hole in the tests, so it is left out of the kill rates, and counted by itself. A
reason that has become wrong is found: its mutant is gone, or somebody notices it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.core.errors import UsageError

BESIDE = "mutants.toml"


@dataclass(frozen=True)
class Explanations:
    """reasons: of an object, what is done to it (as a report says it), and why nothing notices."""

    file: Path | None = None
    reasons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, mutant: Mutant) -> str | None:
        """Return why nothing notices this mutant, None where nobody says so."""
        return self.reasons.get(mutant.object, {}).get(mutant.fault)

    def check(self, everything: Iterable[Mutant]) -> None:
        """Raise UsageError that names what is explained, but is no mutant of this schema."""
        known = {(mutant.object, mutant.fault) for mutant in everything}
        gone = [
            f"{o}: {fault}"
            for o, of in self.reasons.items()
            for fault in of
            if (o, fault) not in known
        ]
        if gone:
            raise UsageError(f"{self.file}: there is no such mutant (any more): {'; '.join(gone)}")

    def applied_to(self, outcome: Outcome) -> Outcome:
        """Return the outcome: with the reason, where nobody noticed and there is one."""
        reason = self.of(outcome.mutant)
        if reason is None or outcome.fate is not Fate.SURVIVED:
            return outcome
        return replace(outcome, fate=Fate.EXPLAINED, why=reason)

    def are_wrong_about(self, outcome: Outcome) -> bool:
        """Whether somebody noticed what is explained as not to be noticed."""
        return outcome.fate in (Fate.KILLED, Fate.SEEN) and self.of(outcome.mutant) is not None


def explanations_beside(intent_file: Path) -> Explanations:
    """Read the file beside an intent file; nothing where there is none.

    Raises UsageError that names the file and what is wrong with it.
    """
    path = intent_file.parent / BESIDE
    if not path.exists():
        return Explanations()
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not TOML: {error}") from None
    for name, entry in document.items():
        reasons = entry.values() if isinstance(entry, dict) else [None]
        if not all(isinstance(reason, str) and reason.strip() for reason in reasons):
            raise UsageError(f'{path}: ["{name}"] should say of each mutant why nothing notices it')
    return Explanations(path, document)
