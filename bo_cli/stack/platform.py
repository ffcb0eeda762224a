"""What a hosted project has before its first migration: roles, schemas, Auth and Storage.

Roles belong to the cluster and are made once. The rest is a template database, whose name carries
the hash of what made it; `bo db reset` clones it.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bo_cli.core.console import say, step
from bo_cli.db import admin as databases
from bo_cli.db.connect import Connection, connect
from bo_cli.db.locks import only_one
from bo_cli.db.script import run_script
from bo_cli.stack.addresses import APPLICATION, MAINTENANCE, Addresses
from bo_cli.stack.api import ApiServer
from bo_cli.stack.packages import API_FOLDER, PLATFORM_FOLDER
from bo_cli.stack.state import Secrets

PREFIX = "bo_platform_"
PARTIAL = "bo_partial_platform"

ROLES = PLATFORM_FOLDER / "roles.sql"  # run once in a cluster
# The template: schemas and extensions, then `provision` runs what Auth and Storage own, then what
# needs their tables.
BEFORE = PLATFORM_FOLDER / "schemas.sql"
VAULT = PLATFORM_FOLDER / "vault.sql"
AFTER = PLATFORM_FOLDER / "after_provision.sql"


def platform_hash() -> str:
    """Return the hash of what makes the template: the SQL, and the lock that pins Auth's tables."""
    content = hashlib.sha256()
    for path in sorted([*PLATFORM_FOLDER.glob("*.sql"), API_FOLDER / "package-lock.json"]):
        content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()[:12]


def ensure_platform(addresses: Addresses, secrets: Secrets, api: ApiServer) -> None:
    """Make roles, maintenance database, template and a first application database if missing."""
    _ensure_cluster(addresses, secrets)
    name = PREFIX + platform_hash()
    with _only_start(addresses.admin) as admin:
        if not databases.exists(admin, name):
            with step("Preparing Auth and Storage"):
                _make_template(admin, name, addresses, api)
        if not databases.exists(admin, APPLICATION):
            databases.clone(admin, name, APPLICATION)


def _ensure_cluster(addresses: Addresses, secrets: Secrets) -> None:
    """Make what a fresh cluster lacks; the maintenance database's name says that it is done."""
    with _only_start(addresses.bootstrap) as bootstrap:
        if databases.exists(bootstrap, MAINTENANCE):
            return
        with bootstrap.transaction():
            # A start that was killed here may have left the roles.
            if not _has_role(bootstrap, "postgres"):
                run_script(bootstrap, ROLES.name, ROLES.read_text())
            _set_passwords(bootstrap, secrets)
        # initdb's own database is empty and belongs to the superuser; ours is a clone.
        databases.drop(bootstrap, APPLICATION)
        bootstrap.execute(f"create database {MAINTENANCE} template template0")


@contextmanager
def _only_start(url: str) -> Iterator[Connection]:
    """Connect, and wait for the last statement of a start that was killed.

    The server finishes `create database` for a client that is gone, and only then drops its lock.
    """
    with connect(url, autocommit=True) as connection:
        waiting = "an earlier start has not ended in the database; waiting for it"
        with only_one(connection, "bo start", on_wait=lambda: say(waiting)):
            yield connection


def _run(url: str, path: Path) -> None:
    with connect(url) as connection:
        run_script(connection, path.name, path.read_text())


def _has_role(connection: Connection, name: str) -> bool:
    found = connection.execute("select from pg_roles where rolname = %s", [name]).fetchone()
    return found is not None


def _set_passwords(connection: Connection, secrets: Secrets) -> None:
    passwords = {
        "postgres": secrets.postgres_password,
        "authenticator": secrets.authenticator_password,
        "supabase_auth_admin": secrets.auth_admin_password,
        "supabase_storage_admin": secrets.storage_admin_password,
    }
    for role, password in passwords.items():
        quoted = connection.execute(
            "select format('alter role %%I password %%L', %s::text, %s::text)", [role, password]
        )
        for (statement,) in quoted.fetchall():
            connection.execute(statement)


def _make_template(admin: Connection, name: str, addresses: Addresses, api: ApiServer) -> None:
    """Build the template under another name; it gets its own when it is complete."""
    databases.drop(admin, PARTIAL)
    admin.execute(f"create database {PARTIAL} template template0")
    _run(addresses.superuser(PARTIAL), BEFORE)
    _run(addresses.superuser(PARTIAL), VAULT)
    api.provision(addresses, PARTIAL)
    _run(addresses.superuser(PARTIAL), AFTER)
    databases.allow_connections(admin, PARTIAL, False)
    databases.rename(admin, PARTIAL, name)
    for old in databases.names_like(admin, PREFIX):
        if old != name:
            databases.drop(admin, old)
