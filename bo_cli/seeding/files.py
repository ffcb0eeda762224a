"""The seed files: seeds/reference (everywhere), seeds/demo and seeds/now (local and test only)."""

from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.project import Project


@dataclass(frozen=True)
class SeedFile:
    """One file of SQL; `name` is its path below the project."""

    name: str
    text: str


def reference_files(project: Project) -> list[SeedFile]:
    """Return seeds/reference/**.sql in the order of their paths."""
    return _files(project, "reference")


def demo_files(project: Project) -> list[SeedFile]:
    """Return seeds/demo/**.sql in the order of their paths."""
    return _files(project, "demo")


def now_files(project: Project) -> list[SeedFile]:
    """Return seeds/now/**.sql: what is true for a moment only, so no part of what is kept."""
    return _files(project, "now")


def _files(project: Project, folder: str) -> list[SeedFile]:
    paths: list[Path] = sorted((project.seeds / folder).rglob("*.sql"))
    return [SeedFile(path.relative_to(project.root).as_posix(), path.read_text()) for path in paths]
