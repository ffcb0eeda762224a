"""`bo db reset`: what it costs, what it keeps, what it refuses, what it survives."""

import threading
from dataclasses import replace

import psycopg
import pytest

from bo_cli.core.errors import BoError
from bo_cli.migrations.build import clone, drop, finished_template, from_source
from bo_cli.migrations.reset import reset

A = "create table public.a (id int primary key, name text not null);"
B = "create table public.b (id int primary key);"
C = "create table public.c (id int primary key);"


@pytest.fixture
def shop(workshop):
    """Three migrations, a reference row, a demo row."""
    workshop.migration(1, "a", A).migration(2, "b", B).migration(3, "c", C)
    workshop.reference("insert into public.a values (1, 'one') on conflict do nothing;")
    return workshop.demo("insert into public.b values (7);")


def test_a_reset_holds_migrations_reference_and_demo_rows(server, shop):
    reset(server.info, shop.project)
    assert server.rows("table public.a") == [(1, "one")]
    assert server.rows("table public.b") == [(7,)]
    assert server.rows("table public.c") == []
    assert server.value("select count(*) from supabase_migrations.schema_migrations") == 3
    assert server.value("select rolsuper from pg_roles where rolname = current_user") is False


def test_the_database_says_what_it_is_before_the_seeds_ask(server, shop):
    shop.deployment(4)
    shop.demo("insert into public.b select 9 from private.deployment where environment = 'local';")
    reset(server.info, shop.project)
    assert server.rows("table public.b") == [(9,)]
    reset(server.info, shop.project, from_scratch=True)
    assert server.rows("table private.deployment") == [("local",)]
    reset(replace(server.info, environment="test"), shop.project)
    assert server.rows("table private.deployment") == [("test",)]
    assert server.rows("table public.b") == []


def test_nothing_changed_means_no_new_template(server, shop):
    reset(server.info, shop.project)
    before = server.databases("bo_tpl_")
    server.run("insert into public.b values (8)")
    reset(server.info, shop.project)
    assert server.databases("bo_tpl_") == before
    assert server.rows("table public.b") == [(7,)]


def test_what_is_true_for_a_moment_is_made_so_by_every_reset(server, shop):
    now = shop.project.seeds / "now"
    now.mkdir()
    (now / "010_later.sql").write_text("update public.b set id = id + 1;")
    for from_scratch in (False, False, True):
        reset(server.info, shop.project, from_scratch=from_scratch)
        # 7 in the template, which stays as it is.
        assert server.rows("table public.b") == [(8,)]


def test_the_templates_kept_are_the_last_but_one_and_the_finished_one(server, shop):
    reset(server.info, shop.project)
    assert sorted(server.templates().values()) == ["20260101000002_b.sql", "finished"]


def test_an_edited_last_migration_starts_from_the_one_before_it(server, shop):
    reset(server.info, shop.project)
    before = {label: name for name, label in server.templates().items()}
    ids = server.databases("bo_tpl_")
    shop.migration(3, "c", "create table public.c (id bigint primary key);")
    reset(server.info, shop.project)
    after = {label: name for name, label in server.templates().items()}
    kept = before["20260101000002_b.sql"]
    assert after["20260101000002_b.sql"] == kept
    assert server.databases("bo_tpl_")[kept] == ids[kept]
    assert len(after) == 2
    assert before["finished"] not in server.databases("bo_tpl_")
    query = (
        "select format_type(atttypid, 0) from pg_attribute where attrelid = 'public.c'::regclass"
    )
    assert server.value(query + " and attname = 'id'") == "bigint"


def test_an_edited_seed_keeps_the_migrations(server, shop):
    reset(server.info, shop.project)
    before = {label: name for name, label in server.templates().items()}
    shop.demo("insert into public.b values (9);")
    reset(server.info, shop.project)
    after = {label: name for name, label in server.templates().items()}
    assert server.rows("table public.b") == [(9,)]
    assert after["20260101000002_b.sql"] == before["20260101000002_b.sql"]
    assert after["finished"] != before["finished"]


