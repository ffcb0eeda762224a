"""Reaching the database for the commands that need nothing else of the stack."""

from bo_cli.commands.context import Context
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError


def database(here: Context) -> ConnectionInfo:
    """Return how to connect; a local database that is down is started first."""
    try:
        return here.engine.connection()
    except BoError:
        return here.engine.ensure_database()
