"""The stage of a run through REST: canaries that are committed, and an API that sees them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bo_cli.assurance.fuzz.rest import Api
from bo_cli.assurance.fuzz.scene import Scene
from bo_cli.assurance.fuzz.written import Written
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.world.hints import Hints
from bo_cli.assurance.world.world import make_world
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.core.settings import Settings
from bo_cli.db.connect import connect, database_of
from bo_cli.migrations.build import clone
from bo_cli.policies.databases import worker_database
from bo_cli.stack.processes import wait_until
from bo_cli.stack.spare_api import spare_api

PATIENCE_S = 15


@dataclass(frozen=True)
class Place:
    """Where a run happens: a server of ours, and the template of the database to look at."""

    settings: Settings
    project: Project
    info: ConnectionInfo
    template: str


@dataclass(frozen=True)
class Stage:
    """A scene and an API that serves it.

    renew: puts its database back as it was. written: the tables that got rows since it was asked.
    """

    scene: Scene
    api: Api
    renew: Callable[[], None]
    written: Callable[[], set[str]]


@contextmanager
def rest_stage(place: Place, intent: Intent, hints: Hints | None) -> Iterator[Stage]:
    """Yield what a run needs.

    Both databases and the API's process end with the context.
    """
    info = place.info
    with worker_database(info, place.template) as filled:
        scene = _fill(filled, intent, hints)
        with worker_database(info, database_of(filled)) as served:
            name = database_of(served)
            with spare_api(place.settings, place.project, info, name) as url:
                api = Api(
                    url,
                    scene.pool,
                    publishable_key=info.publishable_key,
                    secret_key=info.secret_key,
                    jwt_secret=info.jwt_secret,
                )
                written = Written(served, [t.name for t in scene.tables if t.is_table])

                def renew() -> None:
                    written.close()
                    _renew(info, database_of(filled), name, api)

                try:
                    api.check()
                    yield Stage(scene, api, renew, written)
                finally:
                    api.close()
                    written.close()


def _fill(url: str, intent: Intent, hints: Hints | None) -> Scene:
    with connect(url) as connection:
        scene = Scene(make_world(connection, intent, hints))
        connection.commit()
        # Planned counts are made from statistics, as they would be in a database that is in use.
        connection.autocommit = True
        connection.execute("analyze")
    return scene


def _renew(info: ConnectionInfo, filled: str, name: str, api: Api) -> None:
    clone(info, filled, name)
    if not wait_until(api.is_healthy, PATIENCE_S):
        raise BoError("the API does not find its new database", hint=f"after {PATIENCE_S} s")
