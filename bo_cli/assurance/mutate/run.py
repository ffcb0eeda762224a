"""A whole run: mutants are made, judged by the suites, then by the matrix; progress is told."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bo_cli.assurance.mutate.choosing import Folders, prepare
from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.docket import Docket, docket_of
from bo_cli.assurance.mutate.explained import Explanations
from bo_cli.assurance.mutate.generate import chosen, compiling, mutants_of
from bo_cli.assurance.mutate.matrix_judge import Looking, look_at
from bo_cli.assurance.mutate.memory import Memory, remembered
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.report import Report
from bo_cli.assurance.mutate.suites import Crew, Suites
from bo_cli.core.console import say

AS_BEFORE = "in an earlier run; nothing has changed since that this depends on"


@dataclass(frozen=True)
class Choice:
    """Which mutants: patterns for object (or id) and kind, a sample, and what it is drawn with."""

    only: tuple[str, ...] = ()
    kind: str | None = None
    sample: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class Judges:
    """Who judges: folders of tests, the matrix, or both.

    state: the folder where it is kept what the tests touch, and who noticed which mutant. is_fresh:
    whether to do without, as if for the first time. explained: what neither of them can notice.
    """

    folders: Folders | None
    looking: Looking | None
    state: Path | None = None
    is_fresh: bool = False
    explained: Explanations = field(default_factory=Explanations)

    @property
    def traces(self) -> Path | None:
        """The file where traces are kept; it is gone where the run is fresh."""
        file = self.state / "traces.json" if self.state else None
        if file and self.is_fresh:
            file.unlink(missing_ok=True)
        return file

    @property
    def memory(self) -> Path | None:
        """The file that says who noticed which mutant."""
        return self.state / "noticed.json" if self.state else None

    def recall(self, mutants: Sequence[Mutant]) -> Memory:
        """Return what is known of earlier runs; of these mutants nothing where this is fresh."""
        memory = remembered(self.memory) if self.memory else Memory()
        if self.is_fresh:
            memory.forget(mutant.id for mutant in mutants)
        return memory

    @property
    def name(self) -> str:
        if self.folders and self.looking:
            return "both"
        return "suites" if self.folders else "matrix"


@dataclass(frozen=True)
class Made:
    """A schema, everything that can be done to it, and the mutants that were chosen and compile."""

    schema: Schema
    everything: list[Mutant]
    mutants: list[Mutant]


def run(place: Place, choice: Choice, judges: Judges) -> Report:
    """Make the mutants and judge them.

    The suites have some patience with each; what then is neither killed nor equivalent is judged by
    more of the tests that may notice it. Raises UsageError where no mutant matches, BoError where a
    test fails without any mutant.
    """
    started = perf_counter()
    made = _made(place, choice)
    judges.explained.check(made.everything)
    found = {mutant.id: Outcome(mutant, Fate.SURVIVED) for mutant in made.mutants}
    suites, crew, looking, known, kept = None, None, judges.looking, 0, {}
    memory = judges.recall(made.mutants)
    with ExitStack() as stack:
        if judges.folders:
            suites, docket = _bench(place, judges.folders, judges.traces, made, memory)
            known, kept = docket.known, suites.still_killed(memory, made.mutants)
            found |= _as_before(made.mutants, kept)
            stack.enter_context(_noting(judges, made, suites, docket, memory, found))
            crew = stack.enter_context(Crew(suites, docket, place.most_workers))
            _settle(found, crew.judge_quickly, "by the suites")
        if looking:
            _settle(found, lambda alive: look_at(place, looking, alive), "by the matrix")
        if crew:
            _settle(found, crew.judge_longer, "by more tests that touch them")
    seconds = perf_counter() - started
    tests, workers = len(suites.ranking) if suites else 0, place.most_workers
    untraced = suites.untraced if suites else frozenset[str]()
    outcomes = [judges.explained.applied_to(outcome) for outcome in found.values()]
    wrong = frozenset(o.mutant.id for o in outcomes if judges.explained.are_wrong_about(o))
    return Report(outcomes, judges.name, seconds, tests, workers, untraced, known, len(kept), wrong)


@contextmanager
def _noting(
    judges: Judges,
    made: Made,
    suites: Suites,
    docket: Docket,
    memory: Memory,
    found: Mapping[str, Outcome],
) -> Iterator[None]:
    """Keep who noticed which mutant; where a run is stopped, what was noticed until then.

    One that nobody noticed counts as missed only where all tests that may notice it were asked, or
    where the matrix says that there is nothing to notice.
    """
    is_whole = False
    try:
        yield
        is_whole = True
    finally:
        if suites.depends_on and judges.memory:
            shown = [
                each
                for each in found.values()
                if each.is_killed
                or (is_whole and (docket.is_through(each.mutant) or each.fate is Fate.EQUIVALENT))
            ]
            memory.note(shown, suites.that_may_notice, suites.depends_on, suites.ranking.learned)
            memory.keep(judges.memory, {mutant.id for mutant in made.everything})


def _as_before(mutants: Iterable[Mutant], kept: Mapping[str, str]) -> dict[str, Outcome]:
    """Return the outcomes of those (ids) that a test noticed earlier and would notice again."""
    found = [mutant for mutant in mutants if mutant.id in kept]
    return {each.id: Outcome(each, Fate.KILLED, kept[each.id], AS_BEFORE) for each in found}


def _bench(
    place: Place, folders: Folders, traces: Path | None, made: Made, memory: Memory
) -> tuple[Suites, Docket]:
    """Return the tests, and what they are asked first."""
    suites = prepare(place, folders, made.schema, made.everything, traces, memory.learned)
    missed = suites.missed(memory, made.mutants)
    hints = {mutant: kill.by for mutant, kill in memory.kills.items()}
    return suites, docket_of(suites.ranking, made.mutants, hints, missed)


def _made(place: Place, choice: Choice) -> Made:
    with place.connection() as connection:
        schema = read_schema(connection)
        everything = mutants_of(schema)
        wanted = chosen(everything, **choice.__dict__)
        mutants = compiling(connection, wanted)
    say(f"{len(mutants)} mutants; {len(wanted) - len(mutants)} more do not compile")
    return Made(schema, everything, mutants)


def _settle(
    found: dict[str, Outcome],
    judge: Callable[[list[Mutant]], Iterable[Outcome]],
    by: str,
) -> None:
    """Let somebody judge what nobody killed and the matrix does not call equivalent.

    What the matrix has said of a mutant stays where no test notices it.
    """
    alive = [o.mutant for o in found.values() if o.fate in (Fate.SURVIVED, Fate.SEEN)]
    for outcome in _told(judge(alive), len(alive), by):
        was_seen = found[outcome.mutant.id].fate is Fate.SEEN
        if outcome.fate is not Fate.SURVIVED or (outcome.why and not was_seen):
            found[outcome.mutant.id] = outcome


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
