"""Whether a key is taken, told by whether it can be taken or pointed at."""

from collections.abc import Iterator

from bo_cli.assurance.fuzz.model import Answer
from bo_cli.assurance.fuzz.probes.model import Probe, Setting, Sighting
from bo_cli.assurance.fuzz.probes.rows import Trial, hidden_rows, trials
from bo_cli.assurance.model import SignedIn

TAKEN, MISSING = "23505", "23503"
NOTHING = " on conflict do nothing"


def unique_keys(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """A write with a hidden row's key fails as a duplicate; with a new key it does not."""
    for trial in _on_keys(setting, who, ""):
        hidden, other = _both(setting, who, trial)
        if hidden.code == TAKEN != other.code:
            told = f"a duplicate, or {other.code or 'done'} where no such row is"
            yield Sighting(trial.relation.name, f"{trial.about}: {told}", trial.hidden)


def conflict_counts(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """`on conflict do nothing` adds no row where a hidden one has the key."""
    for trial in _on_keys(setting, who, NOTHING):
        hidden, other = _both(setting, who, trial)
        if not hidden.code and not other.code and hidden.touched != other.touched:
            told = f"{hidden.touched} row(s) added, {other.touched} where no such row is"
            yield Sighting(trial.relation.name, f"{trial.about}: {told}", trial.hidden)


def references(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """A row may point at a hidden row, but not at one that is not there."""
    for relation in setting.relations(who, "r", "p"):
        for key in relation.foreign_keys:
            for row in hidden_rows(setting, who, key.target):
                pairs = zip(key.columns, key.target_columns, strict=True)
                values = {name: row.values.get(other) for name, other in pairs}
                for trial in trials(setting, who, relation, key.columns, values):
                    hidden, other = _both(setting, who, trial)
                    if other.code == MISSING != hidden.code:
                        told = f"{hidden.code or 'done'}, or no such row in {key.target}"
                        yield Sighting(relation.name, f"{trial.about}: {told}", trial.hidden)


def _on_keys(setting: Setting, who: SignedIn, ending: str) -> Iterator[Trial]:
    for relation in setting.relations(who, "r", "p"):
        for row in hidden_rows(setting, who, relation.name):
            for unique in relation.uniques:
                values = {name: row.values.get(name) for name in unique.columns}
                yield from trials(setting, who, relation, unique.columns, values, ending)


def _both(setting: Setting, who: SignedIn, trial: Trial) -> tuple[Answer, Answer]:
    ask = setting.database.ask_text
    return ask(who, trial.hidden), ask(who, trial.fresh)


PROBES = (
    Probe("unique keys", unique_keys),
    Probe("conflict counts", conflict_counts),
    Probe("references", references),
)
