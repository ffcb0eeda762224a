"""`bo policy init`: a draft of everything there is, that loads and leaves everything closed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.intent.acting import sign_in
from bo_cli.assurance.intent.ground import lay_ground
from bo_cli.assurance.model import COMMANDS, Scope, SignedIn
from bo_cli.assurance.world.catalogue import read_catalogue
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
        "public.*_seq",
        "storage.{buckets,objects}",
        "public.notes",
        "public.profiles",
        "public.teams",
        "public.titles",
    ]
    assert [entry.pattern.text for entry in found.functions] == [
        "public.count_notes(bigint)",
        "inner_workings.my_teams()",
    ]
    assert list(found.identities) == ["anon", "ada", "bob", "cleo", "service"]
    for name in ("anon", "ada", "cleo"):
        for command in COMMANDS:
            assert found.allowance(name, "public.notes", command).scope == Scope.NONE
        assert found.execution(name, "public.count_notes(bigint)").scope == Scope.NONE
    assert found.allowance("service", "public.notes", "delete").scope == Scope.ALL
    assert found.allowance("service", "public.notes_id_seq", "select").scope == Scope.NONE
    assert found.own_columns("public.notes") == ("author_id", "editor_id")
    assert found.own_columns("public.profiles") == ("id",)
    assert found.own_columns("public.teams") == ()
    assert "# granted to authenticated: delete, select, insert(body, title)\n" in text
    assert "# granted to anon: select\n" in text
    assert "# granted to authenticated: execute\n# security definer" in text


def test_a_project_that_granted_all_by_default(url: str, tmp_path: Path) -> None:
    run(url, "grant all on all tables in schema public to anon, authenticated, service_role")
    text = drafted(url, tmp_path)
    assert '"select, insert, update, delete, truncate" = { service = "all" }' in text
    assert "# granted to anon: delete, insert, maintain, references, select, trigger," in text
    found = load_intent(tmp_path / "intent.toml")
    assert found.allowance("anon", "public.notes", "truncate").scope == Scope.NONE


def test_sequences_of_the_secret_key(url: str, tmp_path: Path) -> None:
    run(
        url,
        "grant usage, select on all sequences in schema public to service_role;"
        "alter sequence public.notes_id_seq rename to numbers_of_notes",
    )
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    for sequence in ("public.numbers_of_notes", "public.teams_id_seq"):
        said = {c: found.allowance("service", sequence, c).scope for c in (*COMMANDS, "usage")}
        assert (said["select"], said["update"], said["usage"]) == ("all", "none", "all")


def signed_in(url: str, folder: Path) -> dict[str, SignedIn]:
    """Load the draft, run its setup and sign everybody in."""
    loaded = load_intent(folder / "intent.toml")
    with connect(url) as connection:
        for statement in loaded.setup:
            connection.execute(statement.encode())
        found = sign_in(connection, loaded)
        connection.rollback()
    return found


def test_people_and_tenants_that_are_missing_are_made_by_its_setup(
    url: str, tmp_path: Path
) -> None:
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert (found.tenant_column, found.tenant_relation) == ("team_id", "public.teams")
    assert found.tenants == {"tenant_1": "990001", "tenant_2": "990002", "tenant_3": "990003"}
    assert len(found.setup) == 2
    assert signed_in(url, tmp_path)["ada"].claims["email"] == "ada@intent.example"
    with connect(url) as connection:
        counts = "select (select count(*) from auth.users), (select count(*) from public.teams)"
        assert connection.execute(counts).fetchone() == (0, 0)


def test_tenants_that_a_trigger_makes_for_accounts_are_their_homes(
    url: str, tmp_path: Path
) -> None:
    """Their keys are others in each run, so the draft asks for them."""
    run(
        url,
        "create table public.workspaces (id uuid primary key default gen_random_uuid(),"
        " opened_for uuid not null references auth.users);"
        "create table public.prompts (workspace_id uuid references public.workspaces, body text);"
        "create table public.folders (workspace_id uuid references public.workspaces, body text);"
        "create table public.tags (workspace_id uuid references public.workspaces, body text);"
        "create function public.open_workspace() returns trigger language plpgsql"
        " security definer set search_path = '' as $$ begin"
        " insert into public.workspaces (opened_for) values (new.id); return new; end $$;"
        "create trigger opens_workspace after insert on auth.users"
        " for each row execute function public.open_workspace()",
    )
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert found.tenant_relation == "public.workspaces"
    assert [found.identities[name].tenants for name in ("ada", "bob", "cleo")] == [
        ("tenant_1",),
        ("tenant_2",),
        ("tenant_3",),
    ]
    people = signed_in(url, tmp_path).values()
    assert len({key for person in people for key in person.tenants.values()}) == 3


def test_what_is_there_is_taken(url: str, tmp_path: Path) -> None:
    run(
        url,
        "insert into public.teams (name) values ('a'), ('b'), ('c'), ('d');"
        "insert into auth.users (id, email, created_at) values"
        " (gen_random_uuid(), 'ana.diaz@x.example', '2026-01-01'),"
        " (gen_random_uuid(), 'Ana.Diaz@y.example', '2026-01-02'),"
        " (gen_random_uuid(), 'anon@x.example', '2026-01-03'),"
        " (gen_random_uuid(), 'late@x.example', '2026-01-04')",
    )
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert found.setup == ()
    assert found.tenants == {"tenant_1": "1", "tenant_2": "2", "tenant_3": "3"}
    people = {name: each.person for name, each in found.identities.items() if each.person}
    assert people == {
        "ana_diaz": "ana.diaz@x.example",
        "ana_diaz_": "Ana.Diaz@y.example",
        "anon_": "anon@x.example",
    }
    assert signed_in(url, tmp_path).keys() == found.identities.keys()


def test_a_tenant_that_cannot_be_made_is_left_to_the_reader(url: str, tmp_path: Path) -> None:
    run(url, "alter table public.teams add plan text not null check (plan = 'free')")
    text = drafted(url, tmp_path)
    assert "# The setup has to do this, but not so (new row for relation" in text
    assert "# insert into public.teams (id, plan) overriding system value values\n" in text
    assert "#   (990001, 'tenant-1'),\n" in text
    assert len(load_intent(tmp_path / "intent.toml").setup) == 1


def test_without_a_table_of_tenants_people_are_the_tenants(url: str, tmp_path: Path) -> None:
    run(url, "alter table public.notes drop column team_id; drop table public.teams")
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert found.tenant_relation == "auth.users"
    assert found.tenant_column == "author_id"
    assert found.identities["bob"].tenants == ("bob",)
    people = signed_in(url, tmp_path)
    assert people["bob"].tenants == {"bob": people["bob"].claims["sub"]}


@pytest.mark.parametrize(
    "condition",
    ["id = auth.uid()", "auth.uid() = id", "(select auth.uid()) = id", "id = (select auth.uid())"],
)
def test_whose_row_it_is_comes_from_what_policies_compare(
    url: str, tmp_path: Path, condition: str
) -> None:
    run(
        url,
        "drop table public.notes cascade; drop table public.teams, public.profiles cascade;"
        "create table public.accounts (id uuid primary key, created_by uuid references auth.users);"
        "alter table public.accounts enable row level security;"
        f"create policy mine on public.accounts for select to authenticated using ({condition})",
    )
    drafted(url, tmp_path)
    found = load_intent(tmp_path / "intent.toml")
    assert (found.tenant_column, found.tenant_relation) == ("id", "auth.users")
    assert 'own = ["id"]' in (tmp_path / "intent.toml").read_text()


def test_a_database_without_accounts(url: str, tmp_path: Path) -> None:
    run(
        url,
        "drop table public.notes cascade; drop table public.teams, public.profiles cascade;"
        "create table public.plans (id bigint primary key, user_id uuid)",
    )
    with connect(url) as connection:
        catalogue = read_catalogue(connection, ["public"])
        ground = lay_ground(connection, catalogue, list(catalogue.relations.values()))
    assert ground.people == {"ada": None, "bob": None, "cleo": None}
    assert ground.tenants["ada"] == "00000000-0000-4000-8000-000000000001"
    assert (ground.tenant_column, ground.tenant_relation) == ("user_id", None)


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
