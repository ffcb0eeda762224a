"""Running every test once on the unbroken database, to know what it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bo_cli.assurance.mutate.streaming import run_file
from bo_cli.assurance.mutate.tap_files import TapFile
from bo_cli.assurance.mutate.touches import CATALOGUE, Names, Test
from bo_cli.assurance.mutate.watching import told_by
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, Diagnostic

Found = dict[str, Any]


@dataclass(frozen=True)
class Trace:
    """What running every test once has shown. watched: ids of the mutants that tests tell of.

    untraced: the ids of the tests that take too long to judge. states: of each file with tests, a
    hash of all that they depend on.
    """

    tests: list[Test]
    watched: frozenset[str]
    untraced: frozenset[str] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)


def trace_files(connection: Connection, files: Iterable[TapFile], longest: float) -> list[Found]:
    """Run each pgTAP file; returns what `PythonTests.trace` does, and the seconds of its parts.

    longest: seconds that a statement may take.
    """
    told: dict[str, int] = {}
    part = 0

    def note(notice: Diagnostic) -> None:
        for mutant in told_by(notice):
            told.setdefault(mutant, part)

    def begin(place: int) -> None:
        nonlocal part
        part = place

    connection.add_notice_handler(note)
    found = []
    for file in files:
        told.clear()
        run = run_file(connection, file, begin, longest)
        traced = {"id": file.name, "text": file.text, "touched": run.touched, "wrong": run.wrong}
        times = {"seconds": sum(run.seconds), "parts": run.seconds}
        found.append({**traced, **times, "told": dict(told), "is_slow": run.is_slow})
    connection.remove_notice_handler(note)
    return found


def test_of(found: Found, names: Names) -> Test:
    """Return a traced test. Raises BoError where it fails without any mutant."""
    if found["wrong"]:
        raise BoError(f"{found['id']} fails without any mutant: {found['wrong']}")
    named, reached = _reached(found["text"], found["touched"], names)
    asks = bool(CATALOGUE.search(found["text"]))
    parts = tuple(found.get("parts", ()))
    return Test(found["id"], named, reached, asks, found.get("told"), found["seconds"], parts)


def _reached(
    text: str, touched: dict[str, list[int] | None] | None, names: Names
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the text names, and that with what ran.

    Where nothing was counted, with all it may reach.
    """
    named = names.named_in(text)
    functions = (touched or {}).get("functions")
    if touched is None or not functions:
        return named, names.reached_from(named)
    ran = {names.functions_by_oid.get(oid, "") for oid in functions}
    used = {names.relations_by_oid.get(oid, "") for oid in touched["relations"] or []}
    return named, named | (ran | used) - {""}


def source_of(test: str) -> str:
    """Return the file that a test stands in, by the test's id."""
    return test.partition("::")[0]
