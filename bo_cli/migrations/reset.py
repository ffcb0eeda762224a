"""A fresh database in the place of the old one, at the cost of what changed."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import say, step
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db import admin as databases
from bo_cli.db.facts import Difference, Facts, compare, read_contents, read_facts
from bo_cli.db.swap import swap
from bo_cli.migrations.build import Builder, builder, finish, long_way, recipe_of
from bo_cli.migrations.guard import environment_of, refuse_if_production
from bo_cli.migrations.templates import Origin
from bo_cli.migrations.verify import as_line
from bo_cli.seeding.seed import freshen

SHOWN = 20


def reset(
    info: ConnectionInfo,
    project: Project,
    *,
    origin: Origin | None = None,
    from_scratch: bool = False,
) -> None:
    """Replace the app database by a clone of the finished template.

    origin: what the template is made from; see finished_template.
    from_scratch: use no template, and prove that the result is the template's.
    Raises BoError; the app database is then as it was.
    """
    with builder(info, project) as build:
        _refuse(build)
        new, old = f"bo_new_{build.app}", f"bo_old_{build.app}"
        # Left behind by a run that was killed.
        databases.drop(build.admin, new)
        databases.drop(build.admin, old)
        recipe = recipe_of(build, origin)
        if from_scratch:
            long_way(build, recipe, new)
            _prove(build, new, finish(build, recipe))
        else:
            template = finish(build, recipe)
            with step("clone"):
                databases.clone(build.admin, template, new)
        with build.connect(new) as connection:
            freshen(connection, project)
        swap(build.admin, str(info.admin_url), build.app, new, old)
        databases.drop(build.admin, old)


def _refuse(build: Builder) -> None:
    own = None
    if databases.exists(build.admin, build.app):
        with build.connect(build.app) as connection:
            own = environment_of(connection)
    refuse_if_production(build.info.environment, own, "bo db reset")


def _prove(build: Builder, made: str, template: str) -> None:
    """Raise BoError where a database made the long way is not what the template holds."""
    # Nobody copies the template meanwhile, or waits for the moment that this takes.
    databases.allow_connections(build.admin, template, True)
    try:
        with step("compare with the template"):
            differences = _differences(build, template, made)
    finally:
        databases.allow_connections(build.admin, template, False)
    if differences:
        databases.drop(build.admin, made)
        lines = [as_line(each, "the template", "the long way") for each in differences[:SHOWN]]
        raise BoError(
            f"the template is not what the long way makes: {len(differences)} differences\n"
            + "\n".join(lines)
        )
    say("the long way gives the same as the template")


def _differences(build: Builder, left: str, right: str) -> list[Difference]:
    with ThreadPoolExecutor(2) as pool:
        return compare(*pool.map(partial(_everything, build), (left, right)))


def _everything(build: Builder, name: str) -> Facts:
    with build.connect(name) as connection:
        return read_facts(connection) | read_contents(connection)
