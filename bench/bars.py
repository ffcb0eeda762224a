"""How a benchmark tells whether it kept its bar: one line each, and a row for the page of all."""

import json
import os
from pathlib import Path
from typing import Any

# Where bench/run_all.py gathers the rows.
RESULTS = "BENCH_RESULTS"


def bar(
    name: str,
    ratio: float,
    limit: float,
    baseline: str,
    *,
    at_least: bool = False,
    beyond: float | None = None,
) -> bool:
    """Print the line and return whether the bar is kept.

    ratio: measured against `baseline`, which says in plain words what that is. limit: the most it
    may be; with at_least, the least. beyond: the ratio without the fixed price of asking who it is
    and what he may, which is printed and decides nothing.
    """
    kept = ratio >= limit if at_least else ratio <= limit
    bound = f"at {'least' if at_least else 'most'} {limit:g} x"
    more = "" if beyond is None else f"  beyond asking {beyond:.2f} x"
    print(f"{name:44} {ratio:7.2f} x  {bound:16} {'ok' if kept else 'MISSED'}{more}", flush=True)
    _keep(name=name, ratio=ratio, bound=bound, baseline=baseline, kept=kept, beyond=beyond)
    return kept


def note(name: str, text: str) -> None:
    """Print something measured that has no bar, such as seconds."""
    print(f"{name:44} {text}", flush=True)
    _keep(name=name, text=text)


def _keep(**row: Any) -> None:
    if RESULTS in os.environ:
        with Path(os.environ[RESULTS]).open("a") as file:
            file.write(json.dumps(row) + "\n")
