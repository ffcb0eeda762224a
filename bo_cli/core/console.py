"""What people see: data on stdout, notices and progress on stderr."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def say(message: str) -> None:
    """Print a notice (stderr)."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def data(text: str) -> None:
    """Print a result (stdout)."""
    sys.stdout.write(text + "\n")


def data_json(value: Any) -> None:
    """Print a result as JSON (stdout)."""
    data(json.dumps(value, indent=2, default=str))


@contextmanager
def step(label: str) -> Iterator[None]:
    """Show that a step runs, then how long it took; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # here, because scripts need no spinner

    started = time.perf_counter()
    with Console(stderr=True).status(label):
        yield
    say(f"{label}: {time.perf_counter() - started:.2f} s")
