"""`bo migration`: the files of the history."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from bo_cli.commands.context import EngineOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import data, say
from bo_cli.core.project import find_project
from bo_cli.migrations.diff import diff
from bo_cli.migrations.first import write_first_history
from bo_cli.migrations.lint_files import restyle
from bo_cli.migrations.new import new_migration
from bo_cli.migrations.supabase_cli import supabase_cli

app = typer.Typer(no_args_is_help=True, help="Write the files of the migration history.")


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="verb_object in snake_case, such as add_visitors.")],
    from_diff: Annotated[
        bool, typer.Option("--from-diff", help="Draft it from what the source has on top.")
    ] = False,
    engine: EngineOption = None,
) -> None:
    """Add a migration; prints its path."""
    here = context(engine=engine)
    text = ""
    if from_diff:
        program = supabase_cli(here.settings)
        text = diff(database(here), here.project, program)
        if not text:
            say("no difference: migrations and source make the same tables and functions")
            raise typer.Exit(1)
        text += "\n"
    path = new_migration(here.project, name, text)
    if from_diff:
        restyle(here.project, path)
    data(str(path.relative_to(here.project.root)))
    if from_diff:
        say("a draft: read it, add the reason as a comment, then run bo db verify")


@app.command()
def first() -> None:
    """Write the first history from the source; only where there is no migration yet."""
    project = find_project()
    for path in write_first_history(project, datetime.now(UTC)):
        data(str(path.relative_to(project.root)))
    say("now run bo db verify")
