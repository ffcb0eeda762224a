"""The checks behind `bo doctor`."""

import platform
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.core.settings import Settings
from bo_cli.stack.account import choose_account
from bo_cli.stack.engines.protocol import Engine
from bo_cli.stack.packages import NEEDED_BYTES, locate
from bo_cli.stack.ports import is_free, preferred_ports

OLDEST_PYTHON = (3, 11)
# What a developer's databases and templates take, with room to spare.
NEEDED_FOR_DATA = 1024**3


@dataclass(frozen=True)
class Check:
    """One finding. hint: what to do, where `ok` is false."""

    name: str
    ok: bool
    detail: str
    hint: str | None = None


def examine(settings: Settings, project: Project, engine: Engine) -> list[Check]:
    """Run every check that this engine needs; a check that itself fails is a finding."""
    state = settings.state_path(project)
    checks: list[tuple[str, Callable[[], Check]]] = [("python", _python)]
    if engine.name != "url":
        checks += [
            ("node", lambda: _node(settings)),
            ("packages", lambda: _packages(settings)),
            ("disk", lambda: _disk(state, settings.cache_path())),
            ("state folder", lambda: _rights(state)),
            ("ports", lambda: _ports(settings, state, engine)),
        ]
    if engine.name == "embedded":
        checks.append(("account", _account))
    findings = [_guarded(name, check) for name, check in checks]
    return [*findings, *_parts(engine)]


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except BoError as error:
        return Check(name, False, error.message, error.hint)
    except OSError as error:
        return Check(name, False, str(error))


def _python() -> Check:
    found = platform.python_version()
    return Check("python", sys.version_info >= OLDEST_PYTHON, found, "install Python 3.11 or newer")


def _node(settings: Settings) -> Check:
    node = locate(settings.cache_path()).node
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return Check("node", done.returncode == 0, done.stdout.strip() or done.stderr, "run `make up`")


def _packages(settings: Settings) -> Check:
    packages = locate(settings.cache_path())
    where = str(packages.root)
    detail = where if packages.is_installed else f"not installed in {where}"
    return Check("packages", packages.is_installed, detail, "run `bo start`")


def _disk(*folders: Path) -> Check:
    free = {_existing(folder): shutil.disk_usage(_existing(folder)).free for folder in folders}
    least, needed = min(free.values()), max(NEEDED_BYTES, NEEDED_FOR_DATA)
    places = ", ".join(f"{size >> 20} MB free in {folder}" for folder, size in free.items())
    return Check("disk", least >= needed, places, f"free {needed >> 20} MB")


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.exists())


def _rights(state: Path) -> Check:
    if not state.exists():
        return Check("state folder", True, f"{state}: not made yet")
    private = [state, *state.glob("*.json")]
    open_ones = [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        listed = ", ".join(map(str, open_ones))
        return Check("state folder", False, f"others can read {listed}", f"chmod go= {listed}")
    return Check("state folder", True, f"{state}: for its owner only")


def _ports(settings: Settings, state: Path, engine: Engine) -> Check:
    status = engine.status()
    api, database = preferred_ports(state)
    wanted = {"api": settings.api_port or api, "database": settings.db_port or database}
    taken = [
        str(port)
        for part, port in wanted.items()
        if status.parts.get(part) == "stopped" and not is_free(port)
    ]
    fixed = settings.api_port is not None or settings.db_port is not None
    detail = f"taken by other programs: {', '.join(taken)}" if taken else "free, or ours"
    if taken and not fixed:
        detail += "; others will be used"
    return Check("ports", not (taken and fixed), detail, "stop that program, or unset BO_*_PORT")


def _account() -> Check:
    return Check("account", True, f"Postgres runs as {choose_account().name}")


def _parts(engine: Engine) -> Iterator[Check]:
    for part, state in engine.status().parts.items():
        yield Check(part, state == "running", state, "run `bo start`")
