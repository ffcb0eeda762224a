"""Access tokens are renewed at four fifths of their life, by one worker."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .hubspot import (
    ADMIN,
    ANON,
    DUE,
    REFRESH,
    SERVICE,
    USER,
    Connection,
    act_as,
    claim,
    connect,
    domain,
    due,
    refusal,
)

ROUNDS = 5


@pytest.mark.row("R12")
def test_it_is_due_at_four_fifths_and_then_claimed_once(db: Connection) -> None:
    made = connect(db)
    db.execute("update integrations set refresh_at = now() + '1 us' where id = %s", [made])
    assert claim(db) == []
    db.execute(DUE, [made])
    assert claim(db) == [
        {
            "domain_id": domain(db), "integration_id": made, "provider": "hubspot",
            "portal_id": "4242", "refresh_token": REFRESH, "attempt": 1,
        }
    ]  # fmt: skip
    assert claim(db, "w2") == []
    db.execute("update private.token_refreshes set not_before = now()")
    assert [row["attempt"] for row in claim(db, "w2")] == [2]


@pytest.mark.row("R12")
def test_so_many_at_once_the_longest_due_first(db: Connection) -> None:
    made = [connect(db, site) for site in ("toto.example", "sub.abtasty.com")]
    db.execute(
        "update integrations set refresh_at = now() - '1 s'::interval where id = %s", made[1:]
    )
    db.execute(DUE, made[:1])
    assert [row["integration_id"] for row in claim(db, page_size=1)] == made[1:]
    assert [row["integration_id"] for row in claim(db)] == made[:1]


@pytest.mark.row("R12")
@pytest.mark.parametrize(
    "wrong",
    [
        {"worker": " "}, {"worker": None}, {"worker": "w" * 201}, {"page_size": 0},
        {"page_size": 501}, {"lease": "0.9 s"}, {"lease": "61 min"}, {"lease": None},
    ],
)  # fmt: skip
def test_a_claim_has_a_name_a_size_and_an_end(db: Connection, wrong: dict[str, Any]) -> None:
    args = {"worker": "w" * 200, "page_size": 500, "lease": "1 hour", **wrong}
    assert refusal(db, SERVICE, "claim_token_refresh", **args) == "22023 INVALID_INPUT"


@pytest.mark.row("R12", "R20")
@pytest.mark.parametrize("who", [ADMIN, USER, ANON])
def test_only_workers_refresh(db: Connection, who: str) -> None:
    args = due(db)
    new = {"access_token": "new", "expires_in": 600}
    assert refusal(db, who, "claim_token_refresh", worker="w1") == "42501"
    assert refusal(db, who, "store_refreshed_tokens", **args, **new) == "42501"
    assert refusal(db, who, "fail_refresh", **args, error="x") == "42501"
    there = {key: args[key] for key in ("domain_id", "integration_id")}
    assert refusal(db, who, "integration_token", **there) == "42501"


@pytest.fixture
def own_database(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    with worker_database(database_server, template) as url:
        yield url


@pytest.mark.row("R12")
def test_two_workers_refresh_once(own_database: str) -> None:
    """At the same moment, and with snapshots of before the other one's claim."""
    with psycopg.connect(own_database) as db:
        made: UUID = connect(db)
    for number in range(ROUNDS):
        with psycopg.connect(own_database) as db:
            db.execute(DUE, [made])
            db.execute("delete from private.token_refreshes")
        start = Barrier(4)

        def work(worker: str, start: Barrier = start) -> int:
            with psycopg.connect(own_database) as other:
                act_as(other, SERVICE)
                start.wait()
                rows = other.execute("select * from claim_token_refresh(%s)", [worker]).fetchall()
            return len(rows)

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(work, [f"w{number}-{n}" for n in range(4)])) == 1
