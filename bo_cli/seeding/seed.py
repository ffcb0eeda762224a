"""Putting reference and demo rows into a database: all of them, or none."""

from bo_cli.core.console import step
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection
from bo_cli.db.script import run_script
from bo_cli.seeding.files import demo_files, now_files, reference_files


def seed(connection: Connection, project: Project, *, demo: bool = True) -> int:
    """Run the seed files in one transaction; returns how many ran.

    Raises BoError naming file, line and row; nothing of any file stays then. The caller has made
    sure that the environment is not production.
    """
    files = reference_files(project) + (demo_files(project) if demo else [])
    with step(f"seeds, {len(files)} files"), connection.transaction():
        for file in files:
            run_script(connection, file.name, file.text)
    return len(files)


def freshen(connection: Connection, project: Project) -> None:
    """Move what the demo says of this moment to the moment of the call. Seeds ran before."""
    with connection.transaction():
        for file in now_files(project):
            run_script(connection, file.name, file.text)
