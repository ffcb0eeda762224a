"""The tests as judges, of all files or of some; what they notice is remembered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bo_cli.assurance.mutate.choosing import Folders, prepare
from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.docket import Docket, docket_of
from bo_cli.assurance.mutate.likely import Likely
from bo_cli.assurance.mutate.memory import Memory
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.suites import Crew, Suites
from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.mutate.tracing import source_of

AS_BEFORE = "in an earlier run; nothing has changed since that this depends on"
# What became of each mutant, by its id.
Found = dict[str, Outcome]


@dataclass
class Asked:
    """Who was asked: ids of tests, and of those that take too long to judge.

    known: of how many mutants an earlier run told what to try first. kept: how many of these were
    not tried, as nothing has changed since.
    """

    tests: set[str] = field(default_factory=set)
    untraced: set[str] = field(default_factory=set)
    known: int = 0
    kept: int = 0


@dataclass
class Bench:
    """The folders of tests that judge, and what is known of them.

    everything: all mutants of the schema. traces, noticed: where to keep what tests touch, and who
    noticed which mutant; None for nowhere.
    """

    place: Place
    folders: Folders
    schema: Schema
    everything: Sequence[Mutant]
    memory: Memory
    traces: Path | None = None
    noticed: Path | None = None
    asked: Asked = field(default_factory=Asked)

    @contextmanager
    def judging(self, found: Found, files: Collection[str] | None = None) -> Iterator[Crew]:
        """Yield the tests of some files (names), of all without names, for what is left in `found`.

        What would be noticed as in an earlier run is found at once. Who noticed what is kept, also
        where this is interrupted.
        """
        alive = alive_in(found)
        traced = (self.schema, self.everything, self.traces, self.memory.learned)
        suites = prepare(self.place, self.folders, *traced, only=files)
        docket = self._docket(suites, alive)
        kept = suites.still_killed(self.memory, alive)
        found |= _as_before(alive, kept)
        self.asked.tests |= suites.ranking.ids
        self.asked.untraced |= suites.untraced
        self.asked.known = max(self.asked.known, docket.known)
        self.asked.kept += len(kept)
        with (
            self._noting(suites, docket, found, are_all=files is None),
            Crew(suites, docket, self.place.most_workers) as crew,
        ):
            yield crew

    def likely(self, mutants: Iterable[Mutant], count: int) -> set[str]:
        """Return the names of files, of each mutant so many that are the likeliest to notice it."""
        return {name for each in mutants for name in self._likely_for(each)[:count]}

    def _likely_for(self, mutant: Mutant) -> list[str]:
        """Return the files that speak of it; the one that noticed it in an earlier run is first."""
        kill = self.memory.kills.get(mutant.id)
        before = [source_of(kill.by)] if kill else []
        found = [*before, *self._likely.files(mutant.touches)]
        return [name for name in dict.fromkeys(found) if name in self.folders.named]

    @cached_property
    def _likely(self) -> Likely:
        texts = {name: path.read_text() for name, path in self.folders.named.items()}
        return Likely(texts, Names(self.schema.catalogue))

    def _docket(self, suites: Suites, alive: Sequence[Mutant]) -> Docket:
        """Return what these tests are asked first."""
        hints = {mutant: kill.by for mutant, kill in self.memory.kills.items()}
        return docket_of(suites.ranking, alive, hints, suites.missed(self.memory, alive))

    @contextmanager
    def _noting(
        self, suites: Suites, docket: Docket, found: Found, *, are_all: bool
    ) -> Iterator[None]:
        """Keep who noticed which mutant; where a run is stopped, what was noticed until then.

        One that nobody noticed counts as missed only where all tests that may notice it were asked,
        or where the matrix says that there is nothing to notice.
        """
        is_whole = False
        try:
            yield
            is_whole = are_all
        finally:
            if suites.depends_on and self.noticed:
                mine = [found[mutant] for mutant in docket.cases]
                shown = [
                    each
                    for each in mine
                    if each.is_killed or (is_whole and _is_settled(docket, each))
                ]
                memory, learned = self.memory, suites.ranking.learned
                memory.note(shown, suites.that_may_notice, suites.depends_on, learned)
                memory.keep(self.noticed, {mutant.id for mutant in self.everything})


def alive_in(found: Found) -> list[Mutant]:
    """Return what no test has noticed, and what is not equivalent for the matrix."""
    return [each.mutant for each in found.values() if each.fate in (Fate.SURVIVED, Fate.SEEN)]


def _as_before(mutants: Iterable[Mutant], kept: Mapping[str, str]) -> Found:
    """Return the outcomes of those (ids) that a test noticed earlier and would notice again."""
    found = [mutant for mutant in mutants if mutant.id in kept]
    return {each.id: Outcome(each, Fate.KILLED, kept[each.id], AS_BEFORE) for each in found}


def _is_settled(docket: Docket, outcome: Outcome) -> bool:
    return docket.is_through(outcome.mutant) or outcome.fate is Fate.EQUIVALENT
