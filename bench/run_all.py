"""Run every benchmark, one after the other, and write docs/benchmarks.md from what they found.

    make bench        or: .venv/bin/python bench/run_all.py [--db-url URL] [--processor-time]
                          [NAME ...]

Takes about twenty minutes and works beside the app database. Exits 1 when a bar is missed. With
names (such as reset) only these run, and the page stays as it is. With --db-url those that need
many conversations take the ones that are there, instead of making them.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bars import RESULTS

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "benchmarks.md"
# Below this line the page is ours.
MARK = "<!-- written by make bench -->"
ORDER = (
    "reset",
    "policy_suite",
    "permissions",
    "audit",
    "reads",
    "dashboard",
    "topics",
    "events",
    "fees",
    "trading",
    "up",
)
# Those that need many conversations.
SCALED = ("reads", "dashboard", "topics")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", default=list(ORDER))
    parser.add_argument("--db-url", help="a database that `bo seed --scale` has filled")
    parser.add_argument("--processor-time", action="store_true", help="see bench/clock.py")
    given = parser.parse_args()
    chosen = given.names
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results"
        results.touch()
        options = ["--db-url", given.db_url] if given.db_url else []
        options += ["--processor-time"] if given.processor_time else []
        codes = [run(name, results, options if name in SCALED else []) for name in chosen]
        rows = [json.loads(line) for line in results.read_text().splitlines()]
    bars = [row for row in rows if "ratio" in row]
    print("\nSummary")
    for row in bars:
        verdict = "ok" if row["kept"] else "MISSED"
        print(f"{row['name']:44} {row['ratio']:7.2f} x  {row['bound']:16} {verdict}")
    if chosen == list(ORDER):
        write_page(bars, [row for row in rows if row not in bars])
    sys.exit(any(codes))


def run(name: str, results: Path, options: list[str]) -> int:
    """Run one benchmark with its output shown; returns its exit code."""
    print(f"\n{name}", flush=True)
    command = [sys.executable, str(FOLDER / f"bench_{name}.py"), *options]
    return subprocess.run(command, env=os.environ | {RESULTS: str(results)}, check=False).returncode


def beyond(row: dict[str, Any]) -> str:
    """The ratio without asking, where it was measured."""
    return "" if row["beyond"] is None else f"{row['beyond']:.2f}"


def write_page(bars: list[dict[str, Any]], notes: list[dict[str, Any]]) -> None:
    """Replace what the last run wrote into the page."""
    head = PAGE.read_text().partition(MARK)[0]
    where = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    load = os.getloadavg()[2]
    lines = [
        f"Run on {datetime.date.today():%Y-%m-%d}, {where}, load {load:.1f} over the last minutes.",
        "",
        "Beyond asking: without what the question who it is and what he may costs by itself.",
        "",
        "| Bar | Baseline | Ratio | Beyond asking | Wanted | |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row['name']} | {row['baseline']} | {row['ratio']:.2f} | {beyond(row)} | {row['bound']}"
        f" | {'ok' if row['kept'] else '**missed**'} |"
        for row in bars
    ]
    lines += ["", "Measured along the way, without a bar:", ""]
    lines += [f"- {row['name']}: {row['text']}" for row in notes]
    PAGE.write_text(f"{head}{MARK}\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
