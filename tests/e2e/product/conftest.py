"""The product behind an API of its own: a finished database with the demo people, and a server."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bo_cli.client.client import Client
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import database_of
from bo_cli.stack.addresses import Addresses
from bo_cli.stack.packages import API_FOLDER, PLATFORM_FOLDER, Packages, ensure_installed
from bo_cli.stack.state import State

PUBLISHABLE_KEY = "sb_publishable_product"
SECRET_KEY = "sb_secret_product"
STOP_TIMEOUT_S = 10


@dataclass(frozen=True)
class Product:
    """Where the product's API answers; programs run from `folder`, beside the Node packages."""

    url: str
    folder: Path
    node: Path
    publishable_key: str = PUBLISHABLE_KEY
    secret_key: str = SECRET_KEY

    def run(self, program: Path) -> subprocess.CompletedProcess[str]:
        """Run a Node program that finds address and key in its environment."""
        copy = shutil.copy(program, self.folder)
        environment = {"API_URL": self.url, "PUBLISHABLE_KEY": PUBLISHABLE_KEY}
        return subprocess.run(
            [self.node, copy],
            env={"PATH": os.environ["PATH"]} | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture(scope="session")
def packages(stack: ConnectionInfo, project: Project) -> Packages:
    return ensure_installed(load_settings(project).cache_path())


@pytest.fixture(scope="session")
def folder(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's files beside a link to its packages, as the stack lays them out."""
    root = tmp_path_factory.mktemp("product")
    for source in (API_FOLDER, PLATFORM_FOLDER):
        ignored = shutil.ignore_patterns("node_modules")
        shutil.copytree(source, root / source.name, ignore=ignored)
    (root / "api" / "node_modules").symlink_to(packages.node_modules)
    return root / "api"


@pytest.fixture(scope="session")
def product(
    stack: ConnectionInfo, project: Project, packages: Packages, folder: Path, database_url: str
) -> Iterator[Product]:
    state = State(load_settings(project).state_path(project))
    addresses = Addresses(urlsplit(stack.db_url).port or 0, state.secrets())
    environment = addresses.api(database_of(database_url)) | {
        "PATH": os.environ["PATH"],
        "JWT_SECRET": stack.jwt_secret,
        "PUBLISHABLE_KEY": PUBLISHABLE_KEY,
        "SECRET_KEY": SECRET_KEY,
        "MAILBOX": str(folder / "mailbox.jsonl"),
        "STORAGE_DIR": str(folder / "storage"),
        "PORT": "0",
    }
    log = folder / "api.log"
    with log.open("w") as errors:
        server = subprocess.Popen(
            [packages.node, "server.mjs", "serve"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith("listening "), log.read_text()
        yield Product(f"http://127.0.0.1:{line.split()[1]}", folder, packages.node)
    finally:
        server.terminate()
        server.wait(STOP_TIMEOUT_S)


@pytest.fixture(scope="session")
def sign_in(product: Product) -> Callable[[str, str], Client]:
    def enter(email: str, password: str) -> Client:
        return Client.sign_in(product.url, PUBLISHABLE_KEY, email, password)

    return enter


@pytest.fixture(scope="session")
def nobody(product: Product) -> Client:
    return Client(product.url, PUBLISHABLE_KEY)
