"""The databases of two states of a project, made as throwaway clones."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError, UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import with_database
from bo_cli.db.locks import only_one
from bo_cli.migrations.build import builder, drop, recipe_of, throwaway
from bo_cli.migrations.templates import Origin
from bo_cli.policies.databases import CLONE_PREFIX, maintenance


@contextmanager
def revision(project: Project, name: str) -> Iterator[Project]:
    """Yield the project as it is in a revision of git, in a folder that is removed afterwards.

    Raises UsageError where git knows no such revision, BoError where it is no project.
    """
    with TemporaryDirectory(prefix="bo_diff_") as folder:
        with tarfile.open(fileobj=BytesIO(_archive(project.root, name))) as files:
            files.extractall(folder, filter="data")
        found = Project(Path(folder) / _below_top(project.root))
        if not found.root.is_dir() or not (found.root / "supabase").is_dir():
            raise BoError(f"{name} has no folder supabase/: it is no bo project")
        yield found


@contextmanager
def built(info: ConnectionInfo, project: Project, origin: Origin | None) -> Iterator[str]:
    """Yield the address of a database made from the project; it is dropped afterwards.

    origin: as for finished_template. The lock tells a later run that the database is in use.
    """
    name = CLONE_PREFIX + token_hex(6)
    with maintenance(info) as admin, only_one(admin, name, lambda: None):
        try:
            with builder(info, project) as build:
                throwaway(build, recipe_of(build, origin), name)
            yield with_database(info.db_url, name)
        finally:
            drop(info, name)


def differs(old: Project, new: Project, file: Path) -> bool:
    """Tell whether a file of the new project is another, or not there, in the old one."""
    if not file.resolve().is_relative_to(new.root):
        return False
    before = old.root / file.resolve().relative_to(new.root)
    return not before.is_file() or before.read_bytes() != file.read_bytes()


def _archive(root: Path, name: str) -> bytes:
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if commit.returncode:
        raise UsageError(
            f"git knows no revision {name}", "name a branch, a tag or a commit; fetch it first"
        )
    top = _git(root, "rev-parse", "--show-toplevel").stdout.decode().strip()
    archive = _git(Path(top), "archive", "--format=tar", commit.stdout.decode().strip())
    if archive.returncode:
        raise BoError(f"git archive {name}: {archive.stderr.decode().strip()}")
    return archive.stdout


def _below_top(root: Path) -> str:
    """Return where the project is inside of the repository."""
    return _git(root, "rev-parse", "--show-prefix").stdout.decode().strip()


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, check=False, timeout=120
        )
    except FileNotFoundError:
        raise BoError("git is not installed", "compare two databases by address instead") from None
