"""`bo node`: a client's script against the local API, without an own Node."""

from pathlib import Path
from typing import Annotated

import typer

from bo_cli.commands.context import context
from bo_cli.core.errors import UsageError
from bo_cli.stack.packages import ensure_installed
from bo_cli.stack.scripts import run_script


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(node)


def node(
    script: Annotated[Path, typer.Argument(help="A JavaScript file (.mjs).")],
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Passed on to the script; options after --.")
    ] = None,
) -> None:
    """Run a script with supabase-js; BO_API_URL and BO_PUBLISHABLE_KEY are set for it."""
    if not script.is_file():
        raise UsageError(f"no such file: {script}")
    here = context()
    here.engine.start()
    packages = ensure_installed(here.settings.cache_path())
    raise typer.Exit(run_script(packages, here.engine.connection(), script, arguments or []))
