"""The `bo` command: every group and top-level command is registered here."""

import sys

import typer

from bo_cli.commands import (
    archive,
    config,
    db,
    gen,
    migration,
    node,
    policy,
    rpc,
    seed,
    stack,
    test,
    token,
)
from bo_cli.core.console import say
from bo_cli.core.errors import BoError
from bo_cli.db.connect import DatabaseError

app = typer.Typer(
    name="bo",
    help="Data layer and local stack of a multi-tenant back office on Supabase.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
stack.register(app)
seed.register(app)
test.register(app)
token.register(app)
node.register(app)
archive.register(app)
app.add_typer(db.app, name="db")
app.add_typer(migration.app, name="migration")
app.add_typer(gen.app, name="gen")
app.add_typer(rpc.app, name="rpc")
app.add_typer(config.app, name="config")
app.add_typer(policy.app, name="policy")


def run() -> None:
    """Run the command line; a BoError becomes one message and its exit code."""
    try:
        app()
    except DatabaseError as error:  # such as a server that goes away in the middle
        say(f"error: the database: {str(error).strip()}")
        sys.exit(1)
    except BoError as error:
        say(f"error: {error.message}")
        if error.hint:
            say(f"hint: {error.hint}")
        sys.exit(error.exit_code)
