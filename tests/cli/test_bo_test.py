"""`bo test` in a checkout of its own: what it says and how it exits."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings

GOOD = """-- row: R05, R26
begin;
select plan(2);
select tests.sign_up('somebody@example.com');
select is(1, 1, 'one is one');
select pass('and that is that');
select * from finish();
rollback;
"""
WRONG = GOOD.replace("is(1, 1, 'one is one')", "is(1, 2, 'one is two')")
BROKEN = GOOD.replace("select is(1, 1, 'one is one');", "\n-- why\nselect 1 / 0;")
COMMITTED = GOOD.replace("rollback;", "commit;")
NAME_OF_DATABASE = """
from pathlib import Path
import pytest

@pytest.mark.row("R26")
def test_database(db):
    [name] = db.execute("select current_database()").fetchone()
    Path(__file__).with_suffix(".txt").write_text(name)
"""


@pytest.fixture
def checkout(project: Project, tmp_path: Path) -> Path:
    """A project with the same source and stack, and without tests."""
    for name in ("sql", "policies", "rpc", "seeds", "supabase", "bo_cli"):
        (tmp_path / name).symlink_to(project.root / name)
    shutil.copy(project.root / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "policies").mkdir(parents=True)
    shutil.copy(project.root / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "helpers").symlink_to(project.root / "tests" / "helpers")
    return tmp_path


def bo_test(
    checkout: Path, project: Project, *words: str | Path, **settings: str
) -> subprocess.CompletedProcess[str]:
    state = load_settings(project).state_path(project)
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    return subprocess.run(
        [Path(sys.executable).with_name("bo"), "test", *words],
        cwd=checkout,
        env=environment | {"BO_STATE_DIR": str(state)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def write(checkout: Path, text: str, name: str = "test_it.sql") -> Path:
    path = checkout / "tests" / "policies" / name
    path.write_text(text)
    return path


def test_passing_file(checkout: Path, project: Project, stack: object) -> None:
    report = checkout / "report.xml"
    write(checkout, GOOD)
    done = bo_test(checkout, project, "--policies", "--rows", "--junit", report)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 passed" in done.stdout
    assert "R05   passed  tests/policies/test_it.sql" in done.stdout
    assert "R26   passed  tests/policies/test_it.sql" in done.stdout
    [suite] = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 (our own file)
    assert (suite.get("failures"), suite.get("errors"), suite.get("skipped")) == ("0", "0", "0")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WRONG, "want: 2"),
        (BROKEN, "tests/policies/test_it.sql:7: division by zero (22012)"),
        (COMMITTED, "tests/policies/test_it.sql: must end with `rollback;`"),
        (GOOD.replace("plan(2)", "plan(3)"), "You planned 3 tests but actually ran 2"),
        (GOOD.replace("select plan(2);", ""), "You tried to run a test without a plan"),
    ],
    ids=["assertion", "error", "commit", "plan", "no plan"],
)
def test_failing_file(
    checkout: Path, project: Project, stack: object, text: str, message: str
) -> None:
    done = bo_test(checkout, project, write(checkout, text))
    assert done.returncode == 1
    assert message in done.stdout


def test_tap(checkout: Path, project: Project, stack: object) -> None:
    write(checkout, WRONG)
    done = bo_test(checkout, project, "--tap")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "TAP version 13",
        "not ok 1 - tests/policies/test_it.sql: one is two",
    ]
    assert "ok 2 - tests/policies/test_it.sql: and that is that" in lines
    assert lines[-1] == "1..3"


def test_a_file_that_cannot_connect_fails(checkout: Path, project: Project) -> None:
    nowhere = "postgresql://postgres:secret-word@127.0.0.1:1/postgres"
    done = bo_test(checkout, project, write(checkout, GOOD), BO_ENGINE="url", BO_DB_URL=nowhere)
    assert done.returncode == 1
    assert "1 failed" in done.stdout
    assert "skipped" not in done.stdout
    assert "secret-word" not in done.stdout + done.stderr


def test_sql_leaves_the_python_tests_out(checkout: Path, project: Project, stack: object) -> None:
    write(checkout, GOOD)
    write(checkout, "raise AssertionError", "test_it.py")
    # A second file of the same session counts from one again.
    write(checkout, GOOD, "test_more.sql")
    done = bo_test(checkout, project, "--sql", "-j", "1")
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_a_file_that_commits_leaves_the_next_one_alone(
    checkout: Path, project: Project, stack: object
) -> None:
    write(checkout, COMMITTED)
    write(checkout, GOOD.replace("somebody", "another"), "test_later.sql")
    done = bo_test(checkout, project, "--sql", "-j", "1")
    assert "1 failed, 1 passed" in done.stdout


def test_each_worker_has_its_own_database(checkout: Path, project: Project, stack: object) -> None:
    names = [write(checkout, NAME_OF_DATABASE, f"test_{name}.py") for name in ("a", "b")]
    done = bo_test(checkout, project, "-j", "2", "--rows")
    assert done.returncode == 0, done.stdout
    assert "R26   passed  tests/policies/test_a.py::test_database" in done.stdout
    first, second = (path.with_suffix(".txt").read_text() for path in names)
    assert first != second


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tests/nothing"], "no test at tests/nothing"),
        (["sql"], "sql is not below"),
        (["--keyword"], "--keyword"),
    ],
    ids=["missing", "elsewhere", "option without value"],
)
def test_bad_usage(checkout: Path, project: Project, words: list[str], message: str) -> None:
    done = bo_test(checkout, project, *words)
    assert done.returncode == 2
    assert message in done.stderr


def test_nothing_selected(checkout: Path, project: Project, stack: object) -> None:
    write(checkout, GOOD)
    done = bo_test(checkout, project, "-k", "nothing_like_it")
    assert done.returncode == 1
    assert "no test was selected" in done.stderr
