"""Whatever happens, the database is afterwards what it was before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bo_cli.assurance.intent import Intent
from bo_cli.assurance.world.catalogue import read_catalogue
from bo_cli.assurance.world.world import open_world
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect
from bo_cli.db.facts import read_facts
from bo_cli.policies.databases import worker_database

HERE = Path(__file__).parent
OPENED = HERE / "open_and_wait.py"


def everything(connection: Connection) -> dict[Any, Any]:
    """Objects, rows and sequences."""
    state: dict[Any, Any] = {**read_facts(connection)}
    for relation in read_catalogue(connection).of_kind("r", "S"):
        query = (
            f"select count(*), md5(string_agg(t::text, ',' order by t::text)) from {relation.sql} t"
        )
        if relation.kind == "S":
            query = f"select last_value, is_called from {relation.sql}"
        state[relation.kind, relation.name] = connection.execute(query.encode()).fetchone()
    connection.rollback()
    return state


@pytest.fixture
def unchanged(awkward_url: str) -> Iterator[Connection]:
    """A connection; fails when the database is another one after the test."""
    with connect(awkward_url) as witness:
        before = everything(witness)
        assert len([key for key in before if key[0] == "S"]) > 4
        with connect(awkward_url) as connection:
            yield connection
        assert everything(witness) == before


def test_after_a_look(unchanged: Connection, awkward_intent: Intent) -> None:
    with open_world(unchanged, awkward_intent) as world:
        world.connection.execute("select nextval('public.tickets')")
        assert len(world.canaries) > 20


def test_after_a_look_at_ours(
    database_server: ConnectionInfo, template: str, our_intent: Intent
) -> None:
    with worker_database(database_server, template) as url, connect(url) as connection:
        before = everything(connection)
        with open_world(connection, our_intent) as world:
            assert len(world.canaries) > 20
        assert everything(connection) == before


def test_after_an_exception(unchanged: Connection, awkward_intent: Intent) -> None:
    with pytest.raises(ZeroDivisionError), open_world(unchanged, awkward_intent):
        raise ZeroDivisionError


def test_after_a_database_error(unchanged: Connection, awkward_intent: Intent) -> None:
    with pytest.raises(Exception, match="division"), open_world(unchanged, awkward_intent) as world:
        world.connection.execute("select 1 / 0")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("moment", ["setup", "open"])
def test_after_a_killed_process(
    unchanged: Connection, awkward_url: str, how: signal.Signals, moment: str
) -> None:
    """In the middle of the setup's last statement, and with the world open."""
    environment = {**os.environ, "WORLD_URL": awkward_url, "WORLD_MOMENT": moment}
    command = [sys.executable, str(OPENED)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        backend = int(process.stdout.readline())
        try:
            _wait_until(unchanged, backend, "query like '%%pg_sleep(600)%%' and state = 'active'")
            process.send_signal(how)
            process.wait(timeout=30)
        finally:
            process.kill()
    assert process.returncode != 0
    # Killed hard, it takes nobody along: the server finds out at its next word to the client.
    unchanged.execute("select pg_terminate_backend(%s)", [backend])
    _wait_until(unchanged, backend, None)


def _wait_until(connection: Connection, backend: int, condition: str | None) -> None:
    """Wait until the backend is in a state, or gone."""
    query = f"select count(*) from pg_stat_activity where pid = %s and {condition or 'true'}"
    wanted = (1,) if condition else (0,)
    for _ in range(600):
        found = connection.execute(query.encode(), [backend]).fetchone()
        connection.rollback()
        if found == wanted:
            return
        time.sleep(0.05)
    raise AssertionError(f"the backend never came to be: {condition or 'gone'}")
