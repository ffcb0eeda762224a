"""Running our own checks: one transaction, rolled back, that holds the tables of scope/."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bo_cli.assurance.lint.checks import Check, read_checks
from bo_cli.assurance.lint.model import Finding, Subject
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, DatabaseError
from bo_cli.db.script import run_script

SCOPE = Path(__file__).parent / "scope"
# What the platform makes is not the project's to mend.
PLATFORM_SCHEMAS = (
    *("information_schema", "_analytics", "_realtime", "auth", "cron", "extensions", "graphql"),
    *("graphql_public", "net", "pgbouncer", "pgmq", "pgmq_public", "pgsodium", "pgsodium_masks"),
    *("pgtle", "realtime", "storage", "supabase_functions", "supabase_migrations", "vault"),
)
OBJECTS = "select schema, name from relations union select schema, name from functions"
SET = "select set_config('bo_lint.' || %s, %s, true)"


@dataclass(frozen=True)
class Parameters:
    """What the checks cannot read from the catalogue.

    schemas: those that the API exposes. tenant_column: '' where there is none. server_version: as
    server_version_num; None for that of the server at hand.
    """

    schemas: tuple[str, ...]
    tenant_column: str
    server_version: int | None = None


@dataclass(frozen=True)
class Looked:
    """What a run of the checks saw.

    schemas: the database's own, by name. objects: schema and name of its relations and functions.
    """

    findings: list[Finding]
    schemas: list[str]
    objects: set[tuple[str, str]]


def run_checks(connection: Connection, parameters: Parameters) -> Looked:
    """Return what our checks find, by rule and object, and what they looked at."""
    with scope(connection, parameters):
        queries = [check for check in read_checks() if check.sql]
        found = [finding for check in queries for finding in run(connection, check)]
        names = [name for (name,) in connection.execute("select name from schemas order by 1")]
        return Looked(found, names, set(connection.execute(OBJECTS).fetchall()))


@contextmanager
def scope(connection: Connection, parameters: Parameters) -> Iterator[None]:
    """Make the tables that the checks read, and take them back at the end."""
    with connection.transaction(force_rollback=True):
        # Names are then written with their schema, whoever reads them.
        connection.execute("set local search_path = ''")
        version = parameters.server_version or connection.info.server_version
        values = {
            "schemas": ",".join(parameters.schemas),
            "platform_schemas": ",".join(PLATFORM_SCHEMAS),
            "tenant_column": parameters.tenant_column,
            "server_version": str(version),
        }
        for name, value in values.items():
            connection.execute(SET, [name, value])
        for path in sorted(SCOPE.glob("*.sql")):
            run_script(connection, path.name, path.read_text())
        yield


def run(connection: Connection, check: Check) -> list[Finding]:
    """Return what one check finds; only inside of `scope`."""
    title = check.title.rstrip(".")
    try:
        rows = connection.execute(check.sql.encode()).fetchall()
    except DatabaseError as error:
        raise BoError(f"check {check.rule} failed: {error}") from None
    found = [
        Finding(
            check.rule,
            check.severity,
            Subject(kind, schema, name, part),
            f"{title}: {detail}",
            ("bo",),
        )
        for kind, schema, name, part, detail in rows
    ]
    return sorted(found, key=lambda finding: (str(finding.subject), finding.message))
