"""Running every test once: all at the same time as there are workers."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import takewhile
from pathlib import Path

from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.python_tests import LONGEST_S
from bo_cli.assurance.mutate.tap_files import TapFile
from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.mutate.tracing import Found, Trace, test_of, trace_files
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.core.errors import BoError

PGTAP = "select from pg_catalog.pg_proc where proname = 'plan' and pronargs = 1"
# What takes longer because its bodies tell, is run again as it is.
TELLING_S = 15
Job = Callable[[], list[Found]]


def trace(
    place: Place,
    files: Sequence[TapFile],
    python: list[Path],
    schema: Schema,
    mutants: Sequence[Mutant],
) -> Trace:
    """Run each test once, in databases whose bodies tell of the mutants that make a difference.

    What fails there, as a test of the bodies themselves does, is run again as they are. Raises
    BoError where a test fails without any mutant, and where pgTAP is missing.
    """
    watched, telling = frozenset[str](), ""
    if place.may_commit:
        with place.counted() as connection:
            bodies = Watched(connection, schema, mutants)
        watched, telling = bodies.mutants, bodies.sql
    found = _run(place, files, python, telling, None)
    wrong = {each["id"] for each in found if each["wrong"]}
    if wrong and telling:
        left = [file for file in files if file.name in wrong]
        again = _run(place, left, python if wrong - {f.name for f in left} else [], "", wrong)
        found = [each for each in found if not each["wrong"]] + [{**e, "told": None} for e in again]
    names = Names(schema.catalogue)
    return Trace([test_of(each, names) for each in sorted(found, key=_id)], watched)


def _run(
    place: Place,
    files: Sequence[TapFile],
    python: list[Path],
    telling: str,
    only: set[str] | None,
) -> list[Found]:
    """Return what each file and each Python test has shown; of the latter only some, if named."""
    jobs: list[Job] = []
    if python:
        processes = place.most_workers if only is None else 1
        parts = [slice(number, None, processes) for number in range(processes)]
        jobs += [partial(_run_python, place, python, telling, part, only) for part in parts]
    if files:
        jobs.append(partial(_run_files, place, files, telling))
    with ThreadPoolExecutor(place.most_workers) as pool:
        try:
            return [found for done in pool.map(lambda job: job(), jobs) for found in done]
        except BaseException:
            place.stop.set()  # or the others would run to their end first
            raise


def _run_files(place: Place, files: Sequence[TapFile], telling: str) -> list[Found]:
    with place.counted(telling) as connection:
        if connection.execute(PGTAP).fetchone() is None:
            raise BoError(
                "the database has no pgTAP",
                hint="create extension pgtap with schema extensions; or --judge matrix",
            )
        found = trace_files(connection, takewhile(lambda _: not place.stop.is_set(), files))
    return found if telling else [{**each, "told": None} for each in found]


def _run_python(
    place: Place, python: list[Path], telling: str, part: slice, only: set[str] | None
) -> list[Found]:
    with place.python_tests(python, telling) as tests:
        chosen = [test for test in tests.tests if only is None or test["id"] in only]
        found = tests.trace(chosen[part], TELLING_S if telling else LONGEST_S)
    return found if telling else [{**each, "told": None} for each in found]


def _id(found: Found) -> str:
    return str(found["id"])
