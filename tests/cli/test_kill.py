"""kill -9 of `bo`, and of Postgres, during a migration and during a reset."""

import os
import signal
import time
from pathlib import Path

import pytest

from bo_cli.db import admin as databases
from bo_cli.db.connect import connect

GOODS = "create table public.goods (id int primary key);"
SLOW = "create table public.slow (id int);\nselect pg_sleep(60);"


@pytest.fixture
def shop(workshop):
    return workshop.migration(1, "create_goods", GOODS).demo("insert into public.goods values (1);")


@pytest.fixture
def rows(engine):
    """Run a query as superuser on the app database."""

    def rows(query):
        info = engine.connection()
        with connect(info.db_url, autocommit=True) as connection:
            return connection.execute(query).fetchall()

    return rows


def wait_for_sleep(engine):
    """Wait until a backend sleeps in the app database or in one being built; return its id."""
    query = "select pid from pg_stat_activity where wait_event = 'PgSleep'"
    with connect(engine.connection().admin_url, autocommit=True) as admin:
        for _ in range(400):
            found = admin.execute(query).fetchone()
            if found:
                return found[0]
            time.sleep(0.05)
    raise AssertionError("nothing got to its pg_sleep")


def wait_until_gone(engine, pid):
    query = "select from pg_stat_activity where pid = %s"
    with connect(engine.connection().admin_url, autocommit=True) as admin:
        admin.execute("select pg_terminate_backend(%s)", [pid])
        while admin.execute(query, [pid]).fetchone():
            time.sleep(0.02)


def test_a_killed_migration_leaves_nothing_and_the_next_works(bo, start_bo, shop, engine, rows):
    assert bo("db", "reset").returncode == 0
    shop.migration(2, "create_slow", SLOW)
    process = start_bo("db", "migrate")
    backend = wait_for_sleep(engine)
    process.kill()
    process.wait()
    wait_until_gone(engine, backend)
    assert rows("select to_regclass('public.slow')") == [(None,)]
    shop.migration(2, "create_slow", "create table public.slow (id int);")
    done = bo("db", "migrate")
    assert (done.returncode, done.stdout) == (0, "20260101000002_create_slow.sql\n")


def test_a_reset_killed_while_it_builds_leaves_the_database_as_it_was(
    bo, start_bo, shop, engine, rows
):
    assert bo("db", "reset").returncode == 0
    shop.migration(2, "create_slow", SLOW)
    process = start_bo("db", "reset")
    backend = wait_for_sleep(engine)
    process.kill()
    process.wait()
    wait_until_gone(engine, backend)
    assert rows("table public.goods") == [(1,)]
    shop.migration(2, "create_slow", "create table public.slow (id int);")
    assert bo("db", "reset").returncode == 0
    assert rows("select to_regclass('public.slow')::text") == [("slow",)]


@pytest.mark.slow
def test_a_reset_killed_at_any_moment_leaves_a_database(bo, start_bo, shop, rows):
    """The moments are spread over the whole run, most of them over clone and swap."""
    assert bo("db", "reset").returncode == 0
    started = time.monotonic()
    assert bo("db", "reset").returncode == 0
    whole = time.monotonic() - started
    for part in range(1, 13):
        process = start_bo("db", "reset")
        time.sleep(whole * (0.4 + 0.05 * part))
        process.kill()
        process.wait()
        assert rows("table public.goods") == [(1,)], f"killed after {part}"
    assert bo("db", "reset").returncode == 0


@pytest.mark.slow
def test_postgres_killed_during_a_migration_loses_nothing(bo, start_bo, shop, engine, rows):
    assert bo("db", "reset").returncode == 0
    rows("insert into public.goods values (2) returning id")
    shop.migration(2, "create_slow", SLOW)
    process = start_bo("db", "migrate")
    wait_for_sleep(engine)
    kill_postgres(engine)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in output
    assert "create_slow.sql" in output
    shop.migration(2, "create_slow", "create table public.slow (id int);")
    done = bo("db", "migrate")
    assert (done.returncode, done.stdout) == (0, "20260101000002_create_slow.sql\n"), done.stderr
    assert rows("select id from public.goods order by 1") == [(1,), (2,)]


@pytest.mark.slow
def test_postgres_killed_during_a_reset_loses_nothing(bo, start_bo, shop, engine, rows):
    assert bo("db", "reset").returncode == 0
    rows("insert into public.goods values (2) returning id")
    shop.demo("insert into public.goods values (3); select pg_sleep(60);")
    process = start_bo("db", "reset")
    wait_for_sleep(engine)
    kill_postgres(engine)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in output
    assert bo("db", "status").returncode == 0
    assert rows("select id from public.goods order by 1") == [(1,), (2,)]
    shop.demo("insert into public.goods values (4);")
    assert bo("db", "reset").returncode == 0
    assert rows("table public.goods") == [(4,)]
    with connect(engine.connection().admin_url, autocommit=True) as admin:
        assert databases.names_like(admin, "bo_wip_") == []


def kill_postgres(engine):
    """kill -9 the whole server: postmaster and every child."""
    query = "select setting from pg_settings where name = 'data_directory'"
    with connect(engine.connection().admin_url, autocommit=True) as admin:
        folder = admin.execute(query).fetchone()[0]
        children = [pid for (pid,) in admin.execute("select pid from pg_stat_activity")]
    postmaster = int(Path(folder, "postmaster.pid").read_text().splitlines()[0])
    for pid in (postmaster, *children):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
