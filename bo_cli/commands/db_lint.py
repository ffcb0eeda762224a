"""`bo db lint`."""

from typing import Annotated

import typer

from bo_cli.commands.context import Context, EngineOption, JsonOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import data, data_json, say, step
from bo_cli.migrations import lint_database, lint_files
from bo_cli.migrations.findings import Finding
from bo_cli.migrations.supabase_cli import supabase_cli


def lint(
    files_only: Annotated[
        bool, typer.Option("--files-only", help="Do not look at the running database.")
    ] = False,
    json: JsonOption = False,
    engine: EngineOption = None,
) -> None:
    """Find faults: sqlfluff, squawk, the Supabase advisors, plpgsql_check.

    This is about style, safe migrations and function bodies. Who can see and do too much is what
    `bo policy lint` looks for, in any database. Exits with 1 where something is found.
    """
    here = context(engine=engine)
    with step("sqlfluff"):
        found = lint_files.sqlfluff(here.project, here.settings.state_path(here.project))
    with step("squawk"):
        found += lint_files.squawk(here.project)
    if not files_only:
        found += _database(here)
    if json:
        data_json([vars(finding) for finding in found])
    else:
        for finding in found:
            data(finding.as_line())
    say(f"{len(found)} finding(s)" if found else "nothing found")
    if found:
        raise typer.Exit(1)


def _database(here: Context) -> list[Finding]:
    info = database(here)
    with step("supabase db advisors"):
        found = lint_database.advisors(info, supabase_cli(here.settings))
    with step("plpgsql_check"):
        checked = lint_database.plpgsql_check(info)
    if checked is None:
        say("plpgsql_check: the server does not have it, so function bodies were not checked")
    return found + (checked or [])
