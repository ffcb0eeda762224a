"""The time of what is measured: by the clock, or the processor time of the server's processes.

On a machine that does much else, the clock tells of the others; the processor time does not.
"""

import time
from pathlib import Path

import psycopg

_watched: list[Path] = []


def watch(db: psycopg.Connection) -> None:
    """Measure processor time from now on, of this connection's process and of those watched before.

    The server has to run here, on Linux.
    """
    _watched.append(Path(f"/proc/{db.info.backend_pid}/schedstat"))


def now() -> float:
    """Seconds since some moment that stays the same."""
    if not _watched:
        return time.perf_counter()
    return sum(int(path.read_text().split()[0]) for path in _watched) / 1e9
