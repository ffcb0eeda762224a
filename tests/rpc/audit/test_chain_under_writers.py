"""The hash chain with many writers at once, each on a connection of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

WRITERS, TRANSACTIONS = 8, 25
DOMAINS = ("10000000-0000-4000-8000-000000000001", "10000000-0000-4000-8000-000000000005")


@pytest.fixture
def own_database(stack: ConnectionInfo, template: str) -> Iterator[str]:
    """A database for this test alone: what it commits stays out of the others' way."""
    with worker_database(stack, template) as url:
        yield url


def _write(url: str, writer: int) -> None:
    """Touch both domains in every transaction; every second writer in the other order."""
    with psycopg.connect(url) as connection:
        for number in range(TRANSACTIONS):
            for domain in DOMAINS if writer % 2 else reversed(DOMAINS):
                connection.execute(
                    "select private.audit_event('probe', 'race', %s, %s)",
                    [f"{writer}/{number}", domain],
                )
            connection.commit()


@pytest.mark.row("T55")
def test_writers_over_two_domains_neither_deadlock_nor_break_a_chain(own_database: str) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(_write, own_database, writer) for writer in range(WRITERS)]:
            done.result()  # raises what the writer raised, a deadlock for one
    with psycopg.connect(own_database) as connection:
        connection.execute("select tests.as('admin@admin.com')")
        chains = connection.execute(
            "select chain_domain_id::text, is_ok, fault, head_number from verify_audit_chain()"
        ).fetchall()
        connection.execute("select tests.back()")
        sealed = connection.execute(
            "select count(*) from private.audit_seals, unnest(row_ids) as id"
            " join public.audit_log using (id) where resource = 'race'"
        ).fetchone()
        left_open = connection.execute("select count(*) from private.audit_open").fetchone()
    assert [chain for chain in chains if not chain[1]] == []
    heads = {domain: head for domain, _, _, head in chains}
    assert all(heads[domain] >= WRITERS * TRANSACTIONS for domain in DOMAINS)
    assert sealed == (WRITERS * TRANSACTIONS * len(DOMAINS),)
    assert left_open == (0,)


@pytest.mark.row("T55")
def test_a_transaction_in_flight_holds_nobody_up(own_database: str) -> None:
    """The chain is locked at commit only: a slow transaction does not stop its domain."""
    write = "select private.audit_event('probe', 'race', %s, %s)"
    with psycopg.connect(own_database) as slow, psycopg.connect(own_database) as quick:
        slow.execute(write, ["slow", DOMAINS[0]])
        quick.execute("set lock_timeout = '1s'")
        quick.execute(write, ["quick", DOMAINS[0]])
        quick.commit()
        slow.commit()
    with psycopg.connect(own_database) as connection:
        connection.execute("select tests.as('admin@admin.com')")
        [verdict] = connection.execute(
            "select is_ok from verify_audit_chain(%s)", [DOMAINS[0]]
        ).fetchall()
        connection.execute("select tests.back()")
        order = connection.execute(
            "select l.resource_id from private.audit_seals as s"
            " join public.audit_log as l on l.id = any(s.row_ids)"
            " where l.resource = 'race' order by s.number"
        ).fetchall()
    assert verdict == (True,)
    assert order == [("quick",), ("slow",)]  # the order of the chain is that of the commits
