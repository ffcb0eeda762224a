"""What `bo db reset` costs against the least it could cost.

    .venv/bin/python bench/bench_reset.py

Prints seconds (medians) and ratios. Works on the running stack, beside the app database.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from bars import bar, note

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import load_settings
from bo_cli.db import admin as databases
from bo_cli.db.connect import connect, with_database
from bo_cli.migrations.build import builder, finished_template, platform_template, recipe_of
from bo_cli.migrations.files import Migration
from bo_cli.migrations.guard import mark_environment
from bo_cli.migrations.reset import reset
from bo_cli.seeding.files import demo_files, reference_files
from bo_cli.stack.engines import engine_for

ROUNDS = 9
LONG_ROUNDS = 5
APP = "bo_bench_app"
# Another environment gives other hashes: the templates of the app database stay untouched.
ENVIRONMENT = "test"


def main() -> None:
    project = find_project()
    own = engine_for(load_settings(project), project).ensure_database()
    info = replace(own, db_url=with_database(own.db_url, APP), environment=ENVIRONMENT)
    try:
        reset(info, project)
        short = rounds(ROUNDS, lambda: bare_swap(info, project), lambda: reset(info, project))
        long = rounds(
            LONG_ROUNDS,
            lambda: bare_sql(info, project),
            lambda: without_templates(info, project),
            lambda: reset(info, project, from_scratch=True),
        )
    finally:
        clear(info)
    names = ("bare clone and swap", "reset, nothing changed")
    names += ("the same SQL, one connection", "first reset, makes the templates")
    names += ("reset --from-scratch, with its proof",)
    for name, seconds in zip(names, [*short, *long], strict=True):
        note(name, f"{seconds:.3f} s")
    swap, sql = (
        "a clone of the template and two renames",
        "the same SQL, one connection, no template",
    )
    kept = [
        bar("reset, nothing changed", short[1] / short[0], 2.0, swap),
        bar("reset --from-scratch, with its proof", long[2] / long[0], 1.5, sql),
        # It also keeps what the next resets start from, and copies the database from that.
        bar("the first reset of all", long[1] / long[0], 1.5, sql),
    ]
    sys.exit(not all(kept))


def rounds(count: int, *actions: Callable[[], float | None]) -> list[float]:
    """Return the median seconds of each action; they take turns, so that load hits all alike."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(count):
        for index, action in enumerate(actions):
            started = time.perf_counter()
            own = action()
            times[index].append(own if own is not None else time.perf_counter() - started)
    return [statistics.median(each) for each in times]


def bare_swap(info: ConnectionInfo, project: Project) -> float:
    """The least a reset can be: connect, copy, two renames, drop; returns their seconds."""
    template = finished_template(info, project)
    started = time.perf_counter()
    with connect(str(info.admin_url), autocommit=True) as admin:
        databases.clone(admin, template, f"{APP}_new")
        databases.rename(admin, APP, f"{APP}_old")
        databases.rename(admin, f"{APP}_new", APP)
        databases.drop(admin, f"{APP}_old")
        return time.perf_counter() - started


def bare_sql(info: ConnectionInfo, project: Project) -> float:
    """Each file as one message in one transaction, to an empty clone of the platform."""
    with builder(info, project) as build:
        platform = platform_template(build.admin)
        scripts = [script for part in recipe_of(build).parts for script in part.scripts]
    texts = [each.text if isinstance(each, Migration) else each[1] for each in scripts]
    seeds = "\n".join(file.text for file in reference_files(project) + demo_files(project))
    name = f"{APP}_new"
    started = time.perf_counter()
    with connect(str(info.admin_url), autocommit=True) as admin:
        databases.clone(admin, platform, name)
    with connect(info.db_url, database=name) as connection:
        for text in texts:
            connection.execute(text.encode())
            connection.commit()
        mark_environment(connection, ENVIRONMENT)
        connection.execute(seeds.encode())
        connection.commit()
    spent = time.perf_counter() - started
    with connect(str(info.admin_url), autocommit=True) as admin:
        databases.drop(admin, name)
    return spent


def without_templates(info: ConnectionInfo, project: Project) -> float:
    """A reset that has to build, and keep, every template."""
    drop_templates(info)
    started = time.perf_counter()
    reset(info, project)
    return time.perf_counter() - started


def drop_templates(info: ConnectionInfo) -> None:
    with connect(str(info.admin_url), autocommit=True) as admin:
        for name, label in databases.descriptions(admin, "bo_tpl_").items():
            if label.startswith(f"{APP} from "):
                databases.drop(admin, name)


def clear(info: ConnectionInfo) -> None:
    drop_templates(info)
    with connect(str(info.admin_url), autocommit=True) as admin:
        for name in databases.names_like(admin, APP):
            databases.drop(admin, name)


if __name__ == "__main__":
    main()
