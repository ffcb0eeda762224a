"""The source, the pgTAP files and plpgsql_check on a Postgres of another version.

`python tests/pg15/run.py [FOLDER]`; FOLDER holds bin/postgres (default: Debian's Postgres 15). It
must have pgTAP; plpgsql_check is used where there is one. Makes a cluster in a temporary folder and
removes it. Exits with 1 when something fails.
"""

import secrets
import sys
import tempfile
from pathlib import Path

from bo_cli.core.console import data, say
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project, find_project
from bo_cli.db.checks import check_functions
from bo_cli.db.connect import Connection, connect
from bo_cli.db.script import run_script
from bo_cli.db.tap import run_tap
from bo_cli.migrations.guard import mark_environment
from bo_cli.migrations.source import read_source
from bo_cli.seeding.seed import seed
from bo_cli.stack.account import Account, choose_account
from bo_cli.stack.packages import PLATFORM_FOLDER
from bo_cli.stack.ports import choose_port, preferred_ports
from bo_cli.stack.postgres import SUPERUSER, PostgresServer

DEFAULT = Path("/usr/lib/postgresql/15")
HERE = Path(__file__).parent
# Before 16 a role inherits or not as a whole; `postgres` does.
ONLY_SINCE_16 = " with inherit true"
# What plpgsql_check must say: the branch for 16 and later stands in the same body; and a row of a
# table is returned beside another value.
EXPECTED = {"private.is_valid_input(text,text)", "private.lock_ticket(uuid,uuid)"}


class SystemAccount(Account):
    """The programs of a system package can be read by everybody, and moved by nobody."""

    def programs(self, native: Path, home: Path) -> Path:  # noqa: ARG002 (the base class copies)
        return native


def main() -> int:
    """Print what fails; return the exit code."""
    native = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not (native / "bin" / "postgres").exists():
        data(f"{native} holds no bin/postgres")
        return 2
    with tempfile.TemporaryDirectory(prefix="bo-pg15-") as folder:
        account = SystemAccount(**vars(choose_account()))
        server = PostgresServer(native, account.home(Path(folder)), Path(folder) / "log", account)
        port = choose_port(
            "database", fixed=None, remembered=None, preferred=preferred_ports(Path(folder))[1]
        )
        password = secrets.token_hex(16)
        server.start(port, password)
        try:
            url = f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/postgres"
            found = findings(url, find_project(HERE))
        except BoError as error:
            found = [error.message]
        finally:
            server.stop()
            server.delete()
    data("\n".join(found) if found else "nothing to report")
    return 1 if found else 0


def findings(url: str, project: Project) -> list[str]:
    """Build the database, run every pgTAP file and plpgsql_check; return what failed."""
    make_platform(url)
    found = []
    with connect(url, autocommit=True) as connection:
        version = connection.execute("show server_version").fetchall()[0][0]
        connection.execute("set session authorization postgres")
        make_database(connection, project)
        files = sorted((project.root / "tests").rglob("test_*.sql"))
        say(f"Postgres {version}: {len(files)} files of pgTAP")
        for path in files:
            found += failures(connection, path.relative_to(project.root), path.read_text())
    # Only a superuser may make the extension.
    with connect(url, autocommit=True) as connection:
        faults = check_functions(connection)
    if faults is None:
        say("no plpgsql_check on this server")
    return found + [
        f"plpgsql_check: {function}:{line}: {message}"
        for function, line, _, message in faults or []
        if function not in EXPECTED
    ]


def make_platform(url: str) -> None:
    """Make the roles and schemas of a hosted project in the database of `url`."""
    with connect(url) as connection:
        for name in ("roles.sql", "schemas.sql", "vault.sql"):
            text = (PLATFORM_FOLDER / name).read_text()
            if connection.info.server_version < 160000:
                text = text.replace(ONLY_SINCE_16, "")
            run_script(connection, name, text)
        connection.execute("set role supabase_auth_admin")
        for path in [
            HERE / "auth_tables.sql",
            *(PLATFORM_FOLDER / f"{name}.sql" for name in ("auth", "auth_mfa", "auth_grants")),
        ]:
            run_script(connection, path.name, path.read_text())
        connection.execute("set role supabase_storage_admin")
        for path in (HERE / "storage_tables.sql", PLATFORM_FOLDER / "storage.sql"):
            run_script(connection, path.name, path.read_text())


def make_database(connection: Connection, project: Project) -> None:
    """Apply source, seeds and the helpers of the tests, as postgres."""
    for file in read_source(project):
        with connection.transaction():
            run_script(connection, file.name, file.text)
    mark_environment(connection, "local")
    seed(connection, project)
    for path in sorted((project.root / "tests" / "helpers").glob("*.sql")):
        run_tap(connection, path.name, path.read_text(), commits=True)


def failures(connection: Connection, path: Path, text: str) -> list[str]:
    """Run one pgTAP file; return the assertions that fail, or why it stopped."""
    try:
        lines = run_tap(connection, str(path), text)
    except BoError as error:
        return [error.message]
    bad = ("not ok", "# Looks like", "Bail out!")
    return [f"{path}: {line.strip()}" for line in lines if line.strip().startswith(bad)]


if __name__ == "__main__":
    sys.exit(main())
