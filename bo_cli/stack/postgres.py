"""The database process: made, started, stopped, and found again after a crash."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import BoError
from bo_cli.stack.account import Account
from bo_cli.stack.processes import command_line, is_running, size, tail, terminate, wait_until

START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 20
# Backends of a killed server need a moment to notice and to let go of its memory.
LEFTOVER_TIMEOUT_S = 15
# The kernel allows about 104 bytes for the path of a socket, of which its file name takes 20.
LONGEST_SOCKET_FOLDER = 80

SUPERUSER = "supabase_admin"
# The same order of text everywhere: by code point. macOS has no locale of the name C.UTF-8.
LOCALE = (
    ["--locale=C.UTF-8"] if sys.platform == "linux" else ["--locale=C", "--lc-ctype=en_US.UTF-8"]
)
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_preload_libraries": "pg_stat_statements",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    # Survives a killed server, not a power cut: this is a development database.
    "fsync": "off",
}


@dataclass(frozen=True)
class PostgresServer:
    """One cluster in `home`/postgres, run by `account` with the installation in `native`."""

    native: Path
    home: Path
    log: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    def running_port(self) -> int | None:
        """Return the port of the running server; None when it does not run."""
        pid, lines = self._postmaster()
        if pid is None or len(lines) < 4 or not lines[3].strip().isdigit():
            return None
        return int(lines[3])

    def is_current(self) -> bool:
        """Say whether the running server is of this installation, not of an earlier one."""
        pid, _ = self._postmaster()
        return pid is not None and str(self._program("postgres")) in command_line(pid)

    def start(self, port: int, password: str) -> None:
        """Start the server and wait until it answers. It must not be running.

        password: of the superuser, for a cluster that has to be made first.
        Raises BoError with the server's own words when it does not come up.
        """
        self._prepare()
        self._initialise(password)
        deadline = time.monotonic() + LEFTOVER_TIMEOUT_S
        while True:
            self._remove_stale_locks()
            since = size(self.log)
            if self._launch(port):
                return
            reason = tail(self.log, since)
            if "still in use" not in reason or time.monotonic() > deadline:
                raise _explain(reason, self.log)
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server, after its current transactions are rolled back."""
        pid, _ = self._postmaster()
        if pid is not None:
            terminate(pid, self._marker, signal.SIGINT, STOP_TIMEOUT_S)

    def _prepare(self) -> None:
        """Make the folder for data and socket where it is not the state folder itself."""
        if self.account.uid is not None:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.account.take(self.home)

    def _remove_stale_locks(self) -> None:
        """Remove what a killed server left: its pid may belong to another process by now.

        Only called when our server does not run, and nobody else's uses these folders.
        """
        for left in (self.data / "postmaster.pid", *self.home.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _program(self, name: str) -> Path:
        return self.account.programs(self.native, self.home) / "bin" / name

    def _initialise(self, password: str) -> None:
        """Make the cluster if there is none.

        password: of the superuser. The folder gets its name when it is complete, so that a
        killed initdb leaves nothing that looks like a cluster.
        """
        if (self.data / "PG_VERSION").exists():
            return
        for leftover in self.home.glob("postgres.partial-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        # Our pid in the name: the initdb of a killed start may still be writing to its own.
        partial = self.home / f"postgres.partial-{os.getpid()}"
        password_file = self.home / "initdb.password"
        try:
            password_file.touch(mode=0o600)
            password_file.write_text(password)
            self.account.take(password_file)
            self._run(
                self._program("initdb"),
                *("-D", partial, "-U", SUPERUSER, "--auth=scram-sha-256", "--no-sync"),
                *(f"--pwfile={password_file}", "--encoding=UTF8", *LOCALE),
            )
        finally:
            password_file.unlink(missing_ok=True)
        partial.rename(self.data)

    def delete(self) -> None:
        """Delete what lies outside of the state folder: an unprivileged account's home."""
        if self.account.uid is not None:
            shutil.rmtree(self.home, ignore_errors=True)

    @property
    def _marker(self) -> str:
        return f"-D {self.data} "

    def _launch(self, port: int) -> bool:
        """Start the process; return whether it got ready rather than ended."""
        folder = str(self.home) if len(str(self.home)) <= LONGEST_SOCKET_FOLDER else ""
        options = SETTINGS | {"port": str(port), "unix_socket_directories": folder}
        words = [word for key, value in options.items() for word in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.account.command(self._program("postgres"), "-D", self.data, *words),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is not for the server
                **self.account.popen_options(),
            )
        wait_until(lambda: process.poll() is not None or self._is_ready(), START_TIMEOUT_S)
        if process.poll() is None and not self._is_ready():
            raise BoError(f"Postgres is not ready after {START_TIMEOUT_S} s; see {self.log}")
        return process.poll() is None

    def _is_ready(self) -> bool:
        _, lines = self._postmaster()
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _postmaster(self) -> tuple[int | None, list[str]]:
        """Return pid and pid file of the running server; (None, []) when it does not run."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return None, []
        pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
        return (pid, lines) if is_running(pid, self._marker) else (None, [])

    def _run(self, *words: str | Path) -> None:
        done = subprocess.run(
            self.account.command(*words),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **self.account.popen_options(),
        )
        if done.returncode != 0:
            raise _explain(done.stderr.strip() or done.stdout.strip(), self.log)


def _explain(reason: str, log: Path) -> BoError:
    if "No space left on device" in reason:
        return BoError(
            "the disk is full: Postgres could not write its files",
            hint="free some space, or set BO_STATE_DIR to a folder on another disk",
        )
    last = "\n".join(reason.splitlines()[-6:])
    return BoError(f"Postgres did not start: {last or 'it said nothing'}", hint=f"see {log}")
