"""`bo gen`: files made from the database."""

from typing import Annotated

import typer

from bo_cli.commands.context import EngineOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import say, step
from bo_cli.migrations.supabase_cli import supabase_cli
from bo_cli.migrations.types import PATH, generate_types

app = typer.Typer(no_args_is_help=True, help="Write files that are made from the database.")


@app.callback()
def group() -> None:
    """Write files that are made from the database."""


@app.command()
def types(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 when the file is stale.")
    ] = False,
    engine: EngineOption = None,
) -> None:
    """Write supabase/types.ts: the TypeScript types of schema public, by the Supabase CLI."""
    here = context(engine=engine)
    info = database(here)
    with step("gen types"):
        fresh = generate_types(info, here.project, supabase_cli(here.settings))
    path = here.project.root / PATH
    if check:
        if not path.is_file() or path.read_text() != fresh:
            say(f"{PATH} is stale: run bo gen types")
            raise typer.Exit(1)
        say(f"{PATH} is up to date")
        return
    path.write_text(fresh)
    say(f"wrote {PATH}")
