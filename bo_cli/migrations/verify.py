"""Parity: the database that the migrations make is the one that the source makes."""

from collections.abc import Iterator
from contextlib import contextmanager

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import step
from bo_cli.core.project import Project
from bo_cli.db import admin as databases
from bo_cli.db.facts import Difference, Facts, compare, read_facts, read_rows
from bo_cli.db.statements import inserted_tables
from bo_cli.migrations.build import Builder, assemble, builder, recipe_of
from bo_cli.seeding.files import reference_files
from bo_cli.seeding.seed import seed

FROM_MIGRATIONS = "bo_parity_migrations"
FROM_SOURCE = "bo_parity_source"


def verify(info: ConnectionInfo, project: Project) -> list[Difference]:
    """Return every object and reference row that migrations (left) and source (right) differ on."""
    with builder(info, project) as build, both(build) as (history, source), step("compare"):
        return compare(_facts(build, history), _facts(build, source))


@contextmanager
def both(build: Builder) -> Iterator[tuple[str, str]]:
    """Make one database from the migrations and one from the source; drop them afterwards.

    The source side gets the reference rows as well: the history has to hold them.
    """
    try:
        assemble(build, recipe_of(build, "migrations"), FROM_MIGRATIONS)
        assemble(build, recipe_of(build, "source"), FROM_SOURCE)
        with build.connect(FROM_SOURCE) as connection:
            seed(connection, build.project, demo=False)
        yield FROM_MIGRATIONS, FROM_SOURCE
    finally:
        databases.drop(build.admin, FROM_MIGRATIONS)
        databases.drop(build.admin, FROM_SOURCE)


def as_line(
    difference: Difference, left_name: str = "the migrations", right_name: str = "the source"
) -> str:
    """Return the difference on one line; the names say what is on the left and on the right."""
    what = f"{difference.kind} {difference.object}"
    if difference.left is None:
        return f"{what}: only in {right_name}"
    if difference.right is None:
        return f"{what}: only in {left_name}"
    left, right = _first_unlike(difference.left, difference.right)
    return f"{what}: in {left_name} {left}; in {right_name} {right}"


def _first_unlike(left: str, right: str) -> tuple[str, str]:
    """Return the first lines that differ, of two texts that may be long."""
    left_lines, right_lines = left.splitlines(), right.splitlines()
    for one, other in zip(left_lines, right_lines, strict=False):
        if one != other:
            return one.strip() or "(an empty line)", other.strip() or "(an empty line)"
    return f"{len(left_lines)} lines", f"{len(right_lines)} lines"


def reference_tables(project: Project) -> list[str]:
    """Return the tables, with their schemas, that the reference seeds fill."""
    tables = set[str]()
    for file in reference_files(project):
        tables |= inserted_tables(file.text)
    return sorted(tables)


def _facts(build: Builder, name: str) -> Facts:
    with build.connect(name) as connection:
        facts = read_facts(connection)
        tables = [each for each in reference_tables(build.project) if ("relation", each) in facts]
        return facts | read_rows(connection, tables)
