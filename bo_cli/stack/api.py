"""The API server: REST, Auth and Storage as one Node process."""

import hashlib
import http.client
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.stack.addresses import APPLICATION, Addresses
from bo_cli.stack.packages import API_FOLDER, PLATFORM_FOLDER, Packages
from bo_cli.stack.processes import is_running, size, tail, terminate, wait_until
from bo_cli.stack.state import Secrets, State

START_TIMEOUT_S = 30
STOP_TIMEOUT_S = 5
HEALTH_TIMEOUT_S = 3
RECORD = "api"  # what the state folder remembers: pid, port, fingerprint
# Node's own settings would change how the server runs; proxies are not for the loopback.
_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "TZ")


@dataclass(frozen=True)
class ApiServer:
    """The server of one state folder.

    database: the one that it serves. lifeline: the reading end of a pipe; the server ends when
    nobody holds the other end any more. Without it the server outlives who starts it.
    """

    state: State
    packages: Packages
    secrets: Secrets
    database: str = APPLICATION
    lifeline: int | None = None

    def running_port(self) -> int | None:
        """Return the port of our live process; None when it does not run."""
        record = self.state.read(RECORD) or {}
        return record["port"] if is_running(record.get("pid", 0), self._marker) else None

    def is_healthy(self) -> bool:
        """Say whether the server answers, and reaches the database."""
        port = self.running_port()
        return port is not None and _health(port) == 200

    def is_current(self, port: int, addresses: Addresses) -> bool:
        """Say whether the running server is the one that `start` would start now."""
        record = self.state.read(RECORD) or {}
        return record.get("fingerprint") == self._fingerprint(port, addresses)

    def start(self, port: int, addresses: Addresses) -> None:
        """Start the server on a free port and wait until it is healthy.

        Raises BoError with the server's last words when it ends or never gets healthy.
        """
        self._lay_out()
        since = size(self.state.api_log)
        process = self._launch(port, addresses)
        fingerprint = self._fingerprint(port, addresses)
        self.state.write(RECORD, {"pid": process.pid, "port": port, "fingerprint": fingerprint})
        wait_until(lambda: process.poll() is not None or _health(port) == 200, START_TIMEOUT_S)
        if process.poll() is None and _health(port) == 200:
            return
        outcome = "did not start" if process.poll() is not None else "does not get healthy"
        self.stop()
        reason = tail(self.state.api_log, since) or "it said nothing"
        raise BoError(f"the API {outcome}: {reason}", hint=f"see {self.state.api_log}")

    def _launch(self, port: int, addresses: Addresses) -> subprocess.Popen[bytes]:
        with self.state.api_log.open("ab") as log:
            return subprocess.Popen(
                self._command("serve"),
                cwd=self.state.api_folder,
                env=self._environment(addresses, self.database) | {"PORT": str(port)},
                stdin=subprocess.DEVNULL if self.lifeline is None else self.lifeline,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is not for the server
            )

    def stop(self) -> None:
        """Stop our process, if it runs."""
        record = self.state.read(RECORD) or {}
        terminate(record.get("pid", 0), self._marker, signal.SIGTERM, STOP_TIMEOUT_S)
        self.state.forget(RECORD)

    def provision(self, addresses: Addresses, database: str) -> None:
        """Let Auth and Storage make their tables in `database`."""
        self._lay_out()
        try:
            done = subprocess.run(
                self._command("provision"),
                cwd=self.state.api_folder,
                env=self._environment(addresses, database),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=START_TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BoError(f"Auth and Storage were not ready after {START_TIMEOUT_S} s") from None
        if done.returncode != 0:
            said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
            raise BoError(f"Auth and Storage could not be prepared: {said}")

    @property
    def _marker(self) -> str:
        return f"server.mjs serve {self.state.folder}"

    def _command(self, verb: str) -> list[str]:
        # The folder is there for us alone: it tells our process from any other.
        return [str(self.packages.node), "server.mjs", verb, str(self.state.folder)]

    def _lay_out(self) -> None:
        """Copy the server beside a link to its packages: Node looks for them upwards from there."""
        folder = self.state.api_folder
        shutil.rmtree(folder.parent, ignore_errors=True)
        for source in (API_FOLDER, PLATFORM_FOLDER):
            ignored = shutil.ignore_patterns("node_modules")
            shutil.copytree(source, folder.parent / source.name, ignore=ignored)
        (folder / "node_modules").symlink_to(self.packages.node_modules)

    def _environment(self, addresses: Addresses, database: str) -> dict[str, str]:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        ending = {"END_WITH_STDIN": "1"} if self.lifeline is not None else {}
        return passed_on | ending | self._settings(addresses, database)

    def _settings(self, addresses: Addresses, database: str) -> dict[str, str]:
        return {
            **addresses.api(database),
            "JWT_SECRET": self.secrets.jwt_secret,
            "PUBLISHABLE_KEY": self.secrets.publishable_key,
            "SECRET_KEY": self.secrets.secret_key,
            "MAILBOX": str(self.state.mailbox),
            "STORAGE_DIR": str(self.state.storage),
            "EXPERIMENTAL_STORAGE": "1",  # @supabase/lite makes Storage's tables only with this
        }

    def _fingerprint(self, port: int, addresses: Addresses) -> str:
        content = hashlib.sha256(f"{port} {self.packages.root}".encode())
        # Not the whole environment: another shell's PATH is no reason to start again.
        content.update(repr(sorted(self._settings(addresses, self.database).items())).encode())
        for path in sorted(_server_files()):
            content.update(path.as_posix().encode() + path.read_bytes())
        return content.hexdigest()


def _server_files() -> list[Path]:
    return [path for path in API_FOLDER.rglob("*.mjs") if "node_modules" not in path.parts]


def _health(port: int) -> int | None:
    """Return the status of GET /health; None when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=HEALTH_TIMEOUT_S)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
