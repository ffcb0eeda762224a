"""`bo db`: the database of the stack."""

from typing import Annotated

import typer

from bo_cli.commands import db_lint, db_psql, db_scrub
from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import address, connect, is_local
from bo_cli.migrations import history
from bo_cli.migrations.apply import migrate as apply_pending
from bo_cli.migrations.diff import diff as draft
from bo_cli.migrations.files import read_migrations
from bo_cli.migrations.guard import mark_environment
from bo_cli.migrations.in_place import reset_in_place
from bo_cli.migrations.reset import reset as swap_in
from bo_cli.migrations.supabase_cli import supabase_cli
from bo_cli.migrations.templates import Origin
from bo_cli.migrations.verify import as_line
from bo_cli.migrations.verify import verify as parity

app = typer.Typer(no_args_is_help=True, help="Reset, migrate and inspect the database.")
app.command()(db_lint.lint)
app.command()(db_psql.psql)
app.command()(db_scrub.scrub)


@app.command()
def reset(
    source: Annotated[
        bool, typer.Option("--source", help="Build from sql/, policies/ and rpc/ directly.")
    ] = False,
    from_scratch: Annotated[
        bool,
        typer.Option("--from-scratch", help="Use no template; prove that the result is the same."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    engine: EngineOption = None,
) -> None:
    """Make a fresh database: migrations, reference rows, demo rows.

    Costs what changed since the last time. Refused where the environment is production.
    """
    here = context(engine=engine)
    info = database(here)
    if not yes and not is_local(info.db_url):
        typer.confirm(f"Drop everything in {address(info.db_url)}?", abort=True, err=True)
    if info.admin_url:
        origin: Origin | None = "source" if source else None
        swap_in(info, here.project, origin=origin, from_scratch=from_scratch)
    elif source or from_scratch:
        raise UsageError("--source and --from-scratch need a server of our own")
    else:
        reset_in_place(info, here.project)
    say(f"reset: {address(info.db_url)}")


@app.command()
def migrate(json: JsonOption = False, engine: EngineOption = None) -> None:
    """Apply the pending migrations: each one whole, or not at all."""
    here = context(engine=engine)
    migrations = read_migrations(here.project)
    info = database(here)
    with connect(info.db_url, autocommit=True) as connection:
        applied = apply_pending(connection, migrations)
        if info.admin_url:  # our own server: the settings know what it is
            mark_environment(connection, info.environment)
    if json:
        data_json([migration.path.name for migration in applied])
        return
    for migration in applied:
        data(migration.path.name)
    say(f"applied {len(applied)} migration(s)" if applied else "nothing to apply")


@app.command()
def status(json: JsonOption = False, engine: EngineOption = None) -> None:
    """List the migrations: applied, pending, or unknown (applied, but no file here)."""
    here = context(engine=engine)
    migrations = read_migrations(here.project)
    with connect(database(here).db_url) as connection:
        lines = history.compare_history(migrations, history.applied_versions(connection))
    if json:
        data_json([vars(line) for line in lines])
        return
    for line in lines:
        data(f"{line.version}  {line.state:8}  {line.name}")
    if not lines:
        say("no migrations")


@app.command()
def diff(engine: EngineOption = None) -> None:
    """Print SQL that brings the migrations to the source: a draft, made by pg-delta."""
    here = context(engine=engine)
    text = draft(database(here), here.project, supabase_cli(here.settings))
    if text:
        data(text)
    else:
        say("no difference that pg-delta knows of; bo db verify compares more")


@app.command()
def verify(json: JsonOption = False, engine: EngineOption = None) -> None:
    """Compare the migrations' database with the source's; exits with 1 where they differ."""
    here = context(engine=engine)
    found = parity(database(here), here.project)
    if json:
        data_json([vars(difference) for difference in found])
    else:
        for difference in found:
            data(as_line(difference))
    if found:
        say(f"{len(found)} difference(s)")
        raise typer.Exit(1)
    say("migrations and source make the same database")
