"""`bo policy init`: a draft of everything there is, that loads and leaves everything closed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.model import COMMANDS, Scope
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db import admin as databases
from bo_cli.db.connect import connect, with_database

NOTES = Path(__file__).with_name("notes.sql").read_text()


@pytest.fixture
def url(database_server: ConnectionInfo) -> Iterator[str]:
    """A database of its own, as Supabase makes it, with the three tables."""
    name = f"notes_{uuid4().hex[:8]}"
    with connect(str(database_server.admin_url), autocommit=True) as admin:
        databases.clone(admin, databases.names_like(admin, "bo_platform_")[-1], name)
        address = with_database(database_server.db_url, name)
        with connect(address) as connection:
            connection.execute(NOTES.encode())
        yield address
        databases.drop(admin, name)


def run(url: str, statements: str) -> None:
    with connect(url) as connection:
        connection.execute(statements.encode())


def init(url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command outside of any project."""
    command = [sys.executable, "-m", "bo_cli", "policy", "init", "--db-url", url]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def drafted(url: str, folder: Path) -> str:
    done = init(url, folder)
    assert (done.returncode, done.stdout) == (0, "intent.toml\n"), done.stderr
    return (folder / "intent.toml").read_text()


def test_everything_is_there_and_closed(url: str, tmp_path: Path) -> None:
    text = drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert [entry.pattern.text for entry in found.relations] == [
        "public.*",
        "storage.{buckets,objects}",
        "public.notes",
        "public.profiles",
        "public.teams",
        "public.titles",
    ]
    assert [entry.pattern.text for entry in found.functions] == ["public.count_notes(bigint)"]
    assert list(found.identities) == ["anon", "user", "service"]
    for name in ("anon", "user"):
        for command in COMMANDS:
            assert found.allowance(name, "public.notes", command).scope == Scope.NONE
        assert found.execution(name, "public.count_notes(bigint)").scope == Scope.NONE
    assert found.allowance("service", "public.notes", "delete").scope == Scope.ALL
    assert found.own_columns("public.notes") == ("author_id", "editor_id")
    assert found.own_columns("public.profiles") == ("id",)
    assert found.own_columns("public.teams") == ()
    assert "# granted to authenticated: delete, select, insert(body, title)\n" in text
    assert "# granted to anon: select\n" in text
    assert "# granted to authenticated: execute\n# security definer" in text


def test_tenants_are_recognized_and_written_down_when_there_are_enough(
    url: str, tmp_path: Path
) -> None:
    assert '# tenant_column = "team_id"\n# tenant_relation = "public.teams"' in drafted(
        url, tmp_path
    )
    assert load_intent(tmp_path / "intent.toml").tenants == {}
    run(url, "insert into public.teams (name) values ('a'), ('b'), ('c'), ('d')")
    (tmp_path / "intent.toml").unlink()
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert found.tenants == {"tenant_1": "1", "tenant_2": "2", "tenant_3": "3"}
    assert (found.tenant_column, found.tenant_relation) == ("team_id", "public.teams")


def test_accounts_become_identities(url: str, tmp_path: Path) -> None:
    run(
        url,
        "insert into auth.users (id, email, created_at) values"
        " (gen_random_uuid(), 'ana.diaz@x.example', '2026-01-01'),"
        " (gen_random_uuid(), 'Ana.Diaz@y.example', '2026-01-02'),"
        " (gen_random_uuid(), 'anon@x.example', '2026-01-03'),"
        " (gen_random_uuid(), 'late@x.example', '2026-01-04')",
    )
    drafted(url, tmp_path)
    identities = load_intent(tmp_path / "intent.toml").identities
    people = {name: identity.person for name, identity in identities.items() if identity.person}
    assert people == {
        "ana_diaz": "ana.diaz@x.example",
        "ana_diaz_": "Ana.Diaz@y.example",
        "anon_": "anon@x.example",
    }


def test_without_tenants_it_says_how_to_name_them(url: str, tmp_path: Path) -> None:
    run(url, "alter table public.notes drop column team_id")
    assert "# No table of tenants was recognized." in drafted(url, tmp_path)
    assert load_intent(tmp_path / "intent.toml").tenant_column is None


def test_a_file_that_is_there_is_left_alone(url: str, tmp_path: Path) -> None:
    (tmp_path / "intent.toml").write_text("mine")
    done = init(url, tmp_path)
    assert done.returncode == 2
    assert "intent.toml is there already" in done.stderr
    assert (tmp_path / "intent.toml").read_text() == "mine"


def test_nothing_to_say(url: str, tmp_path: Path) -> None:
    run(url, "drop schema public cascade; create schema public")
    done = init(url, tmp_path)
    assert done.returncode == 1
    assert "no table, view or function in an exposed schema" in done.stderr


def test_our_own_schema_can_be_drafted(database_url: str, tmp_path: Path) -> None:
    drafted(database_url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert (found.tenant_column, found.tenant_relation) == ("domain_id", "public.domains")
    assert list(found.identities) == ["anon", "admin", "user", "staff", "service"]
