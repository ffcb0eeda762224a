"""This project's own history: the source's twin, and fit for the real Supabase CLI."""

import pytest

from bo_cli.core.errors import BoError
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import as_url
from bo_cli.db.facts import compare, read_facts, read_rows
from bo_cli.migrations import lint_files
from bo_cli.migrations.build import assemble, builder, drop, recipe_of
from bo_cli.migrations.supabase_cli import run_cli, supabase_cli
from bo_cli.migrations.types import PATH, generate_types
from bo_cli.migrations.verify import as_line, reference_tables, verify


@pytest.fixture
def program():
    return supabase_cli(load_settings())


def test_migrations_and_source_make_the_same_database(server, project):
    assert [as_line(each) for each in verify(server.info, project)] == []


def test_a_push_by_the_supabase_cli_makes_the_same_database(bare, project, program):
    url = as_url(bare.info.db_url, bare.name)
    arguments = ["db", "push", f"--remote={url}", "--yes"]
    run_cli(program, bare.info.db_url, *arguments, folder=project.root)
    ours = f"{bare.name}_ours"
    with builder(bare.info, project) as build:
        assemble(build, recipe_of(build, "migrations"), ours)
    try:
        tables = reference_tables(project)
        with bare.connect() as theirs, bare.connect(ours) as mine:
            assert compare(read_facts(mine), read_facts(theirs)) == []
            rows = read_rows(mine, tables)
            assert compare(rows, read_rows(theirs, tables)) == []
        assert {key[1].split()[0] for key in rows} == set(tables)
        query = "select version, name, statements from supabase_migrations.schema_migrations"
        assert bare.rows(query) == bare.rows(query, ours)
    finally:
        drop(bare.info, ours)


def test_the_committed_types_are_fresh(server, project, program):
    fresh = generate_types(server.info, project, program)
    assert (project.root / PATH).read_text() == fresh, "run bo gen types"


def test_squawk_has_nothing_to_say(project):
    assert [each.as_line() for each in lint_files.squawk(project)] == []


def test_the_supabase_cli_seeds_no_production(bare, project, program):
    """Unmarked counts as production: the migrations go in, the seeds do not."""
    arguments = ["db", "push", f"--remote={as_url(bare.info.db_url)}", "--yes", "--include-seed"]
    with pytest.raises(BoError, match="seeds are refused: the environment is production"):
        run_cli(program, bare.info.db_url, *arguments, folder=project.root)
    assert bare.value("select count(*) from public.people") == 0
    assert bare.value("select count(*) from public.roles") == 7
    bare.run("insert into private.deployment (environment) values ('local')")
    run_cli(program, bare.info.db_url, *arguments, folder=project.root)
    assert bare.value("select count(*) from public.people") >= 7
