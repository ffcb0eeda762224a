"""Databases of the tests: a template with pgTAP and the helpers, and a clone for each worker."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db import admin as databases
from bo_cli.db.connect import Connection, connect, with_database
from bo_cli.db.locks import only_one, try_lock
from bo_cli.db.tap import run_tap
from bo_cli.migrations.build import clone, drop, finished_template
from bo_cli.migrations.templates import Origin

TEMPLATE_PREFIX = "bo_pgtap_"
CLONE_PREFIX = "bo_run_"
# A run that started before an edit may still be cloning the template of the older source.
TEMPLATES_KEPT = 2


def test_template(info: ConnectionInfo, project: Project, origin: Origin | None = None) -> str:
    """Return the name of the database that workers clone, building it where it is missing.

    It holds migrations, reference and demo rows, pgTAP, and schema `tests`. Several processes may
    ask at once: one builds, the others wait. origin: as for finished_template.
    """
    finished = finished_template(info, project, origin=origin)
    helpers = _helpers(project)
    digest = hashlib.sha256("\0".join([finished, *helpers.values()]).encode()).hexdigest()[:12]
    name = TEMPLATE_PREFIX + digest
    with maintenance(info) as admin, only_one(admin, TEMPLATE_PREFIX, lambda: None):
        if not databases.exists(admin, name):
            _drop_unused(info, admin)
            _build(info, finished, name, helpers)
    return name


@contextmanager
def worker_database(info: ConnectionInfo, template: str) -> Iterator[str]:
    """Clone `template` and yield the clone's address (role postgres); drop it afterwards.

    The lock is held as long as the clone lives, so that a later run can tell a clone in use from
    one that a killed run left behind.
    """
    name = CLONE_PREFIX + secrets.token_hex(6)
    with maintenance(info) as admin, only_one(admin, name, lambda: None):
        clone(info, template, name)
        try:
            yield with_database(info.db_url, name)
        finally:
            drop(info, name)


@contextmanager
def maintenance(info: ConnectionInfo) -> Iterator[Connection]:
    """Open a connection that is to no test's database, for making and locking those."""
    with connect(info.admin_url or info.db_url, autocommit=True) as admin:
        yield admin


def _build(info: ConnectionInfo, finished: str, name: str, helpers: dict[str, str]) -> None:
    """Build under another name: a template that was built halfway is never found by its name."""
    unfinished = CLONE_PREFIX + secrets.token_hex(6)
    clone(info, finished, unfinished)
    with connect(info.db_url, database=unfinished, autocommit=True) as connection:
        connection.execute("create extension if not exists pgtap with schema extensions")
        for file, sql in helpers.items():
            run_tap(connection, file, sql, commits=True)
    with maintenance(info) as admin:
        databases.rename(admin, unfinished, name)
        databases.allow_connections(admin, name, False)


def _helpers(project: Project) -> dict[str, str]:
    paths = sorted((project.root / "tests" / "helpers").glob("*.sql"))
    return {path.relative_to(project.root).as_posix(): path.read_text() for path in paths}


def _drop_unused(info: ConnectionInfo, admin: Connection) -> None:
    """Drop old templates, and the clones that nobody uses."""
    for name in databases.names_like(admin, TEMPLATE_PREFIX)[: 1 - TEMPLATES_KEPT]:
        drop(info, name)
    for name in databases.names_like(admin, CLONE_PREFIX):
        with try_lock(admin, name) as unused:
            if unused:
                drop(info, name)
