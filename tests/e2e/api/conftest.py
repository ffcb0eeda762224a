"""An API process of our own, on a clone of the platform template with a small schema in it."""

import json
import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.core.tokens import sign_token
from bo_cli.db import admin as databases
from bo_cli.db.connect import connect
from bo_cli.migrations.build import platform_template
from bo_cli.stack.addresses import Addresses
from bo_cli.stack.packages import API_FOLDER, Packages, ensure_installed
from bo_cli.stack.state import State

HERE = Path(__file__).parent
READY_TIMEOUT_S = 20


@dataclass(frozen=True)
class Api:
    """A running API: its address, keys, folder (server files and mailbox) and database."""

    url: str
    folder: Path
    environment: dict[str, str]
    node: Path
    database: str
    db_url: str
    admin_url: str
    process: "subprocess.Popen[str]"
    # One client: making one reads every certificate of the machine.
    client: httpx.Client

    @property
    def publishable_key(self) -> str:
        return self.environment["PUBLISHABLE_KEY"]

    @property
    def secret_key(self) -> str:
        return self.environment["SECRET_KEY"]

    def mails(self) -> list[dict[str, str]]:
        path = Path(self.environment["MAILBOX"])
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def token(self, **claims: Any) -> str:
        """Return a token that Auth could have signed; claims replace or add."""
        secret = claims.pop("jwt_secret", self.environment["JWT_SECRET"])
        defaults = {"sub": str(uuid.uuid4()), "email": "someone@test.invalid"}
        return sign_token(secret, **(defaults | claims))

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def request(
        self,
        method: str,
        path: str,
        *,
        key: str | None = "",
        token: str | None = None,
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> httpx.Response:
        """Send one request. key: the publishable one by default, None for none."""
        sent = dict(headers or {})
        if key is not None:
            sent["apikey"] = key or self.publishable_key
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        return self.client.request(method, self.url + path, headers=sent, **options)

    def node_script(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a program of ours with the address and the keys in its environment."""
        more = {"API_URL": self.url, "ADMIN_DB_URL": self.admin_url}
        return subprocess.run(
            [str(self.node), *words],
            cwd=self.folder,
            env=self.environment | more,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="session")
def packages(stack: ConnectionInfo, project: Project) -> Packages:
    return ensure_installed(load_settings(project).cache_path())


@pytest.fixture(scope="session")
def addresses(stack: ConnectionInfo, project: Project) -> Addresses:
    state = State(load_settings(project).state_path(project))
    return Addresses(urlsplit(stack.db_url).port or 0, state.secrets())


@pytest.fixture(scope="session")
def api_folder(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's files beside its packages, and our programs, which import both."""
    root = tmp_path_factory.mktemp("api")
    for source in (API_FOLDER, API_FOLDER.parent / "platform"):
        ignored = shutil.ignore_patterns("node_modules")
        shutil.copytree(source, root / source.name, ignore=ignored)
    (root / "api" / "node_modules").symlink_to(packages.node_modules)
    shutil.copytree(HERE / "js", root / "api" / "tests")
    return root / "api"


@pytest.fixture(scope="session")
def api_database(stack: ConnectionInfo, addresses: Addresses) -> Iterator[str]:
    assert stack.admin_url is not None
    name = f"bo_test_api_{uuid.uuid4().hex[:8]}"
    with connect(stack.admin_url, autocommit=True) as admin:
        databases.clone(admin, platform_template(admin), name)
        with psycopg.connect(_postgres_url(stack, name)) as db:
            for path in ("fixture.sql", "fixture_functions.sql"):
                db.execute((HERE / path).read_text())
        yield name
        databases.drop(admin, name)


def _postgres_url(stack: ConnectionInfo, database: str) -> str:
    return urlsplit(stack.db_url)._replace(path=f"/{database}").geturl()


@pytest.fixture(scope="session")
def api_environment(
    stack: ConnectionInfo, addresses: Addresses, api_database: str, api_folder: Path
) -> dict[str, str]:
    return {
        **addresses.api(api_database),
        "JWT_SECRET": stack.jwt_secret,
        "PUBLISHABLE_KEY": "sb_publishable_test",
        "SECRET_KEY": "sb_secret_test",
        "MAILBOX": str(api_folder / "mailbox.jsonl"),
        "STORAGE_DIR": str(api_folder / "storage"),
        "BODY_LIMIT": "100000",
        "PORT": "0",
        "PATH": os.environ["PATH"],
    }


@pytest.fixture(scope="session")
def serving() -> Any:
    """`with serving(node, folder, environment) as (process, port):` for servers of a test's own."""
    return _serving


@contextmanager
def _serving(
    node: Path, folder: Path, environment: dict[str, str]
) -> Iterator["tuple[subprocess.Popen[str], int]"]:
    """Start a server, give its process and port, and stop it."""
    log = (folder / "api.log").open("a")
    process = subprocess.Popen(
        [str(node), "server.mjs", "serve"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("listening "), (folder / "api.log").read_text()
        yield process, int(line.split()[1])
    finally:
        process.terminate()
        process.wait(READY_TIMEOUT_S)
        log.close()


@pytest.fixture(scope="session")
def api(
    stack: ConnectionInfo,
    packages: Packages,
    api_folder: Path,
    api_database: str,
    api_environment: dict[str, str],
) -> Iterator[Api]:
    assert stack.admin_url is not None
    with (
        _serving(packages.node, api_folder, api_environment) as (process, port),
        httpx.Client(timeout=20) as client,
    ):
        yield Api(
            client=client,
            url=f"http://127.0.0.1:{port}",
            folder=api_folder,
            environment=api_environment,
            node=packages.node,
            database=api_database,
            db_url=_postgres_url(stack, api_database),
            admin_url=stack.admin_url,
            process=process,
        )
