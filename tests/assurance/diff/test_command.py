"""`bo policy diff` as it is typed: between two databases, and since a revision of git."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect
from bo_cli.db.facts import read_contents, read_facts
from bo_cli.policies.databases import CLONE_PREFIX, maintenance
from tests.assurance.diff.conftest import HERE, INTENT

TEAM_TWO = "b0000000-0000-4000-8000-000000000002"
ANN = "a0000000-0000-4000-8000-000000000001"
WIDE = "alter policy select_member on shop.documents using (true)"


@pytest.fixture
def diff(project):
    """`diff(*arguments, folder=…)` runs the command, on the server of this checkout."""
    state = str(load_settings(project).state_path(project))

    def run(*arguments: str, folder: Path = project.root) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bo_cli", "policy", "diff", *arguments],
            cwd=folder,
            env={**os.environ, "BO_STATE_DIR": state},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture
def start_diff(project):
    """The same, as a process that is still running; ended with the test."""
    started = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bo_cli", "policy", "diff", *arguments]
        started.append(subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def change(url: str, statements: str) -> None:
    with connect(url, autocommit=True) as connection:
        connection.execute(statements.encode())


def everything(url: str) -> dict[tuple[str, str], str]:
    with connect(url) as connection:
        return read_facts(connection) | read_contents(connection)


def test_markdown_for_a_pull_request(diff, twins):
    change(twins[1], WIDE)
    states = [everything(url) for url in twins]
    done = diff(*twins, "--intent", str(INTENT))
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("## Who can do what: ")
    assert lines[2] == "**Something widened.** The catalogue has 1 change (1 wider)."
    gains = "- **ann gains select on shop.documents of other tenants: 2 of 2 canaries visible "
    assert any(line.startswith(gains) for line in lines), done.stdout
    assert any(line.startswith("| **wider** | policy select_member") for line in lines)
    assert done.stdout.count("<details>") == done.stdout.count("</details>") == 2
    assert "+permissive select to authenticated using (true)" in lines
    assert [everything(url) for url in twins] == states


def sessions(url: str) -> int:
    """How many other sessions of bo are in the middle of a transaction there."""
    query = """select count(*) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
            and application_name = 'bo'"""
    with connect(url) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else 0


def wait_until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_nothing_is_left_behind_by_an_interruption(start_diff, twins):
    states = [everything(url) for url in twins]
    process = start_diff(*twins, "--intent", str(INTENT))
    wait_until(lambda: all(sessions(url) for url in twins))
    process.send_signal(signal.SIGINT)
    process.wait(60)
    assert process.returncode != 0
    wait_until(lambda: not any(sessions(url) for url in twins))
    assert [everything(url) for url in twins] == states


def test_json(diff, twins):
    change(twins[1], WIDE)
    found = json.loads(diff(*twins, "--intent", str(INTENT), "--json").stdout)
    assert found["widened"]
    [changed] = found["changes"]
    assert (changed["effect"], changed["object"]) == ("wider", "shop.documents")
    assert changed["after"] == "permissive select to authenticated using (true)"
    assert {gain["effect"] for gain in found["gains"]} == {"wider"}


def test_nothing_changed(diff, twins, tmp_path):
    """Outside of a project too."""
    done = diff(*twins, "--intent", str(INTENT), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "**Nothing changed** in who can do what." in done.stdout


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path):
    """A project in git: one migration, an intent file, and a change that is not committed yet."""
    for folder in ("supabase/migrations", "policies"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("")
    first = tmp_path / "supabase/migrations/20260101000001_shop.sql"
    first.write_text((HERE / "shop.sql").read_text())
    (tmp_path / "policies/intent.toml").write_text(INTENT.read_text())
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def clones(info) -> set[str]:
    with maintenance(info) as admin:
        query = "select datname from pg_database where starts_with(datname, %s)"
        return {name for (name,) in admin.execute(query, [CLONE_PREFIX])}


def test_since_a_revision(diff, checkout, database_server):
    (checkout / "supabase/migrations/20260101000002_widen.sql").write_text(f"{WIDE};")
    with (checkout / "policies/intent.toml").open("a") as file:
        file.write("# changed\n")
    done = diff("--since", "HEAD", folder=checkout)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("## Who can do what: HEAD → the work tree\n")
    assert "gains select on shop.documents of other tenants: 2 of 2 canaries" in done.stdout
    assert "> intent.toml differs in HEAD; the one of the work tree is used." in done.stdout
    assert [*checkout.glob("bo_diff_*")] == []


def test_rows_that_are_part_of_the_rules(diff, checkout):
    """Reference rows say who may do what as much as policies do."""
    rows = checkout / "seeds/reference/010_members.sql"
    rows.parent.mkdir(parents=True)
    row = f"('{TEAM_TWO}', '{ANN}')"
    rows.write_text(f"insert into shop.members values {row} on conflict do nothing;")
    done = diff("--since", "HEAD", "--json", folder=checkout)
    assert done.returncode == 1, done.stderr
    [change] = json.loads(done.stdout)["changes"]
    assert (change["effect"], change["object"]) == ("wider", "shop.members")
    assert change["what"].startswith("row of shop.members added: {")


def test_since_a_revision_that_is_the_same(diff, checkout):
    done = diff("--since", "HEAD", folder=checkout)
    assert done.returncode == 0, done.stderr
    assert "**Nothing changed**" in done.stdout
    assert "differs in" not in done.stdout


@pytest.mark.parametrize(
    ("change", "told", "code"),
    [
        ("", "**Nothing changed**", 0),
        (WIDE, "**Something widened.**", 1),
        ("alter policy select_member on shop.documents using (false)", "Nothing widened.", 1),
        ("comment on table shop.documents is 'Papers.'", "comment `table shop.documents` added", 1),
    ],
)
def test_the_source_against_the_migrations(diff, checkout, change, told, code):
    """What the migrations make may differ in nothing from what the source makes."""
    (checkout / "sql").mkdir()
    (checkout / "sql/shop.sql").write_text(f"{(HERE / 'shop.sql').read_text()}\n{change};")
    done = diff("--source", "--same", folder=checkout)
    assert done.stdout.startswith("## Who can do what: the migrations → the source\n"), done.stderr
    assert told in done.stdout
    assert done.returncode == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name two databases by address, a revision with --since, or --source"),
        (["postgresql://x/y"], "name two databases by address, a revision with --since, or --"),
        (["postgresql://x/y", "--since", "HEAD"], "addresses exclude --since and --source"),
        (["postgresql://x/y", "postgresql://x/z", "--source"], "addresses exclude --since and"),
        (["--since", "nothing"], "git knows no revision nothing"),
        (["--since", "--help"], "git knows no revision --help"),
        (["--since", "HEAD", "--intent", "nothing.toml"], "nothing.toml cannot be read"),
    ],
)
def test_wrong_usage(diff, checkout, arguments, message):
    done = diff(*arguments, folder=checkout)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
