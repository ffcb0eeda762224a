"""Settings: where they come from, which of them wins, and what is said about a wrong one."""

import subprocess
import sys
from pathlib import Path

import pytest

from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in ("BO_ENGINE", "BO_ENVIRONMENT", "BO_DB_URL", "BO_DB_PORT", "BO_STATE_DIR"):
        monkeypatch.delenv(name, raising=False)
    return Project(tmp_path)


def test_without_anything_the_defaults_count(checkout):
    settings = load_settings(checkout)
    assert (settings.engine, settings.environment, settings.db_port) == ("embedded", "local", None)
    assert settings.state_path(checkout) == checkout.root / ".bo"


def test_a_flag_beats_the_environment_which_beats_the_file(checkout, monkeypatch):
    (checkout.root / ".env").write_text(
        "BO_ENGINE=docker\nBO_ENVIRONMENT='staging'\nBO_DB_PORT=5001 # ours\nOTHER=1\n"
    )
    monkeypatch.setenv("BO_ENVIRONMENT", "test")
    monkeypatch.setenv("BO_DB_PORT", "5002")
    settings = load_settings(checkout, db_port=5003, engine=None)
    assert (settings.engine, settings.environment, settings.db_port) == ("docker", "test", 5003)


def test_an_empty_variable_is_as_good_as_none(checkout, monkeypatch):
    (checkout.root / ".env").write_text("BO_DB_PORT=5001\n")
    monkeypatch.setenv("BO_DB_PORT", "")
    monkeypatch.setenv("BO_DB_URL", "")
    settings = load_settings(checkout)
    assert (settings.db_port, settings.db_url) == (5001, None)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("BO_ENGINE", "foo", "it must be one of embedded, docker, url"),
        ("BO_ENVIRONMENT", "Local", "it must be one of local, test, staging, production"),
        ("BO_DB_PORT", "many", "it must be a port, 1 to 65535"),
        ("BO_API_PORT", "65536", "it must be a port, 1 to 65535"),
        ("BO_API_PORT", "0", "it must be a port, 1 to 65535"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_may_be(checkout, monkeypatch, name, value, wanted):
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as caught:
        load_settings(checkout)
    assert caught.value.message == f"setting {name} is {value!r}: {wanted}"


def test_a_wrong_flag_is_a_wrong_setting(checkout):
    with pytest.raises(UsageError, match="BO_ENGINE is 'foo'"):
        load_settings(checkout, engine="foo")


# What took most of the start of every command, and serves only a few of them.
HEAVY = {"pydantic", "supabase", "docker", "testcontainers", "pytest", "rich", "jwt", "postgast"}


def test_starting_bo_loads_nothing_that_only_some_commands_need():
    code = "import sys, bo_cli.commands.main; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert HEAVY & set(done.stdout.split()) == set()
