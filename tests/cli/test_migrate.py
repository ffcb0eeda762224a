"""Applying migrations: whole or not at all, one run at a time, and clear about failures."""

import threading
import time

import pytest

from bo_cli.core.errors import BoError
from bo_cli.migrations.apply import migrate
from bo_cli.migrations.files import read_migrations

GOOD = "create schema shop;\n-- goods\ncreate table shop.goods (id int primary key);\n-- end\n"
BROKEN = "create table shop.left_over (id int);\n\ninsert into shop.goods\nvalues (1), (1);\n"
SLOW = "create table shop.slow (id int);\nselect pg_sleep(30);\n"


def run(server, workshop):
    with server.connect() as connection:
        return [each.name for each in migrate(connection, read_migrations(workshop.project))]


def test_each_file_is_applied_once_and_recorded(bare, workshop):
    workshop.migration(1, "add_goods", GOOD).migration(2, "add_more", "create table shop.b ();")
    assert run(bare, workshop) == ["add_goods", "add_more"]
    assert run(bare, workshop) == []
    recorded = bare.rows("table supabase_migrations.schema_migrations")
    assert recorded[0] == (
        "20260101000001",
        [
            "create schema shop",
            "-- goods\ncreate table shop.goods (id int primary key)",
            "-- end",
        ],
        "add_goods",
    )


def test_a_failure_names_file_line_and_statement_and_leaves_nothing(bare, workshop):
    workshop.migration(1, "add_goods", GOOD).migration(2, "break", BROKEN)
    with pytest.raises(BoError) as caught:
        run(bare, workshop)
    assert "supabase/migrations/20260101000002_break.sql:3: duplicate key" in caught.value.message
    assert "(23505)" in caught.value.message
    assert "Key (id)=(1) already exists" in caught.value.message
    assert "in: insert into shop.goods values (1), (1)" in caught.value.message
    # The file before it stays, of this one nothing does.
    assert bare.value("select to_regclass('shop.goods') is not null") is True
    assert bare.value("select to_regclass('shop.left_over') is null") is True
    assert bare.rows("select version from supabase_migrations.schema_migrations") == [
        ("20260101000001",)
    ]


def test_a_mended_file_is_applied(bare, workshop):
    workshop.migration(1, "add_goods", GOOD).migration(2, "break", BROKEN)
    with pytest.raises(BoError):
        run(bare, workshop)
    workshop.migration(2, "break", "insert into shop.goods values (1);")
    assert run(bare, workshop) == ["break"]


def test_a_wrong_name_has_its_own_line(bare, workshop):
    workshop.migration(1, "typo", "select 1;\nselect\n  nothing_like_it\nfrom pg_class;\n")
    with pytest.raises(BoError, match=r'typo.sql:3: column "nothing_like_it" does not exist'):
        run(bare, workshop)


def test_the_database_must_not_be_ahead(bare, workshop):
    workshop.migration(1, "add_goods", GOOD).migration(2, "gone", "select 1;")
    run(bare, workshop)
    (workshop.project.migrations / "20260101000002_gone.sql").unlink()
    with pytest.raises(BoError, match="have no file here: 20260101000002"):
        run(bare, workshop)


def test_a_late_file_is_refused(bare, workshop):
    workshop.migration(2, "add_goods", GOOD)
    run(bare, workshop)
    workshop.migration(1, "late", "select 1;")
    with pytest.raises(BoError, match=r"older than .*: 20260101000001_late.sql"):
        run(bare, workshop)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2026_short.sql", "2026_short.sql: not a migration's name"),
        ("20260101000001_Upper.sql", "not a migration's name"),
        ("20260101000001_twin.sql", "two migrations have the version 20260101000001"),
    ],
)
def test_bad_file_names_are_refused(workshop, name, message):
    workshop.migration(1, "add_goods", GOOD).write(f"supabase/migrations/{name}", "select 1;")
    with pytest.raises(BoError) as caught:
        read_migrations(workshop.project)
    assert message in caught.value.message


def test_a_file_that_is_not_text_is_refused(workshop):
    (workshop.project.migrations).mkdir(parents=True)
    (workshop.project.migrations / "20260101000001_odd.sql").write_bytes(b"select '\xff';")
    with pytest.raises(BoError, match="not UTF-8 at byte 8"):
        read_migrations(workshop.project)


def test_the_second_of_two_runs_waits_and_finds_nothing_to_do(bare, workshop, capsys):
    workshop.migration(1, "slow", "select pg_sleep(1);" + GOOD)
    results = []
    threads = [threading.Thread(target=lambda: results.append(run(bare, workshop))) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [[], ["slow"]]
    assert "another bo is changing this database; waiting" in capsys.readouterr().err


def test_a_killed_backend_leaves_nothing_half_done(bare, workshop):
    workshop.migration(1, "add_goods", GOOD).migration(2, "slow", SLOW)
    failures = []

    def attempt():
        try:
            run(bare, workshop)
        except BoError as error:
            failures.append(error.message)

    thread = threading.Thread(target=attempt)
    thread.start()
    backend = wait_for_sleeper(bare)
    with bare.admin() as admin:
        admin.execute("select pg_terminate_backend(%s)", [backend])
    thread.join()
    assert len(failures) == 1
    assert "20260101000002_slow.sql:2: terminating connection" in failures[0]
    assert bare.value("select to_regclass('shop.slow') is null") is True
    workshop.migration(2, "slow", "create table shop.slow (id int);")
    assert run(bare, workshop) == ["slow"]


def wait_for_sleeper(server):
    """Return the id of the backend that sleeps in the test's database."""
    query = f"""
        select pid from pg_stat_activity
        where datname = '{server.name}' and wait_event = 'PgSleep'"""
    for _ in range(200):
        with server.admin() as admin:
            found = admin.execute(query).fetchone()
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("the migration did not get to its pg_sleep")
