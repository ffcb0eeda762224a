"""Postgres in a container of Supabase's image; the API runs beside it as on the embedded engine.

Never run where this was written, for lack of Docker: what needs no engine is tested, the rest is
written against testcontainers' API.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.core.settings import Settings
from bo_cli.db.connect import connect
from bo_cli.stack.engines.local import LocalEngine
from bo_cli.stack.processes import wait_until
from bo_cli.stack.state import State

if TYPE_CHECKING:
    from docker.models.containers import Container
    from testcontainers.core.container import DockerContainer

# The one that the pinned Supabase CLI starts.
IMAGE = "supabase/postgres:17.11.0.018"
INSIDE_PORT = "5432/tcp"
DATA_FOLDER = "/var/lib/postgresql/data"
# The image's first start runs its own set-up, and may be preceded by its download.
START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 20


def docker_engine(settings: Settings, project: Project) -> LocalEngine:
    """Return the engine of this checkout; Docker is looked for when it is needed."""
    state = State(settings.state_path(project))
    return LocalEngine("docker", settings, state, lambda _: DockerServer(state.folder))


@dataclass(frozen=True)
class DockerServer:
    """The container and the volume that belong to one state folder."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of both; two checkouts have two."""
        return f"bo-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]}"

    def running_port(self) -> int | None:
        container = self._find()
        if container is None or container.status != "running":
            return None
        bindings = container.ports.get(INSIDE_PORT) or []
        return int(bindings[0]["HostPort"]) if bindings else None

    def is_current(self) -> bool:
        container = self._find()
        return container is not None and container.attrs["Config"]["Image"] == IMAGE

    def start(self, port: int, password: str) -> None:
        # A stopped container keeps its old port: it is made anew, the data is in the volume.
        self.stop()
        try:
            self.container(port, password).start()
        except Exception as error:
            raise BoError(f"the container did not start: {error}", hint="is Docker up?") from error
        url = f"postgresql://supabase_admin:{password}@127.0.0.1:{port}/template1"
        if not wait_until(lambda: _answers(url), START_TIMEOUT_S, pause_s=0.5):
            raise BoError(
                f"the database in container {self.name} does not answer after {START_TIMEOUT_S} s",
                hint=f"see `docker logs {self.name}`",
            )

    def stop(self) -> None:
        container = self._find()
        if container is not None:
            container.stop(timeout=STOP_TIMEOUT_S)
            container.remove()

    def delete(self) -> None:
        import docker

        try:
            docker.from_env().volumes.get(self.name).remove()
        except docker.errors.NotFound:
            return

    def container(self, port: int, password: str) -> "DockerContainer":
        """Return the container as it will be started."""
        from testcontainers.core.config import testcontainers_config
        from testcontainers.core.container import DockerContainer

        # The reaper would remove the container when this command ends.
        testcontainers_config.ryuk_disabled = True
        container = (
            DockerContainer(IMAGE)
            .with_name(self.name)
            .with_env("POSTGRES_PASSWORD", password)
            .with_volume_mapping(self.name, DATA_FOLDER, "rw")
        )
        # with_bind_ports() knows no address, and would listen on every interface.
        container.ports[INSIDE_PORT] = ("127.0.0.1", port)  # type: ignore[assignment]
        return container

    def _find(self) -> "Container | None":
        import docker

        try:
            return docker.from_env().containers.get(self.name)
        except docker.errors.NotFound:
            return None
        except docker.errors.DockerException as error:
            raise BoError(
                f"Docker does not answer: {error}",
                hint="start Docker, or unset BO_ENGINE to use the embedded engine",
            ) from None


def _answers(url: str) -> bool:
    try:
        connect(url).close()
    except BoError:
        return False
    return True
