"""Connections to Postgres; the errors never show a password."""

from typing import Any, TypeAlias
from urllib.parse import quote

import psycopg
from psycopg import conninfo

from bo_cli.core.errors import BoError, UsageError

__all__ = ["Connection", "address", "as_url", "connect", "database_of", "is_local", "with_database"]

CONNECT_TIMEOUT_S = 10

# What the layers above, which do not import psycopg, call a connection.
Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]
DatabaseError: TypeAlias = psycopg.Error
Diagnostic: TypeAlias = psycopg.errors.Diagnostic


def connect(url: str, *, database: str | None = None, autocommit: bool = False) -> Connection:
    """Open a connection to `url`, or to another `database` of the same server.

    Raises UsageError when the address is not one, BoError when the server cannot be reached.
    """
    target = with_database(url, database) if database else url
    where = address(target)
    try:
        return psycopg.connect(
            target, autocommit=autocommit, connect_timeout=CONNECT_TIMEOUT_S, application_name="bo"
        )
    except psycopg.OperationalError as error:
        raise BoError(f"cannot connect to {where}: {_reason(error)}", _hint(str(error))) from None


def connect_again(connection: Connection) -> Connection:
    """Open another connection to the same database as the same user, in autocommit mode.

    Raises BoError when the server cannot be reached.
    """
    info = connection.info
    return connect(conninfo.make_conninfo(info.dsn, password=info.password), autocommit=True)


def address(url: str) -> str:
    """Return `url` as user@host:port/database, without the password."""
    parts = _parts(url)
    host = f"{parts.get('host', 'localhost')}:{parts.get('port', '5432')}"
    return f"{parts.get('user', '?')}@{host}/{parts.get('dbname', '?')}"


def database_of(url: str) -> str:
    """Return the name of the database that `url` leads to."""
    parts = _parts(url)
    return str(parts.get("dbname") or parts.get("user") or "postgres")


def with_database(url: str, database: str) -> str:
    """Return the address of another database of the same server, as a connection string."""
    return conninfo.make_conninfo(url, dbname=database)


def as_url(url: str, database: str | None = None) -> str:
    """Return the address, or that of another database, as a URL without the password.

    For the arguments of programs, which every user of the machine can read; the password goes with
    `psql_environment`.
    """
    parts = _parts(url) | ({"dbname": database} if database else {})
    user, name = (quote(parts.get(key, "postgres"), safe="") for key in ("user", "dbname"))
    host = f"{parts.get('host', 'localhost')}:{parts.get('port', '5432')}"
    tls = f"?sslmode={parts['sslmode']}" if "sslmode" in parts else ""
    return f"postgresql://{user}@{host}/{name}{tls}"


def psql_environment(url: str) -> dict[str, str]:
    """Return the variables that lead libpq's programs to the database."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    names |= {"dbname": "PGDATABASE", "options": "PGOPTIONS", "sslmode": "PGSSLMODE"}
    return {names[key]: value for key, value in _parts(url).items() if key in names}


def is_local(url: str) -> bool:
    """Tell whether the server is on this machine."""
    host = _parts(url).get("host", "")
    return host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")


def _parts(url: str) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError:
        raise UsageError(
            "the database address cannot be read",
            hint="write it as postgresql://user:password@host:port/database",
        ) from None


def _reason(error: psycopg.OperationalError) -> str:
    """Return what went wrong; libpq repeats host and port around it, but never the password."""
    first = str(error).strip().splitlines()[0]
    return first.rpartition("failed: ")[2]


def _hint(reason: str) -> str:
    if "authentication failed" in reason or "no password supplied" in reason:
        return "the user or the password is wrong: check BO_DB_URL, or run bo status"
    if "does not exist" in reason:
        return "run bo db reset"
    return "is the server running? run bo status, then bo start"
