"""The last slot of an invite code is taken once, and two who bring each other make no ring."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

PLATFORM = "10000000-0000-4000-8000-000000000005"
BLOCKED = """
select true from pg_stat_activity
where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
"""
REDEEM = "select redeem_invite_code(%s, %s, md5('racer ' || %s)::uuid)"
PREPARE = """
insert into platform_users (domain_id, id, external_id, joined_at)
select %(platform)s, md5('racer ' || n)::uuid, 'racer ' || n, now()
from generate_series(1, 100) as n;
insert into invite_codes (domain_id, code, slots_total) values (%(platform)s, 'twenty-five', 25);
insert into invite_codes (domain_id, code, slots_total, owner_user_id)
select %(platform)s, 'by-racer-' || n, 9, md5('racer ' || n)::uuid from generate_series(1, 2) as n
"""


@pytest.fixture
def racers(stack: ConnectionInfo, template: str) -> Iterator[str]:
    """The address of a database for this test alone, with 100 users and their codes."""
    with worker_database(stack, template) as url:
        with psycopg.connect(url) as db, psycopg.ClientCursor(db) as cursor:
            cursor.execute(PREPARE, {"platform": PLATFORM})
        yield url


def redeem(url: str, code: str, number: int) -> str:
    """Redeem a code for a user in a connection of its own; the reason of a refusal, or nothing."""
    with psycopg.connect(url) as db:
        db.execute("set role service_role")
        try:
            db.execute(REDEEM, [PLATFORM, code, str(number)])
        except psycopg.Error as refused:
            return refused.diag.message_detail or str(refused.sqlstate)
    return ""


def wait_until_blocked(url: str, waiting: Future[str]) -> None:
    """Return once some connection waits for another, or it was done without."""
    with psycopg.connect(url, autocommit=True) as db:
        for _ in range(3000):
            if waiting.done() or db.execute(BLOCKED).fetchone():
                return
            time.sleep(0.01)


@pytest.mark.row("C32")
def test_a_hundred_at_once_take_25_slots(racers: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda n: redeem(racers, "Twenty-Five", n), range(1, 101)))
    assert sorted(told) == [""] * 25 + ["INVITE_CODE_FULL"] * 75
    with psycopg.connect(racers) as db:
        taken = db.execute(
            "select slots_used, (select count(*) from invite_redemptions as r"
            " where r.invite_code_id = c.id) from invite_codes as c where code = 'twenty-five'"
        ).fetchone()
    assert taken == (25, 25)


@pytest.mark.row("C27")
def test_two_who_bring_each_other_at_once_make_no_ring(racers: str) -> None:
    with ThreadPoolExecutor(1) as pool, psycopg.connect(racers) as first:
        first.execute(REDEEM, [PLATFORM, "by-racer-2", "1"])
        second = pool.submit(redeem, racers, "by-racer-1", 2)
        wait_until_blocked(racers, second)
        first.commit()
        assert second.result() == "REFERRAL_CYCLE"
