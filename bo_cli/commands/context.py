"""What most commands begin with: the project, its settings, its engine."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import Settings, load_settings
from bo_cli.stack.engines import Engine, engine_for

EngineOption = Annotated[
    str | None,
    typer.Option("--engine", help="embedded, docker or url; else BO_ENGINE, else embedded."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


@dataclass(frozen=True)
class Context:
    """The checkout that the command is run in."""

    project: Project
    settings: Settings
    engine: Engine


def context(**flags: Any) -> Context:
    """Return the context of this command.

    flags: settings given on the command line by name; None where a flag was not given.
    Raises UsageError when there is no project, or a setting is wrong.
    """
    project = find_project()
    settings = load_settings(project, **flags)
    return Context(project, settings, engine_for(settings, project))
