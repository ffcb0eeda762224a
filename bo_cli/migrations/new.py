"""A new, empty or drafted, file of the history."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.migrations.files import read_migrations

FORMAT = "%Y%m%d%H%M%S"


def new_migration(project: Project, name: str, text: str) -> Path:
    """Write a migration with the next free timestamp (UTC) and return its path.

    Raises UsageError for a name that is not snake_case.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise UsageError(
            f"{name!r} is no name for a migration", hint="verb_object in snake_case: add_visitors"
        )
    path = project.migrations / f"{_next_version(project)}_{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _next_version(project: Project) -> str:
    """Return the time now, or a second after the newest file where that is later."""
    now = datetime.now(UTC).strftime(FORMAT)
    newest = max((migration.version for migration in read_migrations(project)), default="")
    if newest < now:
        return now
    after = datetime.strptime(newest, FORMAT).replace(tzinfo=UTC) + timedelta(seconds=1)
    return after.strftime(FORMAT)
