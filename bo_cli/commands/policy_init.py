"""`bo policy init`."""

from typing import Annotated

import typer

from bo_cli.commands.context import context
from bo_cli.commands.database import database
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.core.console import data, say
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import connect


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(init)


def init(
    db_url: Annotated[
        str | None, typer.Option(help="Another database than the local stack's.")
    ] = None,
    intent: IntentOption = None,
) -> None:
    """Draft an intent file for a database that exists: all that is in it, everything closed.

    Reads the catalogue and the names of three accounts and tenants; where there are fewer, the
    draft makes some. Prints the file's name; a file that is there already is left alone.
    """
    from bo_cli.assurance.intent.draft import draft_intent

    file = intent_file(intent)
    if file.exists():
        raise UsageError(f"{file} is there already", "name another file with --intent")
    with connect(db_url or database(context()).db_url) as connection:
        try:
            text = draft_intent(connection)
        finally:
            connection.rollback()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    data(str(file))
    say("a draft: give each identity its tenants, then say what it should be able to do")
