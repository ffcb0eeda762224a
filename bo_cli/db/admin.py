"""Making, renaming and dropping whole databases, as the server's owner."""

import psycopg
from psycopg import sql

from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection


def exists(admin: Connection, name: str) -> bool:
    """Tell whether the server has a database of this name."""
    found = admin.execute("select from pg_database where datname = %s", [name]).fetchone()
    return found is not None


def names_like(admin: Connection, prefix: str) -> list[str]:
    """Return the databases whose name starts with `prefix`, oldest first."""
    query = "select datname from pg_database where starts_with(datname, %s) order by oid"
    return [name for (name,) in admin.execute(query, [prefix])]


def clone(admin: Connection, template: str, name: str, *, owner: str = "postgres") -> None:
    """Make database `name` as a copy of `template`.

    Raises BoError when the template is missing or in use, or when `name` exists.
    """
    # Copying files needs two checkpoints: cheap without fsync, dear with it.
    row = admin.execute("select current_setting('fsync') = 'off'").fetchone()
    strategy = "file_copy" if row and row[0] else "wal_log"
    statement = sql.SQL("create database {} template {} owner {} strategy {}").format(
        sql.Identifier(name), sql.Identifier(template), sql.Identifier(owner), sql.SQL(strategy)
    )
    try:
        admin.execute(statement)
    except psycopg.Error as error:
        message = error.diag.message_primary or str(error)
        raise BoError(f"cannot copy database {template} to {name}: {message}") from None


def rename(admin: Connection, name: str, new_name: str) -> None:
    """Rename a database nobody is connected to."""
    statement = sql.SQL("alter database {} rename to {}")
    admin.execute(statement.format(sql.Identifier(name), sql.Identifier(new_name)))


def drop(admin: Connection, name: str) -> None:
    """Drop a database, ending the connections to it; one that is not there is fine."""
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def allow_connections(admin: Connection, name: str, allowed: bool) -> None:
    """Open or close a database; a closed one can still be copied."""
    statement = sql.SQL("alter database {} allow_connections {}")
    admin.execute(statement.format(sql.Identifier(name), sql.Literal(allowed)))


def describe(admin: Connection, name: str, text: str) -> None:
    """Set the database's comment."""
    statement = sql.SQL("comment on database {} is {}")
    admin.execute(statement.format(sql.Identifier(name), sql.Literal(text)))


def descriptions(admin: Connection, prefix: str) -> dict[str, str]:
    """Return the comments of the databases whose name starts with `prefix`."""
    query = """
        select datname, coalesce(shobj_description(oid, 'pg_database'), '')
        from pg_database where starts_with(datname, %s) order by oid"""
    return dict(admin.execute(query, [prefix]))


def end_sessions(admin: Connection, name: str) -> int:
    """Tell every session of a database to end; returns how many were told."""
    query = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = %s and pid <> pg_backend_pid()"""
    row = admin.execute(query, [name]).fetchone()
    return row[0] if row else 0
