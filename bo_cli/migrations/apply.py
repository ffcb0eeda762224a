"""Applying migrations: each file one transaction together with its row in the history."""

from bo_cli.core.console import say, step
from bo_cli.db.connect import Connection
from bo_cli.db.locks import only_one
from bo_cli.db.script import run_script
from bo_cli.migrations import history
from bo_cli.migrations.files import Migration

LOCK = "bo migrate"


def migrate(connection: Connection, migrations: list[Migration]) -> list[Migration]:
    """Apply what is pending and return it; the connection is in autocommit mode.

    Raises BoError naming file, line and statement; the files before it stay applied, of the
    failing one nothing stays.
    """
    with only_one(connection, LOCK, wait_notice):
        return migrate_locked(connection, migrations)


def migrate_locked(connection: Connection, migrations: list[Migration]) -> list[Migration]:
    """Do what `migrate` does, for a caller that holds the lock."""
    # As the Supabase CLI does: a migration that cannot have a table soon must not block everybody.
    connection.execute("set lock_timeout = '4s'")
    history.ensure_history(connection)
    todo = history.pending(migrations, history.applied_versions(connection))
    for number, migration in enumerate(todo, start=1):
        with step(f"[{number}/{len(todo)}] {migration.path.name}"):
            apply_file(connection, migration)
    if todo:
        # The API, as PostgREST, reads the schema anew when it is told.
        connection.execute("notify pgrst, 'reload schema'")
    return todo


def apply_file(connection: Connection, migration: Migration) -> None:
    """Apply one migration, whatever the history says: all of it, or nothing."""
    with connection.transaction():
        statements = run_script(connection, migration.file, migration.text)
        history.record(connection, migration, statements)


def wait_notice() -> None:
    """Say why nothing happens."""
    say("another bo is changing this database; waiting for it")
