"""Programs of others, run to their end."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bo_cli.core.errors import BoError

# A schema of hundreds of tables, on a machine with other things to do, takes minutes.
TIMEOUT_S = 600.0


def run_program(
    name: str,
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    folder: str | None = None,
    timeout_s: float = TIMEOUT_S,
) -> subprocess.CompletedProcess[str]:
    """Run a command without input, and return what it printed.

    name: what an error calls it. folder: where it runs, else here.
    Raises BoError when it has not ended in time; it is killed then.
    """
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BoError(
            f"{name} failed: it has not ended after {timeout_s:g} seconds",
            hint="try again when the machine has less to do",
        ) from None
