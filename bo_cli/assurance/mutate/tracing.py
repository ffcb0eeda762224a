"""Running every test once on the unbroken database, to know what it touches."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from bo_cli.assurance.mutate.tap_files import TOUCHED, TapFile, touched_by
from bo_cli.assurance.mutate.touches import CATALOGUE, Names, Test
from bo_cli.assurance.mutate.watching import told_by
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection

Found = dict[str, Any]


@dataclass(frozen=True)
class Trace:
    """What running every test once has shown. watched: ids of the mutants that tests tell of."""

    tests: list[Test]
    watched: frozenset[str]


def trace_files(connection: Connection, files: Iterable[TapFile]) -> list[Found]:
    """Run each pgTAP file; returns what `PythonTests.trace` does."""
    told: set[str] = set()
    connection.add_notice_handler(lambda notice: told.update(told_by(notice)))
    found = []
    for file in files:
        told.clear()
        traced = _traced_file(connection, file)
        found.append({**traced, "told": sorted(told)})
    return found


def _traced_file(connection: Connection, file: TapFile) -> Found:
    started = perf_counter()
    lines, wrong = touched_by(connection, file)
    seconds = perf_counter() - started
    last = next((line for line in reversed(lines) if line.startswith(TOUCHED)), None)
    touched = json.loads(last.removeprefix(TOUCHED)) if last else None
    found = {"id": file.name, "text": file.text, "touched": touched}
    return {**found, "wrong": wrong, "seconds": seconds}


def test_of(found: Found, names: Names) -> Test:
    """Return a traced test. Raises BoError where it fails without any mutant."""
    if found["wrong"]:
        raise BoError(f"{found['id']} fails without any mutant: {found['wrong']}")
    test = _test(found["id"], found["text"], found["touched"], names, found["seconds"])
    told = found.get("told")
    return test if told is None else replace(test, told=frozenset(told))


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
    asks = bool(CATALOGUE.search(text))
    return Test(name, named, frozenset(reached), asks, seconds=seconds)


def kept(file: Path, make: Callable[[], Trace]) -> Trace:
    """Return what an earlier run wrote to `file`; otherwise make and write it."""
    if file.exists():
        found = json.loads(file.read_text())
        return Trace([_from_json(each) for each in found["tests"]], frozenset(found["watched"]))
    trace = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    for older in file.parent.glob("*.json"):
        older.unlink()
    tests = [_as_json(test) for test in trace.tests]
    file.write_text(json.dumps({"tests": tests, "watched": sorted(trace.watched)}))
    return trace


def digest(*parts: str) -> str:
    """Return the hash of everything that a trace depends on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _as_json(test: Test) -> dict[str, Any]:
    told = None if test.told is None else sorted(test.told)
    sets = {"named": sorted(test.named), "touched": sorted(test.touched), "told": told}
    return {**test.__dict__, **sets}


def _from_json(entry: dict[str, Any]) -> Test:
    told = None if entry["told"] is None else frozenset(entry["told"])
    sets = {"named": frozenset(entry["named"]), "touched": frozenset(entry["touched"])}
    return Test(**{**entry, **sets, "told": told})
