"""The ways to have a database and its API: embedded, docker, url."""

from bo_cli.core.project import Project
from bo_cli.core.settings import Settings
from bo_cli.stack.engines.docker import docker_engine
from bo_cli.stack.engines.embedded import embedded_engine
from bo_cli.stack.engines.protocol import Engine, StackStatus
from bo_cli.stack.engines.url import UrlEngine

__all__ = ["Engine", "StackStatus", "engine_for"]


def engine_for(settings: Settings, project: Project) -> Engine:
    """Return the engine that the settings name."""
    match settings.engine:
        case "embedded":
            return embedded_engine(settings, project)
        case "docker":
            return docker_engine(settings, project)
        case "url":
            return UrlEngine(settings)
