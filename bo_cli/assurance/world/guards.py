"""What protects others, and the database, while the world is being filled."""

from collections.abc import Iterator
from contextlib import contextmanager

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.core.errors import BoError
from bo_cli.db.attempt import Refusal, refusal_of
from bo_cli.db.connect import Connection, DatabaseError
from bo_cli.db.keeping import keep

# Whoever waits for us waits no longer than we would for them.
LOCK_TIMEOUT = "10s"
LOCKED = "55P03"
BUSY = "somebody writes to its tables or changes them: try again, or on a copy"
_PASSES = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"


@contextmanager
def patient(connection: Connection) -> Iterator[None]:
    """Wait for locks of others a few seconds only, and then leave the setting as it was.

    Raises BoError when that was not enough.
    """
    found = connection.execute("select current_setting('lock_timeout')").fetchone()
    before = found[0] if found else "0"
    connection.execute("select set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    try:
        yield
    except DatabaseError as error:
        if error.sqlstate != LOCKED:
            raise
        raise in_use(refusal_of(error)) from None
    connection.execute("select set_config('lock_timeout', %s, true)", [before])


def in_use(refusal: Refusal) -> BoError:
    """Return what to say when a lock of others was in the way for too long."""
    return BoError(f"the database is in use: {refusal.message}", BUSY)


@contextmanager
def unforced(connection: Connection, catalogue: Catalogue) -> Iterator[None]:
    """Let the owner write where row security is forced on owners too, if it may not pass anyway."""
    found = connection.execute(_PASSES).fetchone()
    forced = (
        []
        if found and found[0]
        else [
            relation.sql
            for relation in catalogue.relations.values()
            if relation.row_security_forced and relation.is_ours
        ]
    )
    for name in forced:
        keep(connection, f"alter table {name} no force row level security")
    yield
    for name in forced:
        keep(connection, f"alter table {name} force row level security")
