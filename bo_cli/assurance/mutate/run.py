"""A whole run: mutants are made, judged by the suites, then by the matrix; progress is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bo_cli.assurance.mutate.choosing import Folders, prepare
from bo_cli.assurance.mutate.definitions import read_schema
from bo_cli.assurance.mutate.generate import chosen, compiling, mutants_of
from bo_cli.assurance.mutate.matrix_judge import Looking, look_at
from bo_cli.assurance.mutate.model import Fate, Outcome
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.report import Report
from bo_cli.assurance.mutate.suites import Suites, judge_all
from bo_cli.core.console import say


@dataclass(frozen=True)
class Choice:
    """Which mutants: patterns for object (or id) and kind, a sample, and what it is drawn with."""

    only: str | None = None
    kind: str | None = None
    sample: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class Judges:
    """Who judges: folders of tests, the matrix, or both.

    state: where the trace of the tests is kept.
    """

    folders: Folders | None
    looking: Looking | None
    state: Path | None = None

    @property
    def name(self) -> str:
        if self.folders and self.looking:
            return "both"
        return "suites" if self.folders else "matrix"


def run(place: Place, choice: Choice, judges: Judges) -> Report:
    """Make the mutants and judge them.

    Tests that have noticed nothing of an object are left out at first. What then is neither killed
    nor equivalent is judged by all of them. Raises UsageError where no mutant matches, BoError
    where a test fails without any mutant.
    """
    started = perf_counter()
    with place.connection() as connection:
        schema = read_schema(connection)
        everything = mutants_of(schema)
        wanted = chosen(everything, **choice.__dict__)
        mutants = compiling(connection, wanted)
    say(f"{len(mutants)} mutants; {len(wanted) - len(mutants)} more do not compile")
    outcomes = [Outcome(mutant, Fate.SURVIVED) for mutant in mutants]
    suites = None
    if judges.folders:
        suites = prepare(place, judges.folders, schema, everything, judges.state)
        outcomes = _by_suites(place, suites, outcomes)
    if judges.looking:
        outcomes = _by_matrix(place, judges.looking, outcomes)
    if suites:
        outcomes = _by_suites(place, suites, outcomes, by="all tests that touch them")
    seconds = perf_counter() - started
    tests = len(suites.ranking) if suites else 0
    return Report(outcomes, judges.name, seconds, tests, place.most_workers)


def _by_suites(
    place: Place, suites: Suites, outcomes: list[Outcome], by: str = ""
) -> list[Outcome]:
    """Let the suites judge what nobody killed, and the matrix does not call equivalent.

    by: how to call them where all of them judge.
    """
    alive = [o for o in outcomes if o.fate in (Fate.SURVIVED, Fate.SEEN)]
    mutants = [outcome.mutant for outcome in alive]
    judged = judge_all(suites, mutants, place.most_workers, everything=bool(by))
    told = _told(judged, len(mutants), f"by {by or 'the suites'}")
    killed = {outcome.mutant.id: outcome for outcome in told if outcome.is_killed}
    return [killed.get(outcome.mutant.id, outcome) for outcome in outcomes]


def _by_matrix(place: Place, looking: Looking, outcomes: list[Outcome]) -> list[Outcome]:
    """Let the matrix look at what no test killed."""
    alive = [outcome for outcome in outcomes if outcome.fate is Fate.SURVIVED]
    mutants = [outcome.mutant for outcome in alive]
    seen = look_at(place, looking, mutants)
    judged = {o.mutant.id: o for o in _told(seen, len(mutants), "by the matrix")}
    return [judged.get(outcome.mutant.id, outcome) for outcome in outcomes]


def _told(outcomes: Iterable[Outcome], count: int, by: str) -> Iterator[Outcome]:
    """Pass outcomes on, and say how far it is at each tenth."""
    alive = 0
    started = perf_counter()
    for number, outcome in enumerate(outcomes, 1):
        alive += outcome.fate is not Fate.KILLED and outcome.fate is not Fate.SEEN
        if number * 10 // count > (number - 1) * 10 // count:
            rate = number / (perf_counter() - started)
            say(f"{number}/{count} judged {by}, {alive} not noticed, {rate:.1f} a second")
        yield outcome
