"""Building databases from migrations or source, as templates that can be cloned."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import say, step
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db import admin as databases
from bo_cli.db.connect import Connection, connect, database_of
from bo_cli.db.locks import only_one
from bo_cli.db.script import run_script
from bo_cli.migrations import history, templates
from bo_cli.migrations.apply import apply_file
from bo_cli.migrations.files import Migration, read_migrations
from bo_cli.migrations.guard import mark_environment
from bo_cli.migrations.templates import Origin, Part, Recipe
from bo_cli.seeding.seed import seed

LOCK = "bo build"
PLATFORM_PREFIX = "bo_platform"
UNFINISHED_PREFIX = "bo_wip_"


@dataclass(frozen=True)
class Builder:
    """A server we own, and the project to build on it."""

    info: ConnectionInfo
    project: Project
    admin: Connection

    def connect(self, name: str) -> Connection:
        """Connect to a database as the role that owns it."""
        return connect(self.info.db_url, database=name, autocommit=True)

    @property
    def app(self) -> str:
        """The name of the app database."""
        return database_of(self.info.db_url)


@contextmanager
def builder(info: ConnectionInfo, project: Project) -> Iterator[Builder]:
    """Open the server for building; a second run waits until the first is done.

    Raises BoError for a server that is not ours (the url engine).
    """
    with (
        _admin(info) as admin,
        only_one(admin, LOCK, lambda: say("another bo is building; waiting for it")),
    ):
        yield Builder(info, project, admin)


def finished_template(
    info: ConnectionInfo, project: Project, *, origin: Origin | None = None
) -> str:
    """Return the template that holds migrations, reference and demo rows; built when absent.

    origin: what it is made from; not given, the migrations, or the source while there are none.
    """
    with builder(info, project) as build:
        return finish(build, recipe_of(build, origin))


def clone(info: ConnectionInfo, template: str, name: str) -> None:
    """Make database `name` as a copy of `template`; an older one of that name goes."""
    with _admin(info) as admin:
        databases.drop(admin, name)
        databases.clone(admin, template, name)


def drop(info: ConnectionInfo, name: str) -> None:
    """Drop a database, ending the connections to it."""
    with _admin(info) as admin:
        databases.drop(admin, name)


def from_source(info: ConnectionInfo, project: Project, name: str) -> None:
    """Make database `name` from the declarative source, without seeds."""
    with builder(info, project) as build:
        assemble(build, recipe_of(build, "source"), name)


def recipe_of(build: Builder, origin: Origin | None = None) -> Recipe:
    """Return how the project's database is made."""
    if origin is None:
        origin = "migrations" if read_migrations(build.project) else "source"
    recipe = templates.from_source if origin == "source" else templates.from_migrations
    return recipe(build.project, platform_template(build.admin), build.info.environment)


def platform_template(admin: Connection) -> str:
    """Return the newest template that holds the platform's own roles and schemas."""
    found = databases.names_like(admin, PLATFORM_PREFIX)
    if not found:
        raise BoError("the server has no platform template", hint="run bo start")
    return found[-1]


def finish(build: Builder, recipe: Recipe) -> str:
    """Return the recipe's finished template, built from the nearest template that exists."""
    if databases.exists(build.admin, recipe.finished):
        return recipe.finished
    unfinished = UNFINISHED_PREFIX + recipe.finished.removeprefix(templates.PREFIX)
    start, todo = _nearest(build.admin, recipe)
    databases.drop(build.admin, unfinished)
    databases.clone(build.admin, start, unfinished)
    for parts in _up_to_kept(todo, recipe):
        with build.connect(unfinished) as connection:
            for part in parts:
                run_part(connection, part)
        last = parts[-1]
        if last.template in recipe.kept:
            databases.clone(build.admin, unfinished, last.template)
            _close(build, recipe, last.template, last.label)
    with build.connect(unfinished) as connection:
        mark_environment(connection, build.info.environment)
        seed(connection, build.project)
    # The name is the proof that it is complete: it gets it last.
    databases.rename(build.admin, unfinished, recipe.finished)
    _close(build, recipe, recipe.finished, "finished")
    drop_old(build, recipe)
    return recipe.finished


def _up_to_kept(todo: tuple[Part, ...], recipe: Recipe) -> Iterator[list[Part]]:
    """Cut the parts after each one that is kept: a database is copied when nobody is connected."""
    parts: list[Part] = []
    for part in todo:
        parts.append(part)
        if part.template in recipe.kept:
            yield parts
            parts = []
    if parts:
        yield parts


def assemble(build: Builder, recipe: Recipe, name: str) -> None:
    """Make database `name` from the recipe's parts, without seeds; keeps no template."""
    start, todo = _nearest(build.admin, recipe)
    databases.drop(build.admin, name)
    databases.clone(build.admin, start, name)
    with build.connect(name) as connection:
        for part in todo:
            run_part(connection, part)


def long_way(build: Builder, recipe: Recipe, name: str) -> None:
    """Make database `name` from the platform's template, with seeds, and with no other template."""
    databases.clone(build.admin, recipe.platform, name)
    with build.connect(name) as connection:
        for part in recipe.parts:
            run_part(connection, part)
        mark_environment(connection, build.info.environment)
        seed(connection, build.project)


def throwaway(build: Builder, recipe: Recipe, name: str) -> None:
    """Make database `name` whole, with seeds, from what templates there are; keeps none of its own.

    For a state of the project that is looked at once: its templates would drive out those in use.
    """
    if databases.exists(build.admin, recipe.finished):
        databases.clone(build.admin, recipe.finished, name)
        return
    assemble(build, recipe, name)
    with build.connect(name) as connection:
        mark_environment(connection, build.info.environment)
        seed(connection, build.project)


def run_part(connection: Connection, part: Part) -> None:
    """Put one part on top of what the database holds."""
    with step(part.label):
        for script in part.scripts:
            if isinstance(script, Migration):
                history.ensure_history(connection)
                apply_file(connection, script)
            else:
                with connection.transaction():
                    run_script(connection, *script)


def drop_old(build: Builder, recipe: Recipe) -> None:
    """Drop what no longer serves: templates of the same database and origin, unfinished ones."""
    for name, label in databases.descriptions(build.admin, templates.PREFIX).items():
        if name not in recipe.kept and label.startswith(_owner(build, recipe)):
            databases.drop(build.admin, name)
    for name in databases.names_like(build.admin, UNFINISHED_PREFIX):
        databases.drop(build.admin, name)


def _nearest(admin: Connection, recipe: Recipe) -> tuple[str, tuple[Part, ...]]:
    """Return the template to start from and the parts that it lacks."""
    for done in range(len(recipe.parts), 0, -1):
        template = recipe.parts[done - 1].template
        if databases.exists(admin, template):
            return template, recipe.parts[done:]
    return recipe.platform, recipe.parts


def _owner(build: Builder, recipe: Recipe) -> str:
    """Return how the comments of the templates begin that replace each other."""
    return f"{build.app} from {recipe.origin}: "


def _close(build: Builder, recipe: Recipe, template: str, label: str) -> None:
    """Keep sessions out, so that cloning never finds the template in use."""
    databases.describe(build.admin, template, _owner(build, recipe) + label)
    databases.allow_connections(build.admin, template, False)


@contextmanager
def _admin(info: ConnectionInfo) -> Iterator[Connection]:
    if info.admin_url is None:
        raise BoError(f"the {info.engine} engine cannot make databases: it is not our server")
    with connect(info.admin_url, autocommit=True) as admin:
        yield admin
