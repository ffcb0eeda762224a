"""Traces of an earlier run, as long as nothing has changed that they depend on."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.fingerprints import Fingerprints, digest
from bo_cli.assurance.mutate.touches import Test
from bo_cli.assurance.mutate.tracing import Trace, source_of
from bo_cli.core.writing import write_whole

Make = Callable[[set[str]], Trace]


def kept(file: Path, prints: Fingerprints, sources: dict[str, str], make: Make) -> Trace:
    """Return the trace of all sources; of an earlier run, what is still as it was then.

    file: where traces are kept. sources: each file with tests that judge, and a hash of it. make:
    traces the tests of some.
    """
    known: dict[str, Any] = {"watched": [], "sources": {}}
    if file.exists():
        known = json.loads(file.read_text())
    entries: dict[str, Any] = known["sources"]
    changed = {
        name
        for name, source in sources.items()
        if name not in entries or not _holds(entries[name], source, prints)
    }
    if changed:
        made = make(changed)
        entries |= {name: _entry(name, sources[name], made, prints) for name in changed}
        known = {"watched": sorted(made.watched), "sources": entries}
        write_whole(file, json.dumps(known).encode())
    wanted = [entries[name] for name in sources]
    tests = [_from_json(test) for entry in wanted for test in entry["tests"]]
    untraced = frozenset(name for entry in wanted for name in entry["untraced"])
    by_id = sorted(tests, key=lambda test: test.id)
    states = {name: digest(entries[name]["source"], entries[name]["schema"]) for name in sources}
    return Trace(by_id, frozenset(known["watched"]), untraced, states)


def _entry(name: str, source: str, made: Trace, prints: Fingerprints) -> dict[str, Any]:
    tests = [test for test in made.tests if source_of(test.id) == name]
    untraced = sorted(test for test in made.untraced if source_of(test) == name)
    schema = _schema(tests, untraced, prints)
    as_json = [_as_json(test) for test in tests]
    return {"source": source, "schema": schema, "tests": as_json, "untraced": untraced}


def _holds(entry: dict[str, Any], source: str, prints: Fingerprints) -> bool:
    tests = [_from_json(test) for test in entry["tests"]]
    schema = _schema(tests, entry["untraced"], prints)
    return bool(entry["source"] == source and entry["schema"] == schema)


def _schema(tests: Iterable[Test], untraced: Iterable[str], prints: Fingerprints) -> str:
    """Return the hash of all that the tests of a file depend on."""
    of_everything = any(test.asks_catalogue or test.told is None for test in tests)
    if of_everything or any(untraced):
        return prints.everything
    return prints.of(name for test in tests for name in test.touched)


def _as_json(test: Test) -> dict[str, Any]:
    return {**test.__dict__, "named": sorted(test.named), "touched": sorted(test.touched)}


def _from_json(entry: dict[str, Any]) -> Test:
    sets = {name: frozenset(entry[name]) for name in ("named", "touched")}
    return Test(**{**entry, **sets, "parts": tuple(entry["parts"])})
