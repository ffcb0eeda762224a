"""docs/tutorial-policies.md, line by line, on an empty project of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

BLOCK = re.compile(r"```sh\n(.*?)```(?:\n\n```\n(.*?)```)?", re.DOTALL)
# The one exit code that is not 0: the matrix that finds the bug.
EXIT_CODES = [0, 0, 0, 0, 0, 1, 0, 0]
# What differs from run to run, and what every new kind of cell changes.
COUNTS = re.compile(r"[\d,]+ cells in [\d,]+ statements, [\d.]+ s \([\d,]+ cells a second\)")


@dataclass(frozen=True)
class Step:
    """The lines of a block, and what the tutorial shows of their output."""

    lines: list[str]
    shown: str


@pytest.fixture
def empty_project(database_server: ConnectionInfo) -> Iterator[str]:
    """The address of a database as a new project has it."""
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url:
        yield url


def steps(text: str) -> list[Step]:
    return [Step(lines.splitlines(), shown) for lines, shown in BLOCK.findall(text)]


def run(line: str, folder: Path, url: str) -> tuple[int, str]:
    """Run one line; return its exit code and all that it says."""
    found = re.fullmatch(r'psql "\$DB_URL" --quiet --file (\S+)', line)
    if found:  # psql is the reader's: no package brings it along
        with psycopg.connect(url) as connection:
            connection.execute((folder / found[1]).read_bytes())
        return 0, ""
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=os.environ
        | {"DB_URL": url, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def pieces(shown: str) -> list[str]:
    """What must occur in the output, in this order; … stands for what is left out."""
    return [part.strip("\n") for part in COUNTS.sub("counts", shown).split("…\n") if part.strip()]


def test_the_tutorial_finds_its_bug(project: Project, empty_project: str, tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "tutorial"
    shutil.copytree(project.root / "docs" / "tutorial", folder)
    codes = []
    at = tmp_path
    for step in steps((project.root / "docs" / "tutorial-policies.md").read_text()):
        said = ""
        for line in step.lines:
            if line.startswith("cd "):
                at /= line.removeprefix("cd ")
                codes.append(0)
                continue
            code, output = run(line, at, empty_project)
            codes.append(code)
            said += output
        rest = COUNTS.sub("counts", said)
        for piece in pieces(step.shown):
            assert piece in rest, said
            rest = rest.partition(piece)[2]
    assert codes == EXIT_CODES


def test_the_tutorial_shows_its_files_as_they_are(project: Project) -> None:
    text = (project.root / "docs" / "tutorial-policies.md").read_text()
    files = project.root / "docs" / "tutorial"
    finished = (files / "finished.toml").read_text()
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 3
    # The first one adds to what the draft has; its lines are in the file's own setup.
    assert [line for line in blocks[0].splitlines()[4:] if line not in finished] == []
    assert [block for block in blocks[1:] if block not in finished] == []
    [policy] = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert policy in (files / "notes.sql").read_text()
