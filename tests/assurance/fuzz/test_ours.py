"""Our schema: nothing is found, and its side channels are as docs/side-channels.md says."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from bo_cli.core.project import Project

ROW = re.compile(r"^\| ([a-zA-Z ]+) \| .+ \| (closed|inherent|open) \|$", re.MULTILINE)
OPTIONS = ["--seed", "20261121", "--examples", "1"]


@pytest.fixture(scope="module")
def report(project: Project) -> dict[str, Any]:
    """What the command prints; besides the first calls everybody makes one more, each way."""
    done = subprocess.run(
        [sys.executable, "-m", "bo_cli", "policy", "fuzz", "--json", *OPTIONS],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_nothing_is_found(report: dict[str, Any]) -> None:
    assert report["findings"] == []
    assert report["notes"] == []
    assert min(report["calls"].values()) > 1000


@pytest.mark.slow
def test_side_channels_are_as_documented(report: dict[str, Any], project: Project) -> None:
    documented = dict(ROW.findall((project.root / "docs" / "side-channels.md").read_text()))
    assert {channel["name"]: channel["state"] for channel in report["channels"]} == documented
