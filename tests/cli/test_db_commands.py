"""`bo db`, `migration`, `gen` and `seed` as a user meets them: output, exit codes, refusals."""

import json
import os
import stat

import pytest

from bo_cli.db.connect import connect

GOOD = "create table public.goods (id int primary key);"


@pytest.fixture
def shop(workshop):
    return workshop.migration(1, "create_goods", GOOD).source(GOOD)


@pytest.fixture
def url(engine):
    """The settings of the url engine, on the test stack's own app database."""
    address = engine.connection().db_url
    yield {"BO_ENGINE": "url", "BO_DB_URL": address}
    # What a test had the database say of itself must not stop the resets of the next one.
    with connect(address, autocommit=True) as connection:
        connection.execute("drop schema if exists private cascade")


def test_reset_then_status(bo, shop):
    done = bo("db", "reset")
    assert (done.returncode, done.stdout) == (0, "")
    assert "reset: postgres@127.0.0.1:" in done.stderr
    done = bo("db", "status", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == [
        {"version": "20260101000001", "name": "create_goods", "state": "applied"}
    ]


def test_migrate_prints_what_it_applied(bo, shop):
    bo("db", "reset")
    shop.migration(2, "create_more", "create table public.more ();")
    assert "20260101000002  pending   create_more" in bo("db", "status").stdout
    done = bo("db", "migrate")
    assert (done.returncode, done.stdout) == (0, "20260101000002_create_more.sql\n")
    done = bo("db", "migrate", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_migration_without_a_file_is_unknown(bo, shop):
    bo("db", "reset")
    (shop.project.migrations / "20260101000001_create_goods.sql").unlink()
    shop.migration(2, "other", "select 1;")
    assert "20260101000001  unknown   create_goods" in bo("db", "status").stdout
    done = bo("db", "migrate")
    assert done.returncode == 1
    assert "error: the database has migrations that have no file here" in done.stderr


def test_a_broken_migration_is_one_message(bo, shop):
    shop.migration(2, "broken", "select 1;\nselect 1/0;")
    done = bo("db", "reset")
    assert done.returncode == 1
    assert "20260101000002_broken.sql:2: division by zero (22012)" in done.stderr
    assert "in: select 1/0" in done.stderr
    assert "Traceback" not in done.stderr


def test_verify_exits_with_1_where_something_differs(bo, shop):
    done = bo("db", "verify")
    assert (done.returncode, done.stdout) == (0, "")
    shop.source(GOOD + "comment on table public.goods is 'Goods';")
    done = bo("db", "verify")
    assert done.returncode == 1
    assert done.stdout == "comment table public.goods: only in the source\n"
    found = json.loads(bo("db", "verify", "--json").stdout)
    assert found == [
        {"kind": "comment", "object": "table public.goods", "left": None, "right": "Goods"}
    ]


def test_a_migration_from_the_difference(bo, shop):
    done = bo("migration", "new", "nothing", "--from-diff")
    assert done.returncode == 1
    assert "no difference" in done.stderr
    shop.source(GOOD + "comment on table public.goods is 'Goods';")
    assert "COMMENT ON TABLE" in bo("db", "diff").stdout
    # The draft takes on the style of the project.
    shop.write(
        ".sqlfluff",
        "[sqlfluff]\ndialect = postgres\n"
        "[sqlfluff:rules:capitalisation.keywords]\ncapitalisation_policy = lower\n",
    )
    done = bo("migration", "new", "describe_goods", "--from-diff")
    assert done.returncode == 0
    assert "comment on table" in (shop.root / done.stdout.strip()).read_text()
    assert bo("db", "verify").returncode == 0


def test_an_empty_migration_comes_after_the_newest(bo, shop):
    shop.write("supabase/migrations/29990101000000_far.sql", "select 1;")
    done = bo("migration", "new", "add_visitors")
    assert done.stdout == "supabase/migrations/29990101000001_add_visitors.sql\n"
    done = bo("migration", "new", "Bad-Name")
    assert done.returncode == 2
    assert "is no name for a migration" in done.stderr


def test_the_types_file_is_checked(bo, shop):
    done = bo("gen", "types", "--check")
    assert (done.returncode, "stale" in done.stderr) == (1, True)
    assert bo("gen", "types").returncode == 0
    assert '"goods": {' in (shop.root / "supabase/types.ts").read_text()
    assert bo("gen", "types", "--check").returncode == 0
    shop.migration(2, "create_more", "create table public.more (id int primary key);")
    assert bo("gen", "types", "--check").returncode == 1


def test_seed_and_its_refusals(bo, shop):
    bo("db", "reset")
    shop.reference("insert into public.goods values (1) on conflict do nothing;")
    shop.demo("insert into public.goods values (2) on conflict do nothing;")
    assert "ran 1 seed file(s)" in bo("seed", "--reference-only").stderr
    assert "ran 2 seed file(s)" in bo("seed").stderr
    done = bo("seed", BO_ENVIRONMENT="production")
    assert done.returncode == 1
    assert "bo seed is refused: the environment is production" in done.stderr


def test_reset_refuses_production(bo, shop):
    done = bo("db", "reset", BO_ENVIRONMENT="production")
    assert done.returncode == 1
    assert "bo db reset is refused: the environment is production" in done.stderr


def test_reset_in_place_keeps_the_platform(bo, shop, url):
    """On a server that is not ours: our schemas go, auth and its rows stay."""
    shop.write("seeds/demo/rows.sql", "insert into public.goods values (5);")
    shop.deployment(2)
    assert bo("db", "reset").returncode == 0
    done = bo("db", "reset", **url)
    assert done.returncode == 0, done.stderr
    query = "select count(*) || ':' || to_regclass('auth.users') from public.goods"
    assert bo("db", "psql", "--", "-Atc", query).stdout.strip() == "1:auth.users"
    assert json.loads(bo("db", "status", "--json", **url).stdout)[0]["state"] == "applied"
    done = bo("db", "reset", "--from-scratch", **url)
    assert (done.returncode, "need a server of our own" in done.stderr) == (2, True)


def test_reset_in_place_wants_to_know_the_environment(bo, shop, url):
    bo("db", "reset")
    done = bo("db", "reset", **url)
    assert done.returncode == 1
    assert "does not say which environment it is" in done.stderr
    assert "insert into private.deployment (environment) values ('staging')" in done.stderr


def test_reset_in_place_keeps_what_the_database_says_it_is(bo, shop, url):
    shop.deployment(2)
    bo("db", "reset")
    with connect(url["BO_DB_URL"], autocommit=True) as connection:
        connection.execute("update private.deployment set environment = 'staging'")
    for _ in "ab":
        assert bo("db", "reset", **url).returncode == 0
    with connect(url["BO_DB_URL"], autocommit=True) as connection:
        connection.execute("update private.deployment set environment = 'production'")
    assert "the environment is production" in bo("db", "reset", **url).stderr


def test_migrate_tells_our_own_database_what_it_is(bo, shop, url):
    bo("db", "reset")
    shop.deployment(2)
    assert bo("db", "migrate", **url).returncode == 0
    query = ("db", "psql", "--", "-Atc", "select environment from private.deployment")
    assert bo(*query).stdout == ""
    assert bo("db", "migrate").returncode == 0
    assert bo(*query).stdout == "local\n"


def test_reset_asks_before_it_touches_another_machine(bo, shop):
    address = "postgresql://postgres:secret-word@db.example.invalid:5432/postgres"
    done = bo("db", "reset", BO_ENGINE="url", BO_DB_URL=address)
    assert done.returncode == 1
    assert "secret-word" not in done.stdout + done.stderr


def test_an_unreachable_database_is_named(bo, shop):
    address = "postgresql://postgres:secret-word@127.0.0.1:1/postgres"
    done = bo("db", "status", BO_ENGINE="url", BO_DB_URL=address)
    assert done.returncode == 1
    assert "error: cannot connect to postgres@127.0.0.1:1/postgres" in done.stderr
    assert "Connection refused" in done.stderr
    assert "secret-word" not in done.stderr


def test_a_wrong_password_is_named(bo, shop, url):
    before, _, host = url["BO_DB_URL"].rpartition("@")
    address = f"{before.rsplit(':', 1)[0]}:secret-word@{host}"
    done = bo("db", "status", BO_ENGINE="url", BO_DB_URL=address)
    assert done.returncode == 1
    assert "password authentication failed" in done.stderr
    assert "hint: the user or the password is wrong" in done.stderr
    assert "secret-word" not in done.stderr


def test_an_address_that_is_none_is_refused(bo, shop):
    done = bo("db", "status", BO_ENGINE="url", BO_DB_URL="not an address")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("db", "nothing"), ("db", "reset", "--nothing"), ("migration", "new"), ("gen", "nothing")],
)
def test_bad_usage_exits_with_2(bo, arguments):
    assert bo(*arguments).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        *[
            ("db", name)
            for name in ("reset", "migrate", "status", "diff", "verify", "lint", "psql")
        ],
        ("db",),
        ("migration", "new"),
        ("migration", "first"),
        ("gen", "types"),
        ("seed",),
    ],
)
def test_every_command_has_help(bo, arguments):
    done = bo(*arguments, "--help")
    assert done.returncode == 0
    assert "Usage: bo" in done.stdout.replace("python -m bo_cli", "bo")


def test_psql_that_is_not_installed_is_named(bo, shop, tmp_path):
    done = bo("db", "psql", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "error: psql is not installed" in done.stderr


def test_psql_gets_the_password_by_the_environment(bo, shop, tmp_path, engine):
    fake = tmp_path / "psql"
    fake.write_text('#!/bin/sh\necho "$PGHOST $PGUSER $PGDATABASE ${PGPASSWORD:+secret} $#:$1"\n')
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = bo("db", "psql", "--", "-l", PATH=path)
    assert done.stdout == "127.0.0.1 postgres postgres secret 1:-l\n"
