"""The commands themselves are silent on the clean schema, from a folder that is no project."""

import subprocess
import sys
from pathlib import Path

import planting
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

INTENT = ["--intent", str(planting.HERE / "intent.toml")]
HINTS = ["--hints", str(planting.HERE / "hints.toml")]
COMMANDS = {
    "matrix": ["--db-url", "URL", *INTENT, *HINTS],
    "fuzz": ["--db-url", "URL", *INTENT, *HINTS, "--seed", "2", "--examples", "1"],
    "lint": ["--db-url", "URL", *INTENT],
    "diff": ["URL", "URL", *INTENT, *HINTS],
    "intent": INTENT,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_command_finds_nothing(
    command: str, database_server: ConnectionInfo, clean_database: str, tmp_path: Path
) -> None:
    with worker_database(database_server, clean_database) as url:
        words = [url if word == "URL" else word for word in COMMANDS[command]]
        done = subprocess.run(
            [sys.executable, "-m", "bo_cli", "policy", command, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
