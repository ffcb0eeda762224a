"""The history and the drafts with the real Supabase CLI."""

import json
from datetime import UTC, datetime

import pytest

from bo_cli.core.errors import BoError
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import as_url, psql_environment
from bo_cli.db.facts import compare, read_facts, read_rows
from bo_cli.migrations.apply import migrate
from bo_cli.migrations.diff import diff
from bo_cli.migrations.files import read_migrations
from bo_cli.migrations.first import write_first_history
from bo_cli.migrations.new import new_migration
from bo_cli.migrations.supabase_cli import run_cli, supabase_cli
from bo_cli.migrations.types import generate_types
from bo_cli.migrations.verify import verify

HISTORY = "supabase_migrations.schema_migrations"
FIRST = """-- The goods; and nothing else.
create schema private;
create table public.goods (id int primary key, name text not null default 'a;b');
comment on table public.goods is 'Goods';

/* counts */
create function private.goods_count() returns bigint
language sql stable set search_path = ''
begin atomic
    select count(*) from public.goods;
end;
-- the end
"""
SECOND = (
    "insert into public.goods values (1), (2);\nalter table public.goods enable row level security;"
)


@pytest.fixture
def program():
    return supabase_cli(load_settings())


@pytest.fixture
def shop(workshop):
    workshop.write("supabase/config.toml", 'project_id = "shop"\n')
    return workshop.migration(1, "create_goods", FIRST).migration(2, "fill_goods", SECOND)


def push(server, workshop, program, name, *arguments):
    url = as_url(server.info.db_url, name)
    command = ["db", "push", f"--remote={url}", "--yes", *arguments]
    return run_cli(program, server.info.db_url, *command, folder=workshop.root)


def test_a_push_to_a_bare_database_gives_what_bo_gives(bare, shop, program):
    pushed = f"{bare.name}_pushed"
    bare.make_app(pushed)
    try:
        push(bare, shop, program, pushed)
        with bare.connect() as connection:
            migrate(connection, read_migrations(shop.project))
        assert bare.rows(f"table {HISTORY}") == bare.rows(f"table {HISTORY}", pushed)
        with bare.connect() as ours, bare.connect(pushed) as theirs:
            assert compare(read_facts(ours), read_facts(theirs)) == []
            tables = ["public.goods"]
            assert compare(read_rows(ours, tables), read_rows(theirs, tables)) == []
            assert len(read_rows(ours, tables)) == 2
            columns = "select attname, atttypid::regtype::text, attnotnull from pg_attribute"
            where = f" where attrelid = '{HISTORY}'::regclass and attnum > 0 order by attnum"
            assert bare.rows(columns + where) == bare.rows(columns + where, pushed)
    finally:
        with bare.admin() as admin:
            admin.execute(f"drop database {pushed} with (force)")


def test_the_cli_reads_a_history_that_bo_wrote(bare, shop, program):
    with bare.connect() as connection:
        migrate(connection, read_migrations(shop.project)[:1])
    url = as_url(bare.info.db_url, bare.name)
    arguments = ["migration", "list", f"--remote={url}", "--output-format", "json"]
    listed = json.loads(run_cli(program, bare.info.db_url, *arguments, folder=shop.root))[
        "migrations"
    ]
    assert [(each["local"], each["remote"]) for each in listed] == [
        ("20260101000001", "20260101000001"),
        ("20260101000002", ""),
    ]
    assert push(bare, shop, program, bare.name)
    with bare.connect() as connection:
        assert migrate(connection, read_migrations(shop.project)) == []


def test_a_failing_command_of_the_cli_is_an_error(bare, shop, program):
    with pytest.raises(BoError) as caught:
        push(bare, shop, program, "no_such_database")
    assert "supabase db push failed" in caught.value.message
    assert "does not exist" in caught.value.message


def test_no_password_stands_among_the_arguments(bare):
    assert as_url(bare.info.db_url).count(":") == 2
    assert psql_environment(bare.info.db_url)["PGPASSWORD"] not in as_url(bare.info.db_url)


def test_a_draft_closes_the_gap_between_migrations_and_source(server, shop, program):
    shop.source(FIRST.replace("name text", "price numeric, name text"))
    shop.migration(2, "fill_goods", "select 1;")
    assert len(verify(server.info, shop.project)) == 1
    text = diff(server.info, shop.project, program)
    assert 'ADD COLUMN "price" numeric' in text
    new_migration(shop.project, "add_price", text)
    assert verify(server.info, shop.project) == []
    assert diff(server.info, shop.project, program) == ""


def test_the_first_history_is_the_source(server, workshop, program):
    workshop.write("sql/shop/goods.sql", FIRST)
    workshop.write("sql/base/later.sql", "-- requires: sql/shop/goods.sql\nselect 1;")
    workshop.write("sql/base/early.sql", "create table public.early (id int primary key);")
    workshop.write("policies/shop/goods.sql", "alter table public.goods enable row level security;")
    workshop.write("rpc/shop/f.sql", "create function public.f() returns int return 1;")
    workshop.reference("insert into public.goods values (1) on conflict do nothing;")
    written = write_first_history(workshop.project, datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert [path.name for path in written] == [
        "20260101120000_create_base_tables.sql",
        "20260101120001_create_shop_tables.sql",
        "20260101120002_create_base_tables_2.sql",
        "20260101120003_create_shop_policies.sql",
        "20260101120004_create_shop_functions.sql",
        "20260101120005_add_reference_rows.sql",
    ]
    assert verify(server.info, workshop.project) == []
    with pytest.raises(BoError, match="there is a history already"):
        write_first_history(workshop.project, datetime(2026, 1, 2, tzinfo=UTC))


def test_types_are_made_of_what_the_migrations_make(server, shop, program):
    text = generate_types(server.info, shop.project, program)
    assert text.startswith("export type Json")
    assert '"goods": {' in text
    assert "Connected" not in text
    assert server.databases("bo_types") == {}
