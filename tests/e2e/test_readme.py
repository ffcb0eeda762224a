"""The README's two minutes, line by line, in a copy of the checkout with a stack of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bo_cli.core.project import Project

# In this order; the lines between widening the policy and putting it back must find the hole.
EXPECTED = {
    "bo node docs/tour/sign_in.mjs": 0,
    "bo rpc list": 0,
    "bo rpc call list_conversations": 0,
    "bo rpc call why_can": 0,
    "bo test --policies": 0,
    "sed -i.bak": 0,
    "bo db verify": 1,
    "bo test --source": 1,
    "bo policy matrix": 1,
    "mv policies/": 0,
}


@pytest.fixture
def checkout(project: Project, tmp_path: Path) -> Iterator[Path]:
    """Copies of the tracked files: the tour edits a policy."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=project.root, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project.root / name, target)
    yield tmp_path
    run("bo stop --delete-data", tmp_path)


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line as the reader would, with the environment's programs first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("BO_", "PYTEST"))
    }
    if "BO_CACHE_DIR" in os.environ:
        kept["BO_CACHE_DIR"] = os.environ["BO_CACHE_DIR"]
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=kept | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def tour(readme: str) -> list[str]:
    """The lines of the shell blocks of "Two minutes", without the first, which only sets PATH."""
    chapter = readme.split("## Two minutes")[1].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", chapter, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()][1:]


@pytest.mark.row("R23", "R25")
def test_the_tour_does_what_it_says(checkout: Path) -> None:
    lines = tour((checkout / "README.md").read_text())
    assert [line.startswith(begin) for line, begin in zip(lines, EXPECTED, strict=True)] == [
        True
    ] * len(EXPECTED)
    assert run("bo up", checkout).returncode == 0
    done = [run(line, checkout) for line in lines]
    said = {
        begin: result.stdout + result.stderr for begin, result in zip(EXPECTED, done, strict=True)
    }
    codes = {begin: result.returncode for begin, result in zip(EXPECTED, done, strict=True)}
    assert codes == EXPECTED, said
    assert "my domains: abtasty.com\n" in said["bo node docs/tour/sign_in.mjs"]
    assert "conversations of other domains: 0" in said["bo node docs/tour/sign_in.mjs"]
    assert "conversations" in said["bo db verify"]
    assert "test_conversations.sql" in said["bo test --source"]
    assert "too wide: public.conversations: select, other tenants" in said["bo policy matrix"]
    # Put back: nothing is left of it.
    assert run("bo db verify", checkout).returncode == 0


def test_the_readme_shows_the_script_as_it_is(project: Project) -> None:
    shown = re.findall(r"```js\n(.*?)```", (project.root / "README.md").read_text(), re.DOTALL)
    script = (project.root / "docs" / "tour" / "sign_in.mjs").read_text()
    assert shown
    assert all(block in script for block in shown)
