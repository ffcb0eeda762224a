"""`bo up`: everything that `make up` does once the Python environment is there."""

import time
from collections.abc import Callable

from bo_cli.commands.context import EngineOption, context
from bo_cli.commands.show import show
from bo_cli.core.console import data, say
from bo_cli.core.errors import UsageError
from bo_cli.migrations.reset import reset
from bo_cli.stack.packages import ensure_installed

LOGINS = (
    ("admin@admin.com", "admin", "every domain"),
    ("user@user.com", "user", "abtasty.com only"),
)


def up(engine: EngineOption = None) -> None:
    """Install and start the stack, make a fresh database, and print how to use it."""
    here = context(engine=engine)
    if here.engine.name == "url":
        raise UsageError(
            "bo up makes a local stack, and the url engine has none",
            hint="`bo db reset` or `bo db migrate` work on that database",
        )
    times: dict[str, float] = {}
    _timed(times, "packages", lambda: ensure_installed(here.settings.cache_path()))
    _timed(times, "database", here.engine.ensure_database)
    info = here.engine.connection()
    # Before the API, which does not serve a database that is broken.
    _timed(times, "bo db reset", lambda: reset(info, here.project))
    _timed(times, "API", here.engine.start)
    show(here.engine.status(), secrets=True)
    for email, password, what in LOGINS:
        data(f"{'Sign in:':<17}{email} / {password} ({what})")
    for name, seconds in times.items():
        data(f"{'Time:':<17}{name} {seconds:.1f} s")


def _timed(times: dict[str, float], name: str, action: Callable[[], object]) -> None:
    say(f"{name} …")
    started = time.perf_counter()
    action()
    times[name] = time.perf_counter() - started
