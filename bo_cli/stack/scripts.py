"""Running a JavaScript file with the stack's Node, packages and addresses."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bo_cli.core.connection import ConnectionInfo
from bo_cli.stack.packages import API_FOLDER, Packages


def run_script(
    packages: Packages, info: ConnectionInfo, script: Path, arguments: Sequence[str]
) -> int:
    """Run `script` and return its exit code.

    It may import @supabase/supabase-js, and finds BO_API_URL and BO_PUBLISHABLE_KEY in its
    environment. It does not get the secret key: a client has none.
    """
    hook = API_FOLDER / "resolve_packages.mjs"
    environment = os.environ | {
        "BO_PACKAGES": str(packages.root),
        "BO_API_URL": info.api_url,
        "BO_PUBLISHABLE_KEY": info.publishable_key,
    }
    command = [str(packages.node), "--import", hook.as_uri(), str(script), *arguments]
    return subprocess.run(command, env=environment, check=False).returncode
