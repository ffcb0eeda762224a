"""The account under which Postgres runs: it refuses to be started by root."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bo_cli.core.errors import BoError

# A user namespace in which root's files belong to an ordinary user. The number means nothing
# outside of it.
NAMESPACE = ("unshare", "--user", "--map-user=1000")
FALLBACK_ROOT = Path("/var/tmp")  # noqa: S108 (the folder we make there is 0700)


@dataclass(frozen=True)
class Account:
    """How to start Postgres's programs.

    prefix: words before the command. uid, gid: the account to change to, None to stay.
    """

    name: str
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def command(self, *words: str | Path) -> list[str]:
        return [*self.prefix, *(str(word) for word in words)]

    def popen_options(self) -> dict[str, Any]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def home(self, state_folder: Path) -> Path:
        """Return the folder for data and socket: the state folder where the account reaches it."""
        if self.uid is None:
            return state_folder
        digest = hashlib.sha256(str(state_folder).encode()).hexdigest()[:12]
        return FALLBACK_ROOT / f"bo-{digest}"

    def programs(self, native: Path, home: Path) -> Path:
        """Return a folder with Postgres's programs that the account can read.

        root's cache is closed to other accounts, so those get a copy of their own.
        """
        if self.uid is None:
            return native
        digest = hashlib.sha256(str(native).encode()).hexdigest()[:12]
        copy = home / f"native-{digest}"
        if not copy.exists():
            partial = home / "native.partial"
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(native, partial, symlinks=True)
            partial.rename(copy)
        return copy

    def take(self, path: Path) -> None:
        """Give a file or folder to the account."""
        if self.uid is not None:
            os.chown(path, self.uid, -1 if self.gid is None else self.gid)


def choose_account() -> Account:
    """Return how to run Postgres here.

    Whoever is not root runs it as they are; root inside a user namespace, or, where those are
    refused (some containers), as `postgres` or `nobody` with a folder below /var/tmp.
    """
    if os.geteuid() != 0:
        return Account("yourself")
    if _namespace_works():
        return Account("a user namespace", prefix=NAMESPACE)
    return unprivileged_account()


def unprivileged_account() -> Account:
    """Return the account of `postgres`, or else of `nobody`; BoError when neither exists."""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(f"user {name}", uid=entry.pw_uid, gid=entry.pw_gid)
    raise BoError(
        "Postgres cannot run as root, and there is no user to run it as",
        hint="run bo as an ordinary user, or add a user named postgres",
    )


def _namespace_works() -> bool:
    try:
        done = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0
