"""What must not be reset or seeded: production, and what does not say what it is."""

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection

PRODUCTION = "production"


def environment_of(connection: Connection) -> str | None:
    """Return the environment that the database's own row names; None without row or table."""
    if not _has_mark(connection):
        return None
    row = connection.execute("select environment from private.deployment").fetchone()
    return row[0] if row else None


def mark_environment(connection: Connection, environment: str) -> None:
    """Let the database say what it is, unless it does; nothing where there is no table for it."""
    if _has_mark(connection) and environment_of(connection) is None:
        connection.execute(
            "insert into private.deployment (environment) values (%s)", [environment]
        )


def _has_mark(connection: Connection) -> bool:
    row = connection.execute("select to_regclass('private.deployment') is not null").fetchone()
    return bool(row and row[0])


def refuse_production(info: ConnectionInfo, connection: Connection, action: str) -> None:
    """Raise BoError where `action` would destroy or invent rows of a production database.

    On a server that is not ours a database that does not say what it is counts as production.
    """
    own = environment_of(connection)
    refuse_if_production(info.environment, own, action)
    if own is None and info.admin_url is None:
        raise BoError(
            f"{action} is refused: the database does not say which environment it is",
            hint="bo db migrate; then, if it is no production: "
            "insert into private.deployment (environment) values ('staging')",
        )


def refuse_if_production(setting: str, own: str | None, action: str) -> None:
    """Raise BoError where the setting or the database itself says production."""
    if PRODUCTION in (setting, own):
        raise BoError(f"{action} is refused: the environment is production")
