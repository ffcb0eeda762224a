"""Two who set the platform's fee at once: one rule at any instant, and no gap."""

import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

DOMAIN = "10000000-0000-4000-8000-000000000005"
SET = "select outcome from public.set_platform_fee(%s, %s, 'a race', %s)"
CHAIN = """
select starts_at, ends_at from fee_rules
where domain_id = %s and kind = 'rule' and specificity = 0 and not isempty(valid) order by starts_at
"""


@pytest.fixture
def own_database(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    with worker_database(database_server, template) as url:
        yield url


def _set(url: str, rate_ppm: int, starts_at: str | None, gate: threading.Barrier) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("select tests.as('business@demo.example', 'aal2')")
        gate.wait()
        connection.execute(SET, [DOMAIN, rate_ppm, starts_at])


@pytest.mark.row("C13")
@pytest.mark.parametrize("starts_at", [None, "2030-01-01T00:00:00Z"])
def test_calls_at_once_leave_one_chain(own_database: str, starts_at: str | None) -> None:
    url, callers = own_database, 6
    gate = threading.Barrier(callers)
    threads = [
        threading.Thread(target=_set, args=(url, 1000 + number, starts_at, gate))
        for number in range(callers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with psycopg.connect(url) as connection:
        chain: list[tuple[Any, Any]] = connection.execute(CHAIN, [DOMAIN]).fetchall()
        made = connection.execute(
            "select count(*) from fee_rules where reason = 'a race'"
        ).fetchone()
    assert made == (callers,)
    assert [ends for _, ends in chain] == [*(starts for starts, _ in chain[1:]), None]
