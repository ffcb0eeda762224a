"""Running the npm that comes with the environment's own Node."""

import os
from collections.abc import Mapping
from pathlib import Path

from bo_cli.core.errors import BoError

_NO_NETWORK = ("ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ERR_SOCKET")


def npm_command(node_folder: Path, *arguments: str) -> list[str]:
    """Return the command line of npm, by way of its script: wrappers outlive a kill."""
    script = node_folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node_folder / "bin" / "node"), str(script), *arguments]


def npm_environment(node: Path, base: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which npm finds this Node before any other."""
    path = os.pathsep.join([str(node.parent), base.get("PATH", os.defpath)])
    return {**base, "PATH": path, "NO_UPDATE_NOTIFIER": "1"}


def explain_failure(output: str, cache: Path) -> BoError:
    """Turn npm's output into one message that says what to do."""
    if "ENOSPC" in output or "no space left" in output:
        return BoError(
            f"the disk is full: npm could not write below {cache} or its own cache",
            hint="free some space, or set BO_CACHE_DIR to a folder on another disk",
        )
    if any(code in output for code in _NO_NETWORK):
        return BoError(
            "the package registry cannot be reached",
            hint="check the network and npm's registry and proxy settings, then try again",
        )
    if "EINTEGRITY" in output:
        return BoError(
            "a package is not the one that the lock names (its checksum differs)",
            hint="run `npm cache clean --force` and try again; if it stays, distrust the registry",
        )
    lines = [line for line in output.splitlines() if line.startswith("npm error")]
    return BoError("npm ci failed: " + "\n".join(lines[-8:] or output.splitlines()[-8:]))
