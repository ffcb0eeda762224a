"""What a transaction touches, as Postgres' own statistics count it."""

from psycopg import Error, sql

from bo_cli.db.connect import Connection, connect, database_of

FUNCTIONS = "select funcid::bigint from pg_catalog.pg_stat_xact_user_functions"
RELATIONS = """
    select relid::bigint from pg_catalog.pg_stat_xact_user_tables
    where seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0"""

USES = """
    select funcid::bigint, calls::bigint from pg_catalog.pg_stat_xact_user_functions
    union all
    select relid::bigint, seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del
    from pg_catalog.pg_stat_xact_user_tables"""


def track_functions(admin_url: str, url: str) -> None:
    """Let new connections to the database of `url` count calls; only a superuser may."""
    database = sql.Identifier(database_of(url))
    with connect(admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("alter database {} set track_functions = 'all'").format(database))


def stop_waiting_after(url: str, seconds: int) -> None:
    """Let statements of new connections to the database of `url` fail after so many seconds."""
    database = sql.Identifier(database_of(url))
    with connect(url, autocommit=True) as connection:
        set_to = sql.SQL("alter database {} set statement_timeout = {}")
        connection.execute(set_to.format(database, sql.Literal(f"{seconds}s")))


def touched_here(connection: Connection) -> dict[str, list[int]]:
    """Return the oids of the functions and relations touched since this was asked before.

    Also in a transaction that has failed; it is then rolled back.
    """
    try:
        return _touched(connection)
    except Error:
        connection.rollback()
        return _touched(connection)


def _touched(connection: Connection) -> dict[str, list[int]]:
    functions = [oid for (oid,) in connection.execute(FUNCTIONS)]
    relations = [oid for (oid,) in connection.execute(RELATIONS)]
    connection.execute("select pg_catalog.pg_stat_force_next_flush()")
    return {"functions": functions, "relations": relations}


def count_calls(connection: Connection) -> bool:
    """Count calls in this session; returns false where the role may not say so."""
    try:
        connection.execute("set track_functions = 'all'")
    except Error:
        return False
    return True


def uses_here(connection: Connection) -> dict[int, int]:
    """Return how often the open transaction used each function and relation (by oid) so far."""
    return dict(connection.execute(USES).fetchall())
