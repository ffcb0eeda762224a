"""The Supabase CLI, run so that it reads nothing of the user's home and calls nobody."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.core.programs import run_program
from bo_cli.core.settings import Settings
from bo_cli.db.connect import is_local, psql_environment
from bo_cli.stack.packages import ensure_installed

# What the CLI draws around its notices, on stdout too.
NOTICE = re.compile(r"^[│▲◇◆●].*\n?", re.MULTILINE)


def supabase_cli(settings: Settings) -> Path:
    """Return the CLI's program, installed with the packages of the local stack."""
    return ensure_installed(settings.cache_path()).supabase


def run_cli(program: Path, url: str, *arguments: str, folder: Path | None = None) -> str:
    """Run the CLI and return its stdout without notices.

    url: the server that the arguments name; they hold `as_url` of it, and the password, which
        every user of the machine could read there, goes by the environment.
    Raises BoError with the CLI's own words when it fails.
    """
    name = f"supabase {' '.join(arguments[:2])}"
    with tempfile.TemporaryDirectory(prefix="bo-cli-") as home:
        command = [program, *arguments, "--workdir", folder or home]
        done = run_program(name, command, _environment(home, url))
    if done.returncode != 0:
        raise BoError(f"{name} failed: {_reason(done)}")
    return NOTICE.sub("", done.stdout)


def _environment(home: str, url: str) -> dict[str, str]:
    """Return the environment: no telemetry, no update check, no login of the user's."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    quiet = {"HOME": home, "DO_NOT_TRACK": "1", "SUPABASE_TELEMETRY_DISABLED": "1", "CI": "1"}
    # A server on this machine has no TLS, and the CLI says so at length.
    tls = {"PGSSLMODE": "disable"} if is_local(url) else {}
    password = psql_environment(url).get("PGPASSWORD")
    return kept | quiet | tls | ({"PGPASSWORD": password} if password else {})


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    shown = [line for line in lines if not line.startswith(("Target:", "Try rerunning", "│", "▲"))]
    return " ".join(shown) or f"exit code {done.returncode}"
