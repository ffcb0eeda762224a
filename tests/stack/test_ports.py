"""Ports: stable for a checkout, different for another, never taken from anybody."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bo_cli.core.errors import BoError
from bo_cli.stack.ports import choose_port, is_free, preferred_ports

from .conftest import Checkout, make_checkout


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_same_folder_prefers_the_same_ports() -> None:
    assert preferred_ports(Path("/a/.bo")) == preferred_ports(Path("/a/.bo"))
    assert preferred_ports(Path("/a/.bo")) != preferred_ports(Path("/b/.bo"))


def test_a_taken_port_is_passed_over(taken: int) -> None:
    port = choose_port("API", fixed=None, remembered=taken, preferred=taken)
    assert port != taken
    assert is_free(port)


def test_a_taken_port_that_was_set_by_hand_is_an_error(taken: int) -> None:
    with pytest.raises(BoError, match=f"port {taken}, set for the database, is taken") as caught:
        choose_port("database", fixed=taken, remembered=None, preferred=15000)
    assert "BO_DB_PORT" in str(caught.value.hint)


@pytest.mark.parametrize("setting", ["BO_API_PORT", "BO_DB_PORT"])
def test_start_names_the_setting_of_a_taken_port(
    running: Checkout, taken: int, setting: str
) -> None:
    done = running.bo("start", **{setting: str(taken)})
    assert done.returncode == 1
    assert f"port {taken}" in done.stderr
    assert setting in done.stderr


def test_start_finds_another_port_when_the_old_one_was_taken(running: Checkout) -> None:
    running.bo("stop")
    old = running.remembered("ports")["api"]
    with socket.create_server(("127.0.0.1", old)):
        running.start()
        assert running.remembered("ports")["api"] != old
        assert running.status()["parts"]["api"] == "running"


def test_start_moves_to_ports_set_by_hand(running: Checkout) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        api, database = one.getsockname()[1], two.getsockname()[1]
    assert running.bo("start", BO_API_PORT=str(api), BO_DB_PORT=str(database)).returncode == 0
    found = running.status()
    assert found["api_url"] == f"http://127.0.0.1:{api}"
    assert f":{database}/" in found["db_url"]


def test_two_checkouts_run_side_by_side(running: Checkout, tmp_path: Path) -> None:
    other = make_checkout(tmp_path / "other")
    try:
        other.start()
        ours, theirs = running.status(), other.status()
        for name in ("api_url", "db_url", "secret_key", "jwt_secret"):
            assert ours[name] != theirs[name]
        assert theirs["parts"] == ours["parts"] == {"database": "running", "api": "running"}
        other.bo("stop")
        assert running.status() == ours
    finally:
        other.bo("stop")


def test_two_starts_at_once_start_one_stack(running: Checkout) -> None:
    running.bo("stop")
    both = [running.start_bo("start") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("started the database" in each for each in said) == 1
    assert running.status()["parts"] == {"database": "running", "api": "running"}
