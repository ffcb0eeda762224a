"""`bo seed`."""

from typing import Annotated

import typer

from bo_cli.commands.context import EngineOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import say
from bo_cli.db.connect import connect
from bo_cli.migrations.guard import refuse_production
from bo_cli.seeding.scale import scale, scale_trades
from bo_cli.seeding.seed import seed as run_seeds


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(seed)


def seed(
    reference_only: Annotated[
        bool, typer.Option("--reference-only", help="Roles and permissions, but no demo rows.")
    ] = False,
    conversations: Annotated[
        int | None,
        typer.Option("--scale", help="Add this many conversations in 200 domains, to measure on."),
    ] = None,
    trades: Annotated[
        int | None,
        typer.Option("--trades", help="Add this many trades on 5 platforms, to measure on."),
    ] = None,
    engine: EngineOption = None,
) -> None:
    """Put reference and demo rows into the database: all of them, or none.

    May be repeated. Refused where the environment is production: there the migrations bring the
    reference rows. --scale and --trades add made-up rows instead, and work once each.
    """
    here = context(engine=engine)
    info = database(here)
    with connect(info.db_url, autocommit=True) as connection:
        refuse_production(info, connection, "bo seed")
        if conversations is not None:
            scale(connection, here.project, conversations=conversations)
            say(f"added {conversations} conversations")
        if trades is not None:
            scale_trades(connection, here.project, trades=trades)
            say(f"added {trades} trades")
        if conversations is not None or trades is not None:
            return
        count = run_seeds(connection, here.project, demo=not reference_only)
    say(f"ran {count} seed file(s)")
