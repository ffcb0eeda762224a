"""pgrls, run as a program of its own.

pgrls is MIT, but it needs pglast, which is GPL-3.0: so it is neither imported nor among our
dependencies. It lives in an environment of its own in the cache, made only when somebody asks for
it (`bo policy lint --install-pgrls`), pinned with hashes by pgrls.lock.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bo_cli.assurance.lint.model import Severity, Subject
from bo_cli.assurance.lint.tools import Report
from bo_cli.core.errors import BoError
from bo_cli.core.programs import run_program
from bo_cli.db.connect import as_url, psql_environment

VERSION = "0.57.1"
LOCK = Path(__file__).with_name("pgrls.lock")
IN_BRACKETS = re.compile(r"^(?P<table>.+) \((?P<part>[^()]+)\)$")
ROLE_RULES = ("SEC016", "SEC029", "SEC048")
FUNCTION_RULES = ("SEC014", "SEC015", "SEC017", "SEC042")


def find_pgrls(cache: Path) -> list[str] | None:
    """Return the command that runs pgrls; None where it is not installed."""
    python = _environment(cache) / "bin" / "python"
    return [str(python), "-m", "pgrls"] if python.exists() else None


def install_pgrls(cache: Path) -> None:
    """Make the environment of pgrls, where it is missing.

    Raises BoError where pip fails.
    """
    if find_pgrls(cache):
        return
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="pgrls-new-") as folder:
        made = Path(folder) / "environment"
        _run([sys.executable, "-m", "venv", str(made)])
        pip = [str(made / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        _run([*pip, "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)])
        if not _environment(cache).exists():
            shutil.move(made, _environment(cache))


def read_pgrls(url: str, command: list[str], schemas: list[str]) -> list[Report]:
    """Return the reports of `pgrls lint` on these schemas of a database.

    Raises BoError where it cannot read the database.
    """
    # The password, which every user of the machine could read in the arguments, goes by libpq.
    environment = {**os.environ, **psql_environment(url), "DATABASE_URL": as_url(url)}
    arguments = ["lint", "--format", "json", "--schemas", ",".join(schemas)]
    # An empty folder: no settings of whoever calls.
    with tempfile.TemporaryDirectory() as folder:
        done = run_program("pgrls", [*command, *arguments], environment, folder)
    try:
        found = json.loads(done.stdout)["violations"]
    except (ValueError, KeyError):
        words = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise BoError(f"pgrls failed: {' '.join(words)}") from None
    return [_report(each) for each in found]


def _report(violation: dict[str, str]) -> Report:
    rule = violation["rule_id"]
    severity = Severity.ERROR if violation["severity"] == "error" else Severity.WARNING
    message = violation["message"]
    return Report(f"pgrls/{rule}", severity, _subject(rule, violation["location"]), message)


def _subject(rule: str, location: str) -> Subject:
    """Read what pgrls calls a location: schema.table.policy, `schema.table (key)`, a role."""
    if rule in ROLE_RULES or "." not in location:
        return Subject("role", None, location)
    bracketed = IN_BRACKETS.match(location)
    if bracketed:
        schema, _, table = bracketed["table"].partition(".")
        return Subject("index", schema, table, bracketed["part"])
    schema, _, rest = location.partition(".")
    if rule in FUNCTION_RULES:
        return Subject("function", schema, rest)
    table, _, part = rest.partition(".")
    return Subject("policy", schema, table, part) if part else Subject("table", schema, table)


def _environment(cache: Path) -> Path:
    return cache / f"pgrls-{VERSION}"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = " ".join((done.stderr or done.stdout).strip().splitlines()[-2:])
        raise BoError(f"pgrls could not be installed: {words}")
