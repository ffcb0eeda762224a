"""A second API, on another database than the stack's own, for as long as somebody needs it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect, database_of
from bo_cli.migrations.build import finished_template
from bo_cli.policies.databases import worker_database
from bo_cli.stack.spare_api import spare_api

HOLDER = """
import sys, time

from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.stack.engines import engine_for
from bo_cli.stack.spare_api import spare_api

project = find_project()
settings = load_settings(project)
info = engine_for(settings, project).ensure_database()
with spare_api(settings, project, info, sys.argv[1]) as url:
    print(url, flush=True)
    time.sleep(60)
"""
PATIENCE_S = 10


@pytest.fixture
def marked(database_server: ConnectionInfo, project: Project) -> Iterator[str]:
    """The address of a database in which a column differs from the stack's."""
    with worker_database(database_server, finished_template(database_server, project)) as url:
        with connect(url, autocommit=True) as connection:
            connection.execute("update public.roles set title = 'only here'")
        yield url


def titles(api: str, info: ConnectionInfo) -> set[str]:
    headers = {"apikey": info.secret_key}
    rows = httpx.get(f"{api}/rest/v1/roles?select=title", headers=headers).json()
    return {row["title"] for row in rows}


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health").status_code == 200
    except httpx.TransportError:
        return False


def test_it_serves_its_own_database_and_ends(
    marked: str, database_server: ConnectionInfo, project: Project
) -> None:
    settings = load_settings(project)
    with spare_api(settings, project, database_server, database_of(marked)) as url:
        assert titles(url, database_server) == {"only here"}
    assert not answers(url)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_whoever_started_it(marked: str, how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, database_of(marked)], stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            url = holder.stdout.readline().strip()
            assert answers(url)
            holder.send_signal(how)
            holder.wait(PATIENCE_S)
        finally:
            holder.kill()
    give_up = time.monotonic() + PATIENCE_S
    while answers(url) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not answers(url)
