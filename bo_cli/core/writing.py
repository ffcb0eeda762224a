"""Files that are there whole or not at all, also where the machine goes off."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import BoError

READ_ONLY = 0o444


@dataclass(frozen=True)
class Written:
    """What a reader of a file finds: its lines and its SHA-256."""

    rows: int
    sha256: str


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that nobody may change, in place of one of the same name.

    It has its name once its content is on the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), READ_ONLY)
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent)


def read_back(path: Path) -> Written:
    """Return what is in the file."""
    content = path.read_bytes()
    return Written(content.count(b"\n"), hashlib.sha256(content).hexdigest())


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep a folder to this process; raises BoError where another one has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BoError(f"another process writes to {folder}") from None
        yield


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
