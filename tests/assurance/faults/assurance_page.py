"""The figures of docs/assurance.md.

    .venv/bin/python tests/assurance/faults/assurance_page.py [counts] [matrix] [mutants] [faults]

Measures and writes the named parts, all of them without names: the counts take seconds, the matrix
about a minute, the mutants ten, the faults a few. Prose, which stands around the parts, stays.
"""

import datetime
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faults_page
from planting import HERE, read_faults

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.order import PLATFORM
from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import Connection, connect
from bo_cli.policies.databases import test_template, worker_database
from bo_cli.stack.engines import engine_for

PAGE = faults_page.ROOT / "docs" / "assurance.md"
WANTED_CELLS_PER_SECOND, WANTED_MUTANTS_PER_SECOND = 1000, 5
# Helpers of the tests are no part of what the page tells: a new one must not change it.
NOT_COUNTED = (*PLATFORM, "tests")
KINDS = {"tables": "rp", "views": "v", "materialized views": "m", "sequences": "S"}
Row = tuple[object, ...]


def counts(project: Project, connection: Connection) -> dict[str, int]:
    """Return how much there is to try: what does not depend on time. connection: to a database."""
    catalogue: Catalogue = read_catalogue(connection)
    relations = [r for r in catalogue.relations.values() if r.schema not in NOT_COUNTED]
    found = {"identities": len(load_intent(project.root / "policies" / "intent.toml").identities)}
    for label, kinds in KINDS.items():
        found[label] = sum(relation.kind in kinds for relation in relations)
    functions = [f for f in catalogue.functions.values() if f.schema not in NOT_COUNTED]
    return found | {"functions": len(functions)}


def counts_table(found: dict[str, int]) -> str:
    """Return the counts as the page shows them."""
    return _table(("what is tried", "how many"), [*found.items()])


def counts_part(project: Project) -> str:
    """Return the counts of what the migrations make."""
    info = engine_for(load_settings(project), project).ensure_database()
    with worker_database(info, test_template(info, project)) as url, connect(url) as connection:
        return counts_table(counts(project, connection))


def matrix_part(project: Project) -> str:
    """Run `bo policy matrix` and return what the page says of it."""
    result = json.loads(_bo("matrix", "--json"))
    rate = result["cells"] / result["seconds"]
    lines = [
        ("cells", f"{result['cells']:,}"),
        ("statements tried", f"{result['statements']:,}"),
        ("too wide, too narrow, cannot be judged", _judged(result)),
        ("time", f"{result['seconds']:.0f} s"),
        (f"cells a second, of {WANTED_CELLS_PER_SECOND:,} wanted", _ratio(rate, 1000)),
    ]
    return f"{_table(('result', ''), lines)}\n\n{_measured(project)}"


def mutants_part(project: Project) -> str:
    """Run `bo policy mutate` and return what the page says of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        _bo("mutate", "--figures", str(file), "--json")
        result = json.loads(file.read_text())
    heads = (
        "kind",
        "mutants",
        "killed by tests",
        "seen by the matrix alone",
        "equivalent",
        "explained",
    )
    rows = [_mutants(kind, found) for kind, found in result["kinds"].items()]
    rows.append(_mutants("all", result["all"]))
    table = _table((*heads, "survived", "tests", "tests and matrix"), rows)
    return f"{table}\n\n{_mutants_took(result)} {_measured(project)}"


def _mutants_took(result: dict[str, Any]) -> str:
    """Say how long a run took, and how fast the matrix judged what no test noticed."""
    took = f"{result['tests']} tests, {result['seconds'] / 60:.1f} minutes of 10 at most"
    if result["known"]:
        kept = f"{result['kept']:,} of them as nothing had changed since"
        took += f" ({result['known']:,} of the mutants known from an earlier run, {kept})"
    whole = f"{result['mutants_per_second']:.1f} mutants a second in all"
    if not result["matrix_mutants_per_second"]:
        return f"{took}, {whole}; nothing was left to the matrix."
    rate = _ratio(result["matrix_mutants_per_second"], WANTED_MUTANTS_PER_SECOND)
    return (
        f"{took}, {whole}; {rate} where the matrix judges, of {WANTED_MUTANTS_PER_SECOND} wanted."
    )


def faults_part(_project: Project) -> str:
    """Measure the other tools, write docs/faults.md, and return its summary."""
    faults_page.main(["--measure"])
    return faults_summary()


def faults_summary() -> str:
    """Return the summary of docs/faults.md as the page shows it."""
    others, _ = faults_page.load_others()
    return faults_page.summary(read_faults(), others)


PARTS: dict[str, Callable[[Project], str]] = {
    "counts": counts_part,
    "matrix": matrix_part,
    "mutants": mutants_part,
    "faults": faults_part,
}


def part_of(page: str, name: str) -> str:
    """Return what stands between the marks of a part."""
    return _region(name).search(page)[2].strip()  # type: ignore[index]


def with_part(page: str, name: str, text: str) -> str:
    """Return the page with another text between the marks of a part."""
    return _region(name).sub(lambda found: f"{found[1]}\n\n{text}\n\n{found[3]}", page)


def _region(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name}: .*?-->)(.*?)(<!-- end of {name} -->)", re.DOTALL)


def _bo(*words: str) -> str:
    """Run a command of `bo policy`; that it found something is no failure here."""
    done = subprocess.run(
        [sys.executable, "-m", "bo_cli", "policy", *words],
        cwd=faults_page.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1) or not done.stdout.strip():
        raise SystemExit(f"bo policy {words[0]} failed")
    return done.stdout


def _mutants(kind: str, found: dict[str, Any]) -> Row:
    counts = ("mutants", "killed", "seen", "equivalent", "explained", "survived")
    numbers = [found[name] for name in counts]
    shares = [found["killed_by_suites"], found["killed_with_matrix"]]
    return (kind, *numbers, *("–" if share is None else f"{share:.1%}" for share in shares))


def _judged(result: dict[str, Any]) -> str:
    return ", ".join(str(result[name]) for name in ("wider", "narrower", "unjudged"))


def _ratio(rate: float, wanted: float) -> str:
    return f"{rate:,.1f} ({rate / wanted:.2f} ×)"


def _measured(project: Project) -> str:
    """Say when and where, and of which schema: 12 digits of a hash of its source."""
    digest = hashlib.sha256()
    for folder in ("sql", "policies", "rpc"):
        for path in sorted((project.root / folder).rglob("*.*")):
            digest.update(path.read_bytes())
    where = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    load = f"load {os.getloadavg()[1]:.1f} over the last minutes"
    today = f"{datetime.date.today():%Y-%m-%d}"
    return f"Measured on {today}, {where}, {load}; source `{digest.hexdigest()[:12]}`."


def _table(heads: tuple[str, ...], rows: list[Row]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def main(names: list[str]) -> None:
    """Measure and write the named parts; one after the other, so that one failure loses one."""
    project = find_project(HERE)
    for name in names or PARTS:
        text = PARTS[name](project)
        PAGE.write_text(with_part(PAGE.read_text(), name, text))
        sys.stderr.write(f"{name}: written to {PAGE.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
