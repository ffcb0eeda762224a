"""The declarative source: sql/, policies/ and rpc/, in the order in which it builds a database.

Files go by folder (sql, policies, rpc), then by area and name. Where a file needs another first, a
header line says so: `-- requires: sql/identity/clients.sql` (several separated by spaces).
"""

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project

REQUIRES = re.compile(r"^-- requires:(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class SourceFile:
    """One file of the source; `name` is its path below the project, with forward slashes."""

    name: str
    path: Path
    text: str

    @property
    def requires(self) -> list[str]:
        """The names of the files that must come first."""
        return [name for line in REQUIRES.findall(self.text) for name in line.split()]


def read_source(project: Project) -> list[SourceFile]:
    """Return every source file in build order.

    Raises BoError when a `requires` names no file, or when files require each other in a circle.
    """
    paths = [path for folder in project.source_folders for path in sorted(folder.rglob("*.sql"))]
    files = {}
    for path in paths:
        name = path.relative_to(project.root).as_posix()
        files[name] = SourceFile(name, path, path.read_text())
    return [files[name] for name in _in_order(files)]


def _in_order(files: dict[str, SourceFile]) -> list[str]:
    for file in files.values():
        for name in file.requires:
            if name not in files:
                raise BoError(f"{file.name} requires {name}, which does not exist")
    try:
        tuple(TopologicalSorter({n: f.requires for n, f in files.items()}).static_order())
    except CycleError as error:
        raise BoError(f"source files require each other: {' -> '.join(error.args[1])}") from None
    order: list[str] = []
    for name in files:
        _place(name, files, order)
    return order


def _place(name: str, files: dict[str, SourceFile], order: list[str]) -> None:
    """Append `name` after what it requires; the order of `files` holds otherwise."""
    if name in order:
        return
    for needed in files[name].requires:
        _place(needed, files, order)
    order.append(name)
