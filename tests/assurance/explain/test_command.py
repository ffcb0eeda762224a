"""`bo policy explain` as it is typed; and it leaves nothing behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bo_cli.db.connect import connect
from bo_cli.db.facts import read_contents, read_facts

USER = "00000000-0000-4000-8000-000000000002"
SETTING = '{"environment": "local", "key": "a", "value": 1}'


@pytest.fixture
def explain(database_url, project):
    def run(*arguments, folder: Path = project.root):
        command = [sys.executable, "-m", "bo_cli", "policy", "explain", "--db-url", database_url]
        return subprocess.run(
            [*command, *arguments],
            cwd=folder,
            env=None,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def everything(url):
    with connect(url) as connection:
        return read_facts(connection) | read_contents(connection)


def test_a_row_for_people_and_for_programs(explain):
    text = explain("--as", "user@user.com", "public.people", USER)
    assert text.returncode == 0, text.stderr
    assert text.stdout.splitlines()[0] == f"user@user.com sees public.people id={USER}"
    assert "✓ select_self_or_manager (permissive, to authenticated)" in text.stdout
    found = json.loads(explain("--as", "user@user.com", "public.people", USER, "--json").stdout)
    assert found["allowed"]
    [policy] = found["stages"][0]["policies"]
    assert (policy["policy"], policy["admits"]) == ("select_self_or_manager", True)
    assert [part["value"] for part in policy["condition"]["parts"]] == ["true", "false"]


def test_an_identity_of_the_intent_file(explain):
    done = explain("--as", "client_user", "people", USER, "--json")
    assert json.loads(done.stdout)["allowed"], done.stderr


@pytest.mark.parametrize(
    "question",
    [
        ["people"],
        ["people", USER],
        ["people", USER, "--command", "update"],
        ["people", USER, "--command", "delete"],
        ["env_settings", "--command", "insert", "--set", SETTING],
        ["current_conversation_scores"],
        ["list_conversations"],
    ],
)
def test_nothing_is_left_behind(explain, database_url, question):
    before = everything(database_url)
    done = explain("--as", "admin@admin.com", *question)
    assert done.returncode == 0, done.stderr
    assert everything(database_url) == before


def test_outside_of_a_project(explain, tmp_path):
    done = explain("--as", "anon", "public.people", folder=tmp_path)
    assert done.stdout.startswith("anon sees 0 of "), done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["people", USER, "--all"], "--all and an ID exclude each other"),
        (["people", USER, "--claims", "{"], "--claims is not JSON"),
        (["people", "--command", "insert", "--set", "[]"], "--set is not a JSON object"),
        (["nothing"], "there is no table, view or function nothing"),
        (["people", "--intent", "nothing.toml"], "the intent file nothing.toml cannot be read"),
        (["people", USER, "--as", "nobody"], "nobody is called nobody"),
    ],
)
def test_wrong_usage(explain, arguments, message):
    done = explain(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
