"""The history: supabase/migrations/<14 digits>_<name>.sql."""

import re
from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project

NAME = re.compile(r"^(?P<version>\d{14})_(?P<name>[a-z0-9_]+)\.sql$")


@dataclass(frozen=True)
class Migration:
    """One file of the history; `version` is its timestamp, YYYYMMDDhhmmss."""

    version: str
    name: str
    path: Path
    text: str

    @property
    def file(self) -> str:
        """The file's path below the project, for messages."""
        return f"supabase/migrations/{self.path.name}"


def read_migrations(project: Project) -> list[Migration]:
    """Return the migrations, oldest first.

    Raises BoError for a file whose name the Supabase CLI would skip, and for a version used twice.
    """
    found: dict[str, Migration] = {}
    for path in sorted(project.migrations.glob("*.sql")):
        migration = _read(path)
        twin = found.get(migration.version)
        if twin:
            raise BoError(
                f"two migrations have the version {migration.version}: "
                f"{twin.path.name} and {path.name}",
                hint="rename the newer one to a later timestamp",
            )
        found[migration.version] = migration
    return list(found.values())


def _read(path: Path) -> Migration:
    match = NAME.match(path.name)
    if not match:
        raise BoError(
            f"supabase/migrations/{path.name}: not a migration's name",
            hint="<YYYYMMDDhhmmss>_<verb_object>.sql, as `bo migration new` makes it",
        )
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BoError(f"supabase/migrations/{path.name}: not UTF-8 at byte {error.start}") from None
    return Migration(match["version"], match["name"], path, text)
