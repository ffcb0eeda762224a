"""A full disk: said in so many words, for the packages and for the database."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import TIMEOUT_S, Checkout

# A mount that only this command sees, and that goes when it ends.
NAMESPACE = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-Ur", "--mount"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system")


def bo_on_small_disk(
    checkout: Checkout, folder: Path, megabytes: int, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `bo start` with `folder` on a file system of that size."""
    folder.mkdir(parents=True)
    start, stop = (shlex.join(checkout.command(word)) for word in ("start", "stop"))
    mount = f"mount -t tmpfs -o size={megabytes}m none {shlex.quote(str(folder))}"
    # Stopped inside as well: outside of it nobody sees the state folder.
    script = f"{mount} && {{ {start}; code=$?; {stop} >/dev/null 2>&1; exit $code; }}"
    return subprocess.run(
        [*NAMESPACE, "sh", "-c", script],
        cwd=checkout.root,
        env=checkout.variables(**environment),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )


def test_packages_need_room_and_say_how_much(fresh: Checkout, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    done = bo_on_small_disk(fresh, cache, 50, BO_CACHE_DIR=str(cache))
    assert done.returncode == 1
    assert "need 600 MB" in done.stderr
    assert "BO_CACHE_DIR" in done.stderr


@pytest.mark.parametrize("megabytes", [1, 8, 42])
def test_the_database_says_that_the_disk_is_full(fresh: Checkout, megabytes: int) -> None:
    # 1 and 8 MB are not enough for initdb, 42 MB hold the new cluster but not the template.
    done = bo_on_small_disk(fresh, fresh.state, megabytes)
    assert done.returncode == 1
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
