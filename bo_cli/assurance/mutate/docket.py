"""The mutants that wait for their tests, round by round."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.ranking import Ranking, Try

# The first round learns: of a few mutants of each kind, and of each body, who notices.
SCOUTS_OF_KIND, SCOUTS_OF_BODY = 6, 2
# Each mutant has one test in a round, at first; later more of them, or there would be no end.
SINGLE_ROUNDS = 4
# A worker gets so many tries at a time. More of a file's, which runs once for all of them.
FILE_TRIES, PYTHON_TRIES = 80, 12


@dataclass
class Case:
    """A mutant, the tries that are left, and how long those have taken that did not notice.

    hint: the try that noticed it in an earlier run, which comes first whatever it takes. is_missed:
    whether none of these tests noticed it then; the likeliest is enough.
    """

    mutant: Mutant
    left: list[Try]
    seconds: float = 0.0
    hint: Try | None = None
    is_missed: bool = False

    @property
    def is_known(self) -> bool:
        """Whether earlier runs tell what to try first."""
        return self.hint is not None or self.is_missed


@dataclass
class Docket:
    """Mutants by their id. killed: the ids of those that a test noticed.

    asks_twice: whether a test has to notice twice. Of the thousands that a mutant may be asked of,
    one may just have failed.
    """

    ranking: Ranking
    cases: dict[str, Case]
    killed: set[str] = field(default_factory=set)
    asks_twice: bool = False

    @property
    def known(self) -> int:
        """Of how many mutants earlier runs told what to try."""
        return sum(case.is_known for case in self.cases.values())

    def rounds(self, mutants: Iterable[Mutant], patience: float) -> "Rounds":
        """Return what is to be tried of these; spend no more than `patience` seconds on one."""
        return Rounds(self, [self.cases[mutant.id] for mutant in mutants], patience)

    def is_through(self, mutant: Mutant) -> bool:
        """Whether all tests that may notice it were asked, now or in an earlier run."""
        case = self.cases[mutant.id]
        return case.is_missed or not case.left

    def note(self, tried: Try, noticed: bool) -> None:
        """Remember what became of a try; the rest of a file is tried later."""
        case = self.cases[tried.mutant.id]
        self.ranking.learn(tried, noticed)
        case.seconds += tried.seconds
        if noticed:
            self.killed.add(tried.mutant.id)
        elif rest := self.ranking.rest(tried):
            case.left.append(rest)


def docket_of(
    ranking: Ranking,
    mutants: Sequence[Mutant],
    hints: Mapping[str, str] | None = None,
    missed: Collection[str] = (),
) -> Docket:
    """Return a docket with every mutant, none of them judged.

    hints: of mutants (ids), the tests that noticed them in earlier runs. missed: as for `Case`.
    """
    cases = {}
    for mutant in mutants:
        tries = ranking.tries(mutant)
        by = (hints or {}).get(mutant.id)
        found = [Try(mutant, each.test, each.start) for each in tries if each.test.id == by]
        hint = found[0] if found else None
        cases[mutant.id] = Case(mutant, tries, hint=hint, is_missed=mutant.id in missed)
    return Docket(ranking, cases)


class Rounds:
    """Tries of some mutants. An iteration is a round: what it returns is tried before the next."""

    def __init__(self, docket: Docket, cases: Sequence[Case], patience: float) -> None:
        self._docket, self._patience = docket, patience
        self._cases = list(cases)
        self._number = 0

    def next(self) -> list[list[Try]]:
        """Return the jobs of the next round, none when everything is tried."""
        killed = self._docket.killed
        alive = [case for case in self._cases if case.mutant.id not in killed]
        affordable = {case.mutant.id: self._affordable(case) for case in alive}
        self._cases = [case for case in alive if affordable[case.mutant.id]]
        chosen = self._cases if self._number else _scouts(self._cases)
        count = 2 ** max(0, self._number - SINGLE_ROUNDS)
        self._number += 1
        tries: list[Try] = []
        for case in chosen:
            ordered = self._docket.ranking.best(affordable[case.mutant.id], count)
            case.hint = None
            tries += ordered
            taken = {each.test.id for each in ordered}
            case.left = [each for each in case.left if each.test.id not in taken]
        return _jobs(tries)

    def _affordable(self, case: Case) -> list[Try]:
        if case.hint:
            return [case.hint]
        if case.is_missed and self._number:
            return []
        return [each for each in case.left if case.seconds + each.seconds <= self._patience]


def _scouts(cases: Collection[Case]) -> list[Case]:
    """Return those of which earlier runs know; of others a few of each kind, and of each body."""
    seen: dict[str, int] = {}
    found = [case for case in cases if case.is_known]
    for case in [case for case in cases if not case.is_known]:
        is_body = case.mutant.kind.startswith("body-")
        key = case.mutant.object if is_body else case.mutant.kind
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= (SCOUTS_OF_BODY if is_body else SCOUTS_OF_KIND):
            found.append(case)
    return found


def _jobs(tries: Iterable[Try]) -> list[list[Try]]:
    """Return what a worker does in one go, the longest first: of one file, or in Python."""
    by_mutant = sorted(tries, key=lambda each: (_file(each), each.start, each.mutant.object))
    jobs = []
    for file, some in groupby(by_mutant, key=_file):
        size = FILE_TRIES if file else PYTHON_TRIES
        waiting = list(some)
        jobs += [waiting[start : start + size] for start in range(0, len(waiting), size)]
    return sorted(jobs, key=lambda job: -sum(each.seconds for each in job))


def _file(tried: Try) -> str:
    return "" if tried.test.is_python else tried.test.id
