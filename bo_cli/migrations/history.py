"""The table of applied migrations, exactly as the Supabase CLI makes it."""

from dataclasses import dataclass

from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection
from bo_cli.db.statements import Statement
from bo_cli.migrations.files import Migration

# The CLI's own definition; its columns in its order.
CREATE = (
    "create schema if not exists supabase_migrations",
    "create table if not exists supabase_migrations.schema_migrations "
    "(version text not null primary key)",
    "alter table supabase_migrations.schema_migrations add column if not exists statements text[]",
    "alter table supabase_migrations.schema_migrations add column if not exists name text",
)
INSERT = """
    insert into supabase_migrations.schema_migrations (version, name, statements)
    values (%s, %s, %s)"""


def ensure_history(connection: Connection) -> None:
    """Make the table where it is missing."""
    if _has_history(connection):
        return
    for statement in CREATE:
        connection.execute(statement)


def applied_versions(connection: Connection) -> dict[str, str]:
    """Return the applied versions and their names, oldest first; empty without a table."""
    if not _has_history(connection):
        return {}
    query = (
        "select version, coalesce(name, '') from supabase_migrations.schema_migrations order by 1"
    )
    return dict(connection.execute(query))


def record(connection: Connection, migration: Migration, statements: list[Statement]) -> None:
    """Write the row of a migration that has just run in this transaction."""
    texts = [statement.text for statement in statements]
    connection.execute(INSERT, [migration.version, migration.name, texts])


def pending(migrations: list[Migration], applied: dict[str, str]) -> list[Migration]:
    """Return what is still to run.

    Raises BoError when the database has versions without a file, or when a file is older than one
    that ran already: its statements would run in another order than elsewhere.
    """
    known = {migration.version for migration in migrations}
    unknown = [version for version in applied if version not in known]
    if unknown:
        raise BoError(
            f"the database has migrations that have no file here: {', '.join(unknown)}",
            hint="fetch the newest files, or reset a local database with bo db reset",
        )
    missing = [migration for migration in migrations if migration.version not in applied]
    newest = max(applied, default="")
    late = [migration.path.name for migration in missing if migration.version < newest]
    if late:
        raise BoError(
            f"older than the newest applied migration {newest}: {', '.join(late)}",
            hint="give it a later timestamp",
        )
    return missing


@dataclass(frozen=True)
class HistoryLine:
    """A version and how it stands: applied, pending (a file only) or unknown (a row only)."""

    version: str
    name: str
    state: str


def compare_history(migrations: list[Migration], applied: dict[str, str]) -> list[HistoryLine]:
    """Return every version of the files and of the database, oldest first."""
    files = {migration.version: migration.name for migration in migrations}
    lines = []
    for version in sorted(files.keys() | applied.keys()):
        state = "unknown" if version not in files else "pending"
        if version in files and version in applied:
            state = "applied"
        lines.append(HistoryLine(version, files.get(version) or applied[version], state))
    return lines


def _has_history(connection: Connection) -> bool:
    query = "select to_regclass('supabase_migrations.schema_migrations') is not null"
    row = connection.execute(query).fetchone()
    return bool(row and row[0])
