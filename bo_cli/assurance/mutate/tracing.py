"""Running every test once on the unbroken database, to know what it touches."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.assurance.mutate.tap_files import TOUCHED, TapFile, touched_by
from bo_cli.assurance.mutate.touches import CATALOGUE, Names, Test
from bo_cli.db.connect import Connection

Progress = Callable[[str], None]


def trace_files(connection: Connection, files: Iterable[TapFile], names: Names) -> list[Test]:
    """Run each pgTAP file. Raises BoError where one fails without any mutant."""
    return [_traced_file(connection, file, names) for file in files]


def _traced_file(connection: Connection, file: TapFile, names: Names) -> Test:
    started = perf_counter()
    lines = touched_by(connection, file)
    seconds = perf_counter() - started
    last = next((line for line in reversed(lines) if line.startswith(TOUCHED)), None)
    touched = json.loads(last.removeprefix(TOUCHED)) if last else None
    return _test(file.name, file.text, touched, names, seconds)


def trace_python(tests: PythonTests, names: Names) -> list[Test]:
    """Run each Python test. Raises BoError where one fails without any mutant."""
    return [
        _test(found["id"], found["text"], found["touched"], names, found["seconds"])
        for found in tests.trace()
    ]


def _test(
    name: str, text: str, touched: dict[str, list[int] | None] | None, names: Names, seconds: float
) -> Test:
    """Join what the text names with what ran; where nothing was counted, with all it may reach."""
    named = names.named_in(text)
    functions = (touched or {}).get("functions")
    if touched is None or not functions:
        reached = names.reached_from(named)
    else:
        ran = {names.functions_by_oid.get(oid, "") for oid in functions}
        used = {names.relations_by_oid.get(oid, "") for oid in touched["relations"] or []}
        reached = named | (ran | used) - {""}
    return Test(name, named, frozenset(reached), bool(CATALOGUE.search(text)), seconds)


def kept(file: Path, make: Callable[[], list[Test]]) -> list[Test]:
    """Return what an earlier run wrote to `file`; otherwise make and write it."""
    if file.exists():
        return [_from_json(entry) for entry in json.loads(file.read_text())]
    tests = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    for older in file.parent.glob("*.json"):
        older.unlink()
    file.write_text(json.dumps([_as_json(test) for test in tests]))
    return tests


def digest(*parts: str) -> str:
    """Return the hash of everything that a trace depends on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _as_json(test: Test) -> dict[str, Any]:
    return {**test.__dict__, "named": sorted(test.named), "touched": sorted(test.touched)}


def _from_json(entry: dict[str, Any]) -> Test:
    return Test(
        **{**entry, "named": frozenset(entry["named"]), "touched": frozenset(entry["touched"])}
    )
