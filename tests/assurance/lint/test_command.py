"""`bo policy lint`, as it is run: here, and on a database that is nobody's project."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import planting
import pytest

from bo_cli.assurance.lint.docs import PATH, rules_document
from bo_cli.assurance.lint.places import of_this_database, read_mentions
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db.connect import connect, with_database

HOURS = """
create table public.hours (id bigint generated always as identity primary key);
-- lint: allow row_security_off: opening hours are on the web site
grant select on public.hours to authenticated;
grant truncate on public.comments to authenticated;
comment on table public.comments is 'What was said.
lint: allow client_table_privileges: a reason that is in the database';
"""


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bo_cli", "policy", "lint", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def foreign(database_server: ConnectionInfo) -> Iterator[str]:
    """A database that knows nothing of bo, with two faults that are excused and one that is not."""
    with planting.clean_database(database_server) as name:
        url = with_database(database_server.db_url, name)
        with connect(url) as connection:
            connection.execute(HOURS.encode())
            connection.execute("grant truncate on public.files to anon")
        yield url


def test_our_schema_has_no_findings(project: Project) -> None:
    done = lint(project.root)
    assert (done.stdout, done.returncode) == ("", 0)
    assert "did not run" not in done.stderr


def test_a_foreign_database_is_read_outside_of_any_project(foreign: str, tmp_path: Path) -> None:
    (tmp_path / "hours.sql").write_text(HOURS)
    done = lint(tmp_path, "--db-url", foreign, "--files", str(tmp_path), "--json")
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert [(each["rule"], each["object"], each["tools"]) for each in found["findings"]] == [
        ("client_table_privileges", "public.files", ["bo"])
    ]
    assert (found["excused"], found["tenant_column"], found["schemas"]) == (
        2,
        "team_id",
        ["public"],
    )
    assert "tenant column: team_id (guessed" in done.stderr


def test_without_its_files_only_comments_of_the_database_excuse(
    foreign: str, tmp_path: Path
) -> None:
    done = lint(tmp_path, "--db-url", foreign)
    rules = [line.split(": ")[0] for line in done.stdout.splitlines()]
    assert rules == ["error client_table_privileges", "error row_security_off"]
    assert "2 finding(s), 1 excused" in done.stderr


def test_files_of_our_project_do_not_excuse_a_foreign_database(
    foreign: str, project: Project
) -> None:
    done = lint(project.root, "--db-url", foreign)
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "client_table_privileges:",
        "row_security_off:",
    ]


def test_a_table_of_the_same_name_is_not_ours(project: Project) -> None:
    ours = read_mentions(project.source_folders, project.root)
    made = {each.base for each in ours if each.makes}
    assert ("public", "people") in made
    assert of_this_database(ours, {("public", "people"), ("public", "hours")}) == []
    # A table that production does not have yet makes it no other database.
    assert of_this_database(ours, made - {("public", "people")}) == ours


def test_a_finding_names_file_and_line(foreign: str, tmp_path: Path) -> None:
    (tmp_path / "hours.sql").write_text(HOURS.replace("-- lint: allow", "-- no:"))
    done = lint(tmp_path, "--db-url", foreign, "--files", str(tmp_path))
    assert "hours.sql:2: error row_security_off: public.hours: " in done.stdout


def test_the_intent_file_says_what_is_not_guessed(foreign: str, tmp_path: Path) -> None:
    (tmp_path / "intent.toml").write_text(
        'version = 1\nschemas = ["public", "private"]\ntenant_column = "project_id"\n'
        "[tenants]\none = '1'\ntwo = '2'\nthree = '3'\n[identities.anon]\nrole = 'anon'\n"
    )
    done = lint(tmp_path, "--db-url", foreign, "--intent", "intent.toml", "--json")
    found = json.loads(done.stdout)
    assert (found["tenant_column"], found["schemas"]) == ("project_id", ["public", "private"])
    assert "guessed" not in done.stderr


def test_nothing_is_left_behind(foreign: str, tmp_path: Path) -> None:
    count = "select (select count(*) from pg_class), (select count(*) from pg_proc)"
    with connect(foreign) as connection:
        before = connection.execute(count).fetchone()
    lint(tmp_path, "--db-url", foreign)
    with connect(foreign) as connection:
        assert connection.execute(count).fetchone() == before


def test_a_rule_is_explained_without_a_database(tmp_path: Path) -> None:
    done = lint(tmp_path, "--explain", "replica_identity_full")
    assert done.returncode == 0
    assert done.stdout.startswith("replica_identity_full (error)\n")
    assert "To mend: alter table" in done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--explain", "no_such_rule"], "no rule of ours is called no_such_rule"),
        (["--db-url", "postgresql://h/d", "--source"], "give one of them"),
        (["--db-url", "nonsense"], "the database address cannot be read"),
        ([], "no bo project"),
    ],
    ids=["unknown rule", "two databases", "no address", "no project"],
)
def test_bad_usage(tmp_path: Path, options: list[str], said: str) -> None:
    done = lint(tmp_path, *options)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_document_is_up_to_date(project: Project) -> None:
    assert (project.root / PATH).read_text() == rules_document(), "run bo gen lint-rules"
