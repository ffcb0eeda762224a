"""`bo policy intent`: checks a file without a database, and says what one identity may do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import BEGINNING

RULES = """
[relations."public.people"]
select = { team = "own", admin = "all where not hidden" }
"update(name, phone)" = { user = "own" }
[functions."public.f"]
execute = { user = "tenants" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "intent.toml").write_text(BEGINNING + RULES)
    return tmp_path


def intent(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bo_cli", "policy", "intent", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_lists_the_identities(folder: Path) -> None:
    done = intent(folder)
    assert done.returncode == 0
    assert done.stdout == (
        "anon   anon           -                -\n"
        "user   authenticated  -                one\n"
        "admin  authenticated  admin@admin.com  one, two, three\n"
    )
    assert done.stderr == "1 entries for relations, 1 for functions\n"


def test_says_what_one_may_do(folder: Path) -> None:
    assert intent(folder, "--as", "user").stdout == (
        "own      select on public.people\n"
        "own      update(name, phone) on public.people\n"
        "tenants  execute on public.f\n"
    )


def test_as_json(folder: Path) -> None:
    assert json.loads(intent(folder, "--as", "admin", "--json").stdout) == [
        {"scope": "all", "action": "select", "subject": "public.people", "where": "not hidden"}
    ]


def test_somebody_for_whom_all_is_closed(folder: Path) -> None:
    done = intent(folder, "--as", "anon")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "nothing is open to anon\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--as", "usr"], "intent.toml: unknown identity 'usr' (do you mean user?)"),
        (["--as", "zzz"], "intent.toml: unknown identity 'zzz'; there are anon, user, admin"),
        (["--intent", "no.toml"], "the intent file no.toml cannot be read: No such file"),
    ],
)
def test_bad_usage(folder: Path, options: list[str], message: str) -> None:
    done = intent(folder, *options)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_broken_file(folder: Path) -> None:
    (folder / "intent.toml").write_text(BEGINNING + "[oops]")
    done = intent(folder)
    assert done.returncode == 2
    assert "intent.toml: oops: unknown key" in done.stderr
