"""Many callers at once, and a database that is replaced under the server."""

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
import pytest

from bo_cli.db import admin as databases
from bo_cli.db.connect import connect


def test_callers_are_never_mixed_up(api: Any) -> None:
    people = [str(uuid.uuid4()) for _ in range(5)]
    tokens = {person: api.token(sub=person) for person in people}

    def ask(number: int) -> tuple[str | None, str | None, str]:
        person = people[number % 5] if number % 7 else None
        body = {"value": {"n": number}}
        token = tokens[person] if person else None
        api.request("POST", "/rest/v1/rpc/echo", token=token, json=body)
        seen = api.request("POST", "/rest/v1/rpc/request", token=token, json={}).json()
        return person, seen["uid"], seen["role"]

    with ThreadPoolExecutor(16) as pool:
        for person, uid, role in pool.map(ask, range(500)):
            assert uid == person
            assert role == ("authenticated" if person else "anon")


@pytest.fixture
def own_server(api: Any, serving: Any) -> Iterator[tuple[str, str]]:
    """A second server, on a copy of the database that a test may replace: address, database."""
    name = f"{api.database}_swap"
    with connect(api.admin_url, autocommit=True) as admin:
        _copy(admin, api.database, name)
        changed = {
            key: value.replace(api.database, name) if key.endswith("DB_URL") else value
            for key, value in api.environment.items()
        }
        try:
            with serving(api.node, api.folder, changed) as (_, port):
                yield f"http://127.0.0.1:{port}", name
        finally:
            databases.drop(admin, name)
            databases.drop(admin, f"{name}_old")


def _copy(admin: "psycopg.Connection[Any]", source: str, name: str) -> None:
    admin.execute(f'alter database "{source}" allow_connections false')
    try:
        _terminate(admin, source)
        databases.clone(admin, source, name)
    finally:
        admin.execute(f'alter database "{source}" allow_connections true')
    admin.execute(f'alter database "{name}" allow_connections true')


def _terminate(admin: "psycopg.Connection[Any]", name: str) -> None:
    query = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s"
    admin.execute(query, [name])


def test_a_replaced_database_is_noticed(api: Any, own_server: tuple[str, str]) -> None:
    url, name = own_server
    path = f"{url}/rest/v1/rpc/only_in_the_new_one"
    headers = {"apikey": api.publishable_key}
    assert httpx.post(path, headers=headers, json={}).json()["code"] == "PGRST202"
    with connect(api.admin_url, autocommit=True) as admin:
        _copy(admin, api.database, f"{name}_new")
        with psycopg.connect(api.db_url.replace(api.database, f"{name}_new")) as db:
            db.execute("create function public.only_in_the_new_one() returns int return 7")
        admin.execute(f'alter database "{name}" allow_connections false')
        _terminate(admin, name)
        admin.execute(f'alter database "{name}" rename to "{name}_old"')
        admin.execute(f'alter database "{name}_new" rename to "{name}"')
    deadline = time.monotonic() + 60
    while (answer := httpx.post(path, headers=headers, json={})).status_code != 200:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.1)
    assert answer.json() == 7
