"""The first step stands alone: people, roles and sign-in, before anything else of the product.

The history grows by what is needed and not by areas, so the step is built from the source:
whatever belongs to identity, with what it is made of, and no table of any other area.
"""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect, with_database
from bo_cli.db.tap import run_tap
from bo_cli.migrations.build import builder, drop, recipe_of, throwaway
from bo_cli.migrations.source import SourceFile, read_source

# What everything stands on: errors, the audit log, notifications; not what clients call of them.
GROUND = ("platform", "audit", "notify")
HELPERS = ("tests", "tests_environment", "tests_lookup", "tests_outcome", "tests_walk")
# They try functions and tables of every area.
OF_ALL_AREAS = {
    "test_client_user_refused.sql",
    "test_permission_asked.sql",
    "test_role_tables.sql",
    "test_set_preference.sql",
}


def is_of_the_step(name: str) -> bool:
    """Whether a file of the source belongs to the step by itself."""
    folder, area = name.split("/")[:2]
    return area == "identity" or (area in GROUND and (folder != "rpc" or area == "audit"))


def with_required(files: list[SourceFile]) -> list[SourceFile]:
    """Return the files of the step, with what they require, in build order."""
    wanted = {file.name for file in files if is_of_the_step(file.name)}
    for file in reversed(files):  # What is required stands before.
        if file.name in wanted:
            wanted.update(file.requires)
    return [file for file in files if file.name in wanted]


def seeds_of_the_step(project: Project) -> list[Path]:
    """Return the first reference rows, and of the demo tenants, people and preferences."""
    reference = sorted((project.seeds / "reference").glob("0[1-7]?_*.sql"))
    demo = sorted((project.seeds / "demo").glob("0[1-3]?_*.sql"))
    return [*reference, *demo, *sorted((project.seeds / "demo").glob("320_*.sql"))]


@pytest.fixture
def step(project: Project, tmp_path: Path) -> Project:
    """A project with the files of the step alone."""
    paths = [file.path for file in with_required(read_source(project))]
    paths += seeds_of_the_step(project)
    paths += [project.root / "tests" / "helpers" / f"{name}.sql" for name in HELPERS]
    for path in paths:
        copy = tmp_path / path.relative_to(project.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return Project(tmp_path)


@pytest.fixture
def alone(step: Project, database_server: ConnectionInfo) -> Iterator[Connection]:
    """A database of the step, with what pgTAP files need; it keeps no template."""
    name = f"bo_step_{secrets.token_hex(6)}"
    with builder(database_server, step) as build:
        throwaway(build, recipe_of(build, "source"), name)
    try:
        url = with_database(database_server.db_url, name)
        with connect(url, autocommit=True) as connection:
            connection.execute("create extension if not exists pgtap with schema extensions")
            for path in sorted((step.root / "tests" / "helpers").glob("*.sql")):
                run_tap(connection, path.name, path.read_text(), commits=True)
            yield connection
    finally:
        drop(database_server, name)


def fails(connection: Connection, path: Path) -> bool:
    """Whether a pgTAP file fails, or does not run to its end."""
    try:
        lines = run_tap(connection, path.name, path.read_text())
    except BoError:
        return True
    return any(line.lstrip().startswith("not ok") for line in lines)


@pytest.mark.row("C00", "C56")
def test_people_and_sign_in_need_nothing_else(project: Project, alone: Connection) -> None:
    suites = (project.root / "tests" / kind / "identity" for kind in ("policies", "rpc"))
    paths = [path for suite in suites for path in sorted(suite.glob("*.sql"))]
    assert alone.execute("select to_regclass('public.conversations')").fetchone() == (None,)
    assert len(paths) > 60
    assert {path.name for path in paths if fails(alone, path)} == OF_ALL_AREAS
