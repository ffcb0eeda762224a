"""What the engines that run here share: one database server, and the API beside it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import say, step
from bo_cli.core.errors import BoError
from bo_cli.core.settings import Settings
from bo_cli.stack.addresses import Addresses
from bo_cli.stack.api import ApiServer
from bo_cli.stack.disk import explain_full_disk
from bo_cli.stack.engines.protocol import StackStatus
from bo_cli.stack.locks import file_lock
from bo_cli.stack.packages import Packages, ensure_installed, locate
from bo_cli.stack.platform import ensure_platform
from bo_cli.stack.ports import choose_port, preferred_ports
from bo_cli.stack.state import State

PORTS = "ports"


class DatabaseServer(Protocol):
    """A Postgres whose superuser is ours."""

    def running_port(self) -> int | None:
        """Return the port of the running server; None when it does not run."""

    def is_current(self) -> bool:
        """Say whether the running server is the version that `start` would start."""

    def start(self, port: int, password: str) -> None:
        """Start a server that does not run; make it, with that superuser password, if new."""

    def stop(self) -> None:
        """Stop the server if it runs; the data stays."""

    def delete(self) -> None:
        """Delete the data of a stopped server that lies outside of the state folder."""


class LocalEngine:
    """The stack of one state folder."""

    def __init__(
        self,
        name: str,
        settings: Settings,
        state: State,
        server: Callable[[Packages], DatabaseServer],
    ) -> None:
        """server: makes the database server's handle when it is needed."""
        self.name = name
        self._settings = settings
        self._state = state
        self._postgres = server

    def start(self) -> None:
        self.ensure_started()

    def ensure_database(self) -> ConnectionInfo:
        packages = ensure_installed(self._settings.cache_path())
        with self._only_one(), explain_full_disk(self._state.folder):
            self._start_database(packages)
        return self.connection()

    def ensure_started(self) -> ConnectionInfo:
        packages = ensure_installed(self._settings.cache_path())
        with self._only_one(), explain_full_disk(self._state.folder):
            self._start_api(packages, self._start_database(packages))
        return self.connection()

    def stop(self) -> None:
        if not self._state.folder.is_dir():
            return
        with self._only_one():
            self._api(self._packages()).stop()
            self._postgres(self._packages()).stop()

    def delete(self) -> None:
        if not self._state.folder.is_dir():
            return
        self.stop()
        self._postgres(self._packages()).delete()
        shutil.rmtree(self._state.folder)

    def status(self) -> StackStatus:
        packages = self._packages()
        if not self._state.folder.is_dir():
            return StackStatus(
                engine=self.name,
                environment=self._settings.environment,
                parts={"database": "stopped", "api": "stopped"},
            )
        try:
            database = self._postgres(packages).running_port()
            state = "running" if database else "stopped"
        except BoError as error:  # Docker may be down
            database, state = None, error.message
        api = self._api(packages)
        info = self._info(database or 0, api.running_port() or 0)
        return StackStatus(
            engine=self.name,
            environment=self._settings.environment,
            parts={"database": state, "api": _api_state(api)},
            api_url=info.api_url if api.running_port() else None,
            db_url=info.db_url if database else None,
            publishable_key=info.publishable_key,
            secret_key=info.secret_key,
            jwt_secret=info.jwt_secret,
        )

    def connection(self) -> ConnectionInfo:
        packages = self._packages()
        port = self._postgres(packages).running_port() if self._state.folder.is_dir() else None
        if port is None:
            raise BoError("the local database is not running", hint="run `bo start`")
        remembered = self._state.read(PORTS) or {}
        return self._info(port, self._api(packages).running_port() or remembered.get("api", 0))

    def _start_database(self, packages: Packages) -> Addresses:
        """Return the addresses of the running database, which has all it needs."""
        addresses = Addresses(self._start_postgres(packages), self._state.secrets())
        ensure_platform(addresses, self._state.secrets(), self._api(packages))
        return addresses

    def _start_postgres(self, packages: Packages) -> int:
        """Return the port of the running database, started if need be."""
        server, fixed = self._postgres(packages), self._settings.db_port
        running = server.running_port()
        if running is not None and fixed in (None, running) and server.is_current():
            return running
        server.stop()
        with step("Starting Postgres"):
            port = self._choose("database", "db", fixed, preferred=1)
            server.start(port, self._state.secrets().admin_password)
        say(f"started the database on port {port}")
        return port

    def _start_api(self, packages: Packages, addresses: Addresses) -> None:
        """Start the API unless the one that runs is healthy and up to date."""
        api, fixed = self._api(packages), self._settings.api_port
        running = api.running_port()
        if running is not None and fixed in (None, running):
            if api.is_current(running, addresses) and api.is_healthy():
                return
            say("the API is out of date or does not answer; starting it again")
        api.stop()
        with step("Starting the API"):
            port = self._choose("API", "api", fixed, preferred=0)
            api.start(port, addresses)
        say(f"started the API on port {port}")

    def _choose(self, what: str, key: str, fixed: int | None, preferred: int) -> int:
        remembered = self._state.read(PORTS) or {}
        port = choose_port(
            what,
            fixed=fixed,
            remembered=remembered.get(key),
            preferred=preferred_ports(self._state.folder)[preferred],
        )
        self._state.write(PORTS, remembered | {key: port})
        return port

    def _packages(self) -> Packages:
        return locate(self._settings.cache_path())

    def _api(self, packages: Packages) -> ApiServer:
        return ApiServer(self._state, packages, self._state.secrets())

    def _info(self, db_port: int, api_port: int) -> ConnectionInfo:
        secrets = self._state.secrets()
        addresses = Addresses(db_port, secrets)
        return ConnectionInfo(
            api_url=f"http://127.0.0.1:{api_port}",
            db_url=addresses.application,
            admin_url=addresses.admin,
            publishable_key=secrets.publishable_key,
            secret_key=secrets.secret_key,
            jwt_secret=secrets.jwt_secret,
            engine=self.name,
            environment=self._settings.environment,
        )

    @contextmanager
    def _only_one(self) -> Iterator[None]:
        self._state.create()
        with file_lock(self._state.lock, "another bo starts or stops this stack; waiting for it"):
            yield


def _api_state(api: ApiServer) -> str:
    if api.running_port() is None:
        return "stopped"
    return "running" if api.is_healthy() else "does not answer"
