"""Linters of the project's files: sqlfluff over all of them, squawk over the migrations."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.migrations.clean_files import CleanFiles
from bo_cli.migrations.findings import Finding


def sqlfluff(project: Project, state: Path) -> list[Finding]:
    """Return what sqlfluff finds in source, migrations and two seed folders (settings: .sqlfluff).

    Demo and scaled rows are data: long lines of prose, positional values. state: the folder where
    it is kept which files are clean.
    """
    seeds = [project.seeds / "reference", project.seeds / "scrub"]
    folders = [*project.source_folders, project.migrations, *seeds]
    files = [path for folder in folders for path in sorted(folder.rglob("*.sql"))]
    settings = [path.read_text() for path in sorted(project.root.glob(".sqlfluff*"))]
    clean = CleanFiles(state / "sqlfluff.clean", version("sqlfluff"), *settings)
    unknown = clean.others(files)
    found = _sqlfluff(project, unknown) if unknown else []
    faulty = {project.root / each.where for each in found}
    clean.remember(path for path in files if path not in faulty)
    return found


def _sqlfluff(project: Project, files: list[Path]) -> list[Finding]:
    program = [
        sys.executable,
        "-m",
        "sqlfluff",
        "lint",
        "--format",
        "json",
        "--disable-progress-bar",
    ]
    found = _json_of([*program, *map(str, files)], project.root)
    return [
        Finding(
            "sqlfluff",
            _below(project, file["filepath"]),
            fault["start_line_no"],
            fault["code"],
            fault["description"],
        )
        for file in found
        for fault in file["violations"]
        if not fault.get("warning")
    ]


def restyle(project: Project, path: Path) -> None:
    """Put a drafted file into the project's SQL style, as far as sqlfluff can mend it."""
    program = [sys.executable, "-m", "sqlfluff", "fix", "--quiet", "--disable-progress-bar"]
    # Its exit code says whether something is left to be mended by hand, which `bo db lint` tells.
    subprocess.run([*program, str(path)], cwd=project.root, capture_output=True, check=False)


def squawk(project: Project) -> list[Finding]:
    """Return what squawk finds in the migrations (its settings: .squawk.toml)."""
    files = [str(path) for path in sorted(project.migrations.glob("*.sql"))]
    if not files:
        return []
    program = Path(sys.executable).with_name("squawk")
    found = _json_of([str(program), "--reporter", "json", *files], project.root)
    return [
        Finding(
            "squawk",
            _below(project, fault["file"]),
            fault["line"] + 1,
            fault["rule_name"],
            fault["message"],
        )
        for fault in found
    ]


def _json_of(command: list[str], folder: Path) -> list[dict[str, Any]]:
    """Run a linter; its exit code only says whether it found something."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)
    except ValueError:
        words = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise BoError(f"{Path(command[0]).name} failed: {' '.join(words)}") from None
    return found


def _below(project: Project, path: str) -> str:
    """Return a path below the project the way messages show it."""
    absolute = (project.root / path).resolve()
    return absolute.relative_to(project.root.resolve()).as_posix()
