"""`bo start`, `stop`, `status`, `up`, `doctor`, `mail`: the local stack."""

from typing import Annotated

import typer

from bo_cli.commands import doctor, mail, up
from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.commands.show import show
from bo_cli.core.console import data_json, say


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (up.up, start, stop, status, doctor.doctor, mail.mail):
        app.command()(command)


def start(engine: EngineOption = None) -> None:
    """Start the stack: install what is missing, start what is down, leave the rest alone."""
    here = context(engine=engine)
    here.engine.start()
    show(here.engine.status())


def stop(
    engine: EngineOption = None,
    delete_data: Annotated[
        bool, typer.Option("--delete-data", help="Delete databases, keys, mails and files as well.")
    ] = False,
) -> None:
    """Stop the stack. Its data stays, unless --delete-data is given."""
    here = context(engine=engine)
    if delete_data:
        here.engine.delete()
    else:
        here.engine.stop()
    say("stopped and deleted" if delete_data else "stopped")


def status(
    engine: EngineOption = None,
    json: JsonOption = False,
    show_secrets: Annotated[
        bool, typer.Option("--show-secrets", help="Print passwords and keys in full.")
    ] = False,
) -> None:
    """Show addresses, keys and the state of each part.

    --json prints the secrets in full: other tools read them there.
    """
    found = context(engine=engine).engine.status()
    if json:
        data_json(found.as_json())
    else:
        show(found, secrets=show_secrets)
