"""A whole run: mutants are made, judged by the suites, then by the matrix; progress is told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bo_cli.assurance.mutate.bench import Asked, Bench, Found, alive_in
from bo_cli.assurance.mutate.choosing import Folders
from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.explained import Explanations
from bo_cli.assurance.mutate.generate import chosen, compiling, mutants_of
from bo_cli.assurance.mutate.matrix_judge import Looking, look_at
from bo_cli.assurance.mutate.memory import Memory, remembered
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.report import Report
from bo_cli.core.console import say

# Of each of a few mutants, so many files are traced first; then so many, for those that are left.
OF_EACH = (1, 5)
# Where the first of them are more than this part of all files, all are traced at once.
WORTH_WAITING = 0.5
Judge = Callable[[Sequence[Mutant]], Iterable[Outcome]]


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

    def bench(self, place: Place, made: "Made") -> Bench | None:
        """Return the tests, with what is known of earlier runs; None where no tests judge."""
        if self.folders is None:
            return None
        memory = self.recall(made.mutants)
        kept = (memory, self.traces, self.memory)
        return Bench(place, self.folders, made.schema, made.everything, *kept)

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
    more of the tests that may notice it. Of a few mutants the likeliest tests are asked first, and
    the others, which would have to be traced, only where something is left. Raises UsageError where
    no mutant matches, BoError where a test fails without any mutant.
    """
    started = perf_counter()
    made = _made(place, choice)
    judges.explained.check(made.everything)
    found = {mutant.id: Outcome(mutant, Fate.SURVIVED) for mutant in made.mutants}
    bench = judges.bench(place, made)
    if bench is None:
        _look(place, judges, found)
    elif _are_few(bench, made.mutants):
        _ask_likely(bench, found)
        _look(place, judges, found)
        _ask_rest(bench, judges.explained, choice, found)
    else:
        with bench.judging(found) as crew:
            _settle(found, crew.judge_quickly, "by the suites")
            _look(place, judges, found)
            _settle(found, crew.judge_longer, "by more tests that touch them")
    seconds = perf_counter() - started
    outcomes = [judges.explained.applied_to(outcome) for outcome in found.values()]
    wrong = frozenset(o.mutant.id for o in outcomes if judges.explained.are_wrong_about(o))
    asked = bench.asked if bench else Asked()
    return Report(outcomes, judges.name, seconds, asked, place.most_workers, wrong)


def _are_few(bench: Bench, mutants: Sequence[Mutant]) -> bool:
    """Whether it is worth while to trace a part of the files first."""
    files = len(bench.folders.named)
    return 0 < len(bench.likely(mutants, OF_EACH[0])) <= WORTH_WAITING * files


def _ask_likely(bench: Bench, found: Found) -> None:
    """Let those files judge that are likeliest to notice; of what they do not, a few more."""
    asked: set[str] = set()
    for count in OF_EACH:
        if files := bench.likely(alive_in(found), count) - asked:
            with bench.judging(found, files) as crew:
                _settle(found, crew.judge_patiently, "by the likeliest tests")
        asked |= files


def _ask_rest(bench: Bench, explained: Explanations, choice: Choice, found: Found) -> None:
    """Let all tests judge what is left: tracing them takes minutes.

    What is explained counts in no rate, so a sample leaves it as it is.
    """
    left = alive_in(found)
    if choice.sample is not None:
        left = [mutant for mutant in left if explained.of(mutant) is None]
    if left:
        with bench.judging(found) as crew:
            _settle(found, crew.judge_longer, "by more tests that touch them", left)


def _look(place: Place, judges: Judges, found: Found) -> None:
    """Let the matrix judge, if it is to."""
    if looking := judges.looking:
        _settle(found, lambda alive: look_at(place, looking, alive), "by the matrix")


def _made(place: Place, choice: Choice) -> Made:
    with place.connection() as connection:
        schema = read_schema(connection)
        everything = mutants_of(schema)
        wanted = chosen(everything, **choice.__dict__)
        mutants = compiling(connection, wanted)
    say(f"{len(mutants)} mutants; {len(wanted) - len(mutants)} more do not compile")
    return Made(schema, everything, mutants)


def _settle(found: Found, judge: Judge, by: str, left: Sequence[Mutant] | None = None) -> None:
    """Let somebody judge what nobody killed and the matrix does not call equivalent.

    What the matrix has said of a mutant stays where no test notices it. left: some of those alone.
    """
    alive = alive_in(found) if left is None else left
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
