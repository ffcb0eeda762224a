"""Running every test once: each worker takes the next one that nobody has taken."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.python_tests import LONGEST_S
from bo_cli.assurance.mutate.tap_files import TapFile
from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.mutate.tracing import Found, Trace, source_of, test_of, trace_files
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.core.console import say
from bo_cli.core.errors import BoError

PGTAP = "select from pg_catalog.pg_proc where proname = 'plan' and pronargs = 1"
# What takes longer because its bodies tell, is run again as it is.
TELLING_S = 15.0


class Left:
    """The tests that nobody has taken yet. only: the names of those there are; None for all."""

    def __init__(self, only: set[str] | None) -> None:
        self._only, self._taken, self._lock = only, set[str](), Lock()

    def take(self, name: str) -> bool:
        """Return whether it is there to be run; the first one to ask has it."""
        with self._lock:
            if name in self._taken or (self._only is not None and name not in self._only):
                return False
            self._taken.add(name)
            return True


def trace(
    place: Place,
    files: Sequence[TapFile],
    python: list[Path],
    schema: Schema,
    mutants: Sequence[Mutant],
) -> Trace:
    """Run each test once, in databases whose bodies tell of the mutants that make a difference.

    What fails there, as a test of the bodies themselves does, is run again as they are; what does
    not come to an end then either is left out. Raises BoError where a test fails without any
    mutant, and where pgTAP is missing.
    """
    watched, telling = frozenset[str](), ""
    if place.may_commit:
        with place.counted() as connection:
            bodies = Watched(connection, schema, mutants)
        watched, telling = bodies.mutants, bodies.sql
    found = _run(place, files, python, telling, None)
    wrong = {each["id"] for each in found if each["wrong"]}
    if wrong and telling:
        files = [file for file in files if file.name in wrong]
        sources = tuple({source_of(name) for name in wrong})
        python = [path for path in python if path.as_posix().endswith(sources)]
        again = _run(place, files, python, "", wrong)
        found = [each for each in found if not each["wrong"]] + again
    names = Names(schema.catalogue)
    slow = frozenset(each["id"] for each in found if each.get("is_slow"))
    tests = [test_of(each, names) for each in found if each["id"] not in slow]
    for name in sorted(slow):
        say(f"{name} could not be traced: takes longer than {LONGEST_S:.0f} s; it judges no mutant")
    return Trace(sorted(tests, key=lambda test: test.id), watched, slow)


def _run(
    place: Place,
    files: Sequence[TapFile],
    python: list[Path],
    telling: str,
    only: set[str] | None,
) -> list[Found]:
    """Return what each file and each Python test has shown; of all only some, if named."""
    left = Left(only)
    workers = place.most_workers if only is None else min(place.most_workers, len(only))

    def work(_number: int) -> list[Found]:
        found = _run_python(place, python, telling, left) if python else []
        return found + (_run_files(place, files, telling, left) if files else [])

    with ThreadPoolExecutor(workers) as pool:
        try:
            found = [each for done in pool.map(work, range(workers)) for each in done]
        except BaseException:
            place.stop.set()  # or the others would run to their end first
            raise
    return found if telling else [{**each, "told": None} for each in found]


def _run_files(place: Place, files: Sequence[TapFile], telling: str, left: Left) -> list[Found]:
    with place.counted(telling) as connection:
        if connection.execute(PGTAP).fetchone() is None:
            raise BoError(
                "the database has no pgTAP",
                hint="create extension pgtap with schema extensions; or --judge matrix",
            )
        mine = (file for file in files if not place.stop.is_set() and left.take(file.name))
        return trace_files(connection, mine, _limit(telling))


def _run_python(place: Place, python: list[Path], telling: str, left: Left) -> list[Found]:
    with place.python_tests(python, telling) as tests:
        mine = (test for test in tests.tests if left.take(test["id"]))
        return tests.trace(mine, _limit(telling))


def _limit(telling: str) -> float:
    return TELLING_S if telling else LONGEST_S
