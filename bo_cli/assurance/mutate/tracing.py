"""Running every test once on the unbroken database, to know what it touches."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.streaming import run_file
from bo_cli.assurance.mutate.tap_files import TapFile
from bo_cli.assurance.mutate.touches import CATALOGUE, Names, Test
from bo_cli.assurance.mutate.watching import told_by
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, Diagnostic

# Traces of other states, as of the branch before this one, that are not thrown away yet.
KEPT = 3
Found = dict[str, Any]
Make = Callable[[set[str]], "Trace"]


@dataclass(frozen=True)
class Trace:
    """What running every test once has shown. watched: ids of the mutants that tests tell of.

    untraced: the ids of the tests that take too long to judge.
    """

    tests: list[Test]
    watched: frozenset[str]
    untraced: frozenset[str] = frozenset()


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


def kept(folder: Path, common: str, sources: dict[str, str], make: Make) -> Trace:
    """Return the trace of all sources, those of an earlier run where they are the same.

    folder: where the trace is kept. common: hash of what the traces of all tests depend on.
    sources: each file with tests that judge, and a hash of it. make: traces the tests of some.
    """
    file = folder / f"{common}.json"
    known: dict[str, Any] = {"tests": [], "watched": [], "untraced": [], "sources": {}}
    if file.exists():
        known = json.loads(file.read_text())
    changed = {name for name in sources if known["sources"].get(name) != sources[name]}
    tests = [_from_json(each) for each in known["tests"] if source_of(each["id"]) not in changed]
    untraced = frozenset(name for name in known["untraced"] if source_of(name) not in changed)
    watched = frozenset(known["watched"])
    if changed:
        made = make(changed)
        tests, watched = [*tests, *made.tests], made.watched
        untraced |= made.untraced
        folder.mkdir(parents=True, exist_ok=True)
        for older in sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
            older.unlink()
        found = {
            "tests": [_as_json(test) for test in tests],
            "watched": sorted(watched),
            "untraced": sorted(untraced),
            "sources": {**known["sources"], **sources},
        }
        file.write_text(json.dumps(found))
    wanted = [test for test in tests if source_of(test.id) in sources]
    slow = frozenset(name for name in untraced if source_of(name) in sources)
    return Trace(sorted(wanted, key=lambda test: test.id), watched, slow)


def source_of(test: str) -> str:
    """Return the file that a test stands in, by the test's id."""
    return test.partition("::")[0]


def digest(*parts: str) -> str:
    """Return the hash of everything that a trace depends on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _as_json(test: Test) -> dict[str, Any]:
    return {**test.__dict__, "named": sorted(test.named), "touched": sorted(test.touched)}


def _from_json(entry: dict[str, Any]) -> Test:
    sets = {name: frozenset(entry[name]) for name in ("named", "touched")}
    return Test(**{**entry, **sets, "parts": tuple(entry["parts"])})
