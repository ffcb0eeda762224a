"""What can be known about the docker engine without Docker: what it would ask of it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bo_cli.stack.engines.docker import IMAGE, DockerServer

from .conftest import Checkout

NO_DOCKER = {"BO_ENGINE": "docker", "DOCKER_HOST": "tcp://127.0.0.1:9"}
CONTAINER = {"Id": "c0ffee", "State": {"Status": "running"}, "Config": {"Image": IMAGE}}


class Daemon(BaseHTTPRequestHandler):
    """As much of Docker's HTTP API as making one container takes; keeps what it was asked."""

    created: list[dict[str, Any]]

    def do_GET(self) -> None:
        self.answer({"ApiVersion": "1.44"} if self.path.startswith("/version") else CONTAINER)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "/containers/create" in self.path:
            self.created.append({"path": self.path, **json.loads(body)})
        self.answer(CONTAINER)

    def answer(self, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def created(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """The containers that a stand-in for Docker was asked to make."""
    asked: list[dict[str, Any]] = []
    handler = type("Recorder", (Daemon,), {"created": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{server.server_address[1]}")
    yield asked
    server.shutdown()
    server.server_close()


def test_the_container_listens_on_the_loopback_only_and_keeps_its_data(
    tmp_path: Path, created: list[dict[str, Any]]
) -> None:
    server = DockerServer(tmp_path)
    server.container(15001, "a password").start()
    (asked,) = created  # and no reaper, which would remove it when the command ends
    assert asked["Image"] == IMAGE
    assert f"name={server.name}" in asked["path"]
    assert "POSTGRES_PASSWORD=a password" in asked["Env"]
    host = asked["HostConfig"]
    assert host["PortBindings"] == {"5432/tcp": [{"HostIp": "127.0.0.1", "HostPort": "15001"}]}
    assert host["Binds"] == [f"{server.name}:/var/lib/postgresql/data:rw"]


def test_two_checkouts_have_two_containers(tmp_path: Path) -> None:
    assert DockerServer(tmp_path / "a").name != DockerServer(tmp_path / "b").name


def test_without_docker_start_says_so(fresh: Checkout) -> None:
    done = fresh.bo("start", **NO_DOCKER)
    assert done.returncode == 1
    assert "Docker does not answer" in done.stderr
    assert "BO_ENGINE" in done.stderr


def test_without_docker_status_still_answers(fresh: Checkout) -> None:
    fresh.state.mkdir()
    done = fresh.bo("status", **NO_DOCKER)
    assert done.returncode == 0
    assert "Docker does not answer" in done.stdout
