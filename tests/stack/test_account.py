"""Whoever starts it, Postgres runs as an ordinary user, with a password, wherever it may."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bo_cli.core.settings import load_settings
from bo_cli.stack.account import Account, choose_account, unprivileged_account
from bo_cli.stack.packages import ensure_installed
from bo_cli.stack.postgres import PostgresServer

PASSWORD = "for this test"


@pytest.fixture(params=["chosen", "unprivileged"])
def account(request: pytest.FixtureRequest) -> Account:
    """The account of this machine, and what root falls back to where namespaces are refused."""
    if request.param == "chosen":
        return choose_account()
    if os.geteuid() != 0:  # only root can become another; anybody else is that already
        return Account("yourself")
    return unprivileged_account()


@pytest.fixture
def server(account: Account, tmp_path: Path) -> Iterator[PostgresServer]:
    native = ensure_installed(load_settings().cache_path()).postgres
    home = account.home(tmp_path)
    made = PostgresServer(native, home, tmp_path / "log", account)
    yield made
    made.stop()
    made.delete()
    assert home == tmp_path or not home.exists()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def test_a_server_starts_stops_and_starts_again(server: PostgresServer) -> None:
    port = free_port()
    server.start(port, PASSWORD)
    assert server.running_port() == port
    with psycopg.connect(
        host="127.0.0.1", port=port, user="supabase_admin", password=PASSWORD, dbname="template1"
    ) as connection:
        seen = connection.execute("show listen_addresses").fetchone()
    assert seen == ("127.0.0.1",)
    server.stop()
    assert server.running_port() is None
    server.start(port, PASSWORD)
    assert server.running_port() == port


def test_its_folder_is_closed_to_others(server: PostgresServer) -> None:
    server.start(free_port(), PASSWORD)
    assert server.data.stat().st_mode & 0o077 == 0
    assert not (server.home / "initdb.password").exists()


def test_a_deep_folder_has_no_socket_and_starts_all_the_same(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    native = ensure_installed(load_settings().cache_path()).postgres
    server = PostgresServer(native, deep, tmp_path / "log", choose_account())
    try:
        server.start(free_port(), PASSWORD)
        assert server.running_port() is not None
        assert list(deep.glob(".s.PGSQL.*")) == []
    finally:
        server.stop()
