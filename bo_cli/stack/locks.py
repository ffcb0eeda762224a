"""One writer at a time, across processes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bo_cli.core.console import say


@contextmanager
def file_lock(path: Path, busy: str) -> Iterator[None]:
    """Hold an exclusive lock on `path` (made if absent); say `busy` once when it must wait.

    The kernel drops the lock when its holder dies, so a killed process leaves nothing behind.
    """
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(busy)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
