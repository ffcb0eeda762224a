"""A full disk fails in many places and words; this says it in one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bo_cli.core.errors import BoError

# Postgres needs room for its next log segment of 16 MB, and for what it was doing.
SCARCE_BYTES = 32 * 1024**2


@contextmanager
def explain_full_disk(folder: Path) -> Iterator[None]:
    """Turn any failure into "the disk is full" when there is hardly room left at `folder`."""
    try:
        yield
    except Exception as error:
        free = shutil.disk_usage(folder).free
        if free > SCARCE_BYTES:
            raise
        raise BoError(
            f"the disk is full: {free >> 20} MB left in {folder}",
            hint="free some space, or set BO_STATE_DIR to a folder on another disk",
        ) from error
