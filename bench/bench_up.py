"""`make up` from nothing and again, split by step.

    .venv/bin/python bench/bench_up.py

Clones the last commit into a folder of its own, with caches of its own, so that everything is
downloaded and installed; then stops that stack and removes it all. There is no bar but that the
second run, which installs nothing, takes less than a fifth of the first.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bars import bar, note

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print the steps of both runs; exit 1 when one fails or the second is not short."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "checkout"
        subprocess.run(["git", "clone", "--quiet", ROOT, checkout], check=True)
        environment = fresh_environment(Path(folder))
        try:
            first = up("from nothing", checkout, environment)
            again = up("again", checkout, environment)
        finally:
            subprocess.run(
                ["make", "clean"], cwd=checkout, env=environment, check=False, capture_output=True
            )
    baseline = "the first `make up`, which downloads and installs everything"
    sys.exit(not bar("make up again", again / first, 0.2, baseline))


def fresh_environment(folder: Path) -> dict[str, str]:
    """Return an environment without our settings and paths, and with empty caches."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BO_", "PYTHON", "VIRTUAL_ENV"))
    }
    caches = {
        "BO_CACHE_DIR": folder / "bo",
        "PIP_CACHE_DIR": folder / "pip",
        "npm_config_cache": folder / "npm",
    }
    return kept | {name: str(path) for name, path in caches.items()}


def up(name: str, checkout: Path, environment: dict[str, str]) -> float:
    """Run `make up`, print its steps, and return the seconds of the whole."""
    started = time.perf_counter()
    done = subprocess.run(
        ["make", "up"], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"make up, {name}: failed\n{done.stdout}{done.stderr}")
    steps = [line.split(maxsplit=1)[1] for line in done.stdout.splitlines() if line[:5] == "Time:"]
    note(f"make up, {name}", f"{seconds:.1f} s ({', '.join(steps)})")
    return seconds


if __name__ == "__main__":
    main()
