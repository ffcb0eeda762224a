"""The first history of a project: its source, cut into migrations.

Nothing is deployed yet, so the files' text and comments can be kept as they are.
"""

from datetime import datetime, timedelta
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.migrations.files import read_migrations
from bo_cli.migrations.source import SourceFile, read_source
from bo_cli.seeding.files import reference_files

KINDS = {"sql": "tables", "policies": "policies", "rpc": "functions"}


def write_first_history(project: Project, at: datetime) -> list[Path]:
    """Write the source as migrations, a file for each kind and area, and the reference rows last.

    at: the first timestamp; each further file is one second later.
    Raises BoError where a migration exists already.
    """
    if read_migrations(project):
        raise BoError("there is a history already", hint="bo migration new NAME --from-diff")
    texts = {name: _joined(files) for name, files in _groups(read_source(project))}
    reference = reference_files(project)
    if reference:
        texts["add_reference_rows"] = "\n".join(file.text for file in reference)
    project.migrations.mkdir(parents=True, exist_ok=True)
    written = []
    for number, (name, text) in enumerate(texts.items()):
        version = (at + timedelta(seconds=number)).strftime("%Y%m%d%H%M%S")
        path = project.migrations / f"{version}_{name}.sql"
        path.write_text(text)
        written.append(path)
    return written


def _groups(files: list[SourceFile]) -> list[tuple[str, list[SourceFile]]]:
    """Return runs of files of one kind and area, as few as what the files require allows."""
    groups: list[tuple[str, list[SourceFile]]] = []
    remaining, done = list(files), set[str]()
    while remaining:
        kind_area = _kind_area(remaining[0])
        group = []
        for file in remaining:
            if _kind_area(file) == kind_area and done.issuperset(file.requires):
                group.append(file)
                done.add(file.name)
        remaining = [file for file in remaining if file.name not in done]
        groups.append((_name(kind_area, [name for name, _ in groups]), group))
    return groups


def _kind_area(file: SourceFile) -> tuple[str, str]:
    kind, area = Path(file.name).parts[:2]
    return kind, area.removesuffix(".sql")


def _name(kind_area: tuple[str, str], taken: list[str]) -> str:
    name = f"create_{kind_area[1]}_{KINDS[kind_area[0]]}"
    again = sum(other == name or other.startswith(f"{name}_") for other in taken)
    return f"{name}_{again + 1}" if again else name


def _joined(files: list[SourceFile]) -> str:
    return "\n".join(f"-- {file.name}\n{file.text.strip()}\n" for file in files)
