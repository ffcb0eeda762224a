"""Which tests to run, and how to tell about them."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project


@dataclass(frozen=True)
class Selection:
    """Which tests to run, and how to tell about them.

    paths: files or folders; none means all tests. sql: only the pgTAP files among them. keyword: as
    pytest -k. workers: how many at the same time, each on its own database. junit: where to write
    an XML report. source: test what sql/, policies/ and rpc/ make, not what the migrations do.
    """

    paths: list[Path] = field(default_factory=list)
    sql: bool = False
    keyword: str | None = None
    workers: int = os.cpu_count() or 1
    junit: Path | None = None
    tap: bool = False
    rows: bool = False
    stop_at_first: bool = False
    source: bool = False

    def roots(self, project: Project) -> list[Path]:
        """Return the files and folders to look in."""
        tests = project.root / "tests"
        if self.paths or not self.sql:
            return self.paths or [tests]
        # pytest would load what the Python tests share from every other folder.
        folders = {tests / file.relative_to(tests).parts[0] for file in _sql_files(tests)}
        return sorted(folders - {tests / "helpers"})

    def is_sql_only(self, project: Project) -> bool:
        """Say whether there are no Python tests among them."""
        return self.sql or not any(_holds_python(path) for path in self.roots(project))

    def sql_files(self, project: Project) -> list[Path]:
        """Return the pgTAP files, in the order in which pytest runs them."""
        helpers = project.root / "tests" / "helpers"
        found = {file.resolve(): None for root in self.roots(project) for file in _sql_files(root)}
        return [file for file in found if helpers not in file.parents]


def check(project: Project, selection: Selection) -> None:
    """Raise UsageError for a path that is no test of the project."""
    for path in selection.paths:
        if not path.exists():
            raise UsageError(f"no test at {path}")
        # Elsewhere pytest would not find our fixtures, and pgTAP files would be skipped.
        if not path.resolve().is_relative_to(project.root / "tests"):
            raise UsageError(f"{path} is not below {project.root / 'tests'}")


def _holds_python(path: Path) -> bool:
    return path.suffix == ".py" if path.is_file() else any(path.rglob("test_*.py"))


def _sql_files(root: Path) -> list[Path]:
    """Return the files that pytest-pgtap takes for tests."""
    found = [root] if root.is_file() else root.rglob("test*.sql")
    return sorted(file for file in found if file.suffix == ".sql")
