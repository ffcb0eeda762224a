"""Where the project's files are."""

from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import UsageError


@dataclass(frozen=True)
class Project:
    """A checkout: the folder that holds pyproject.toml and supabase/."""

    root: Path

    @property
    def migrations(self) -> Path:
        return self.root / "supabase" / "migrations"

    @property
    def source_folders(self) -> tuple[Path, Path, Path]:
        """The declarative source, in the order in which it builds a database."""
        return (self.root / "sql", self.root / "policies", self.root / "rpc")

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"


def find_project(start: Path | None = None) -> Project:
    """Return the project that holds `start` (default: the working directory).

    Raises UsageError when no folder above `start` is one.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "supabase").is_dir() and (folder / "pyproject.toml").is_file():
            return Project(folder)
    raise UsageError(
        f"no bo project at or above {here}",
        hint="run bo inside a checkout: a folder with pyproject.toml and supabase/",
    )
