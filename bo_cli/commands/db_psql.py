"""`bo db psql`."""

import os
import shutil
from typing import Annotated

import typer

from bo_cli.commands.context import EngineOption, context
from bo_cli.commands.database import database
from bo_cli.core.errors import BoError
from bo_cli.db.connect import psql_environment


def psql(
    arguments: Annotated[list[str] | None, typer.Argument(help="Passed on to psql.")] = None,
    engine: EngineOption = None,
) -> None:
    """Open psql on the database; arguments after -- are psql's: bo db psql -- -c 'select 1'."""
    program = shutil.which("psql")
    if program is None:
        raise BoError(
            "psql is not installed",
            hint="install a Postgres client, or use the address of bo status with another tool",
        )
    info = database(context(engine=engine))
    # The password goes by the environment: arguments can be read by every user of the machine.
    environment = {**os.environ, **psql_environment(info.db_url)}
    os.execve(program, [program, *(arguments or [])], environment)  # noqa: S606
