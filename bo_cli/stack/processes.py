"""Processes that outlive the command that started them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def command_line(pid: int) -> str:
    """Return the command line of a process; empty when there is none or it is a zombie."""
    if sys.platform == "linux":
        try:
            raw = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return ""
        return raw.replace(b"\0", b" ").decode(errors="replace").strip()
    shown = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return shown.stdout.strip()


def is_running(pid: int, marker: str) -> bool:
    """Say whether this process lives and is the one we started.

    marker: text that only our process has in its command line. A pid alone proves nothing: after
    a crash or a reboot it may belong to anything.
    """
    return pid > 0 and marker in command_line(pid)


def terminate(pid: int, marker: str, how: signal.Signals, patience_s: float) -> None:
    """End our process with signal `how`, with SIGKILL when it takes longer than `patience_s`."""
    for last in (how, signal.SIGKILL):
        if not is_running(pid, marker):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, last)
        wait_until(lambda: not is_running(pid, marker), patience_s)


def wait_until(condition: Callable[[], bool], timeout_s: float, pause_s: float = 0.02) -> bool:
    """Poll until `condition` holds; return whether it did within `timeout_s` seconds."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause_s)
    return True


def tail(log: Path, start: int = 0, lines: int = 12) -> str:
    """Return the last lines that a log got after byte `start`."""
    try:
        with log.open("rb") as handle:
            handle.seek(start)
            text = handle.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.strip().splitlines()[-lines:])


def size(log: Path) -> int:
    """Return a log's length in bytes, 0 when it is not there yet."""
    return log.stat().st_size if log.exists() else 0