def test_the_long_way_gives_the_same(server, shop, capsys):
    reset(server.info, shop.project, from_scratch=True)
    assert server.rows("table public.b") == [(7,)]
    assert "the long way gives the same" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("damage", "difference"),
    [
        ("alter table public.c add column x int", "column public.c.x: only in the template"),
        ("insert into public.b values (8)", "rows of public.b"),
        ("update public.a set name = 'two'", "rows of public.a"),
    ],
)
def test_the_long_way_finds_a_template_that_is_wrong(server, shop, damage, difference):
    reset(server.info, shop.project)
    finished = {label: name for name, label in server.templates().items()}["finished"]
    with server.admin() as admin:
        admin.execute(f"alter database {finished} allow_connections true")
    server.run(damage, finished)
    with pytest.raises(BoError) as caught:
        reset(server.info, shop.project, from_scratch=True)
    assert difference in caught.value.message
    assert server.rows("table public.b") == [(7,)]


def test_a_reset_ends_the_sessions_of_the_old_database(server, shop):
    reset(server.info, shop.project)
    with server.connect() as old:
        old.execute("select 1")
        reset(server.info, shop.project)
        with pytest.raises(psycopg.OperationalError):
            old.execute("select 1")


def test_sessions_that_come_back_at_once_do_not_stop_a_reset(server, shop):
    reset(server.info, shop.project)
    stop = threading.Event()

    def insist():
        while not stop.is_set():
            try:
                with server.connect() as connection:
                    while not stop.wait(0.001):
                        connection.execute("select 1")
            except (psycopg.Error, BoError):
                continue

    threads = [threading.Thread(target=insist) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            reset(server.info, shop.project)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert server.rows("table public.b") == [(7,)]


@pytest.mark.parametrize(
    "part", ["supabase/migrations/20260101000003_c.sql", "seeds/demo/rows.sql"]
)
def test_a_broken_file_leaves_the_database_as_it_was(server, shop, part):
    reset(server.info, shop.project)
    server.run("insert into public.b values (8)")
    shop.write(part, "insert into public.b values (1);\ninsert into public.b values ('x');")
    with pytest.raises(BoError) as caught:
        reset(server.info, shop.project)
    assert f"{part}:2: invalid input syntax for type integer" in caught.value.message
    assert server.rows("select id from public.b order by id") == [(7,), (8,)]


def test_leftovers_of_a_killed_run_are_cleared(server, shop):
    reset(server.info, shop.project)
    for name in (f"bo_new_{server.name}", f"bo_old_{server.name}", "bo_wip_0123456789abcdef"):
        server.make_app(name)
    shop.demo("insert into public.b values (9);")
    reset(server.info, shop.project)
    assert server.databases("bo_wip_") == {}
    assert server.databases(f"bo_new_{server.name}") == {}
    assert server.databases(f"bo_old_{server.name}") == {}
    assert server.rows("table public.b") == [(9,)]


def test_the_second_of_two_resets_waits_and_says_so(server, shop, capsys):
    shop.demo("insert into public.b values (7); select pg_sleep(0.5);")
    errors = []

    def attempt():
        try:
            reset(server.info, shop.project)
        except BoError as error:
            errors.append(error.message)

    threads = [threading.Thread(target=attempt) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert "another bo is building; waiting for it" in capsys.readouterr().err
    assert server.rows("table public.b") == [(7,)]


def test_production_is_refused_by_setting(bare, shop):
    bare.run("create table public.precious ()")
    with pytest.raises(BoError, match="bo db reset is refused: the environment is production"):
        reset(replace(bare.info, environment="production"), shop.project)
    assert bare.value("select to_regclass('public.precious') is not null") is True


def test_production_is_refused_by_what_the_database_says(bare, shop):
    bare.run("create table public.precious ()")
    bare.run("create schema private; create table private.deployment (environment text);")
    bare.run("insert into private.deployment values ('production')")
    with pytest.raises(BoError, match="bo db reset is refused: the environment is production"):
        reset(bare.info, shop.project)
    assert bare.value("select to_regclass('public.precious') is not null") is True


def test_a_finished_template_can_be_cloned_by_many_at_once(server, shop):
    template = finished_template(server.info, shop.project)
    names = [f"{server.name}_{number}" for number in range(4)]
    threads = [threading.Thread(target=clone, args=(server.info, template, name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [server.rows("table public.b", name) for name in names] == [[(7,)]] * 4
    for name in names:
        drop(server.info, name)
    assert server.databases(f"{server.name}_") == {}


def test_the_source_can_be_built_alone(server, shop):
    shop.source("create table public.only_here (id int primary key);")
    from_source(server.info, shop.project, server.name)
    assert server.value("select to_regclass('public.only_here') is not null") is True
    assert server.value("select to_regclass('public.a') is null") is True
