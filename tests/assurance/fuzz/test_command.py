"""The command: what it prints, what it refuses, and that it leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.rest import Api
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db.admin import names_like
from bo_cli.db.connect import connect
from bo_cli.db.locks import try_lock
from bo_cli.policies.databases import CLONE_PREFIX

HERE = Path(__file__).parent
INTENT = ["--intent", str(HERE / "intent.toml")]
PATIENCE_S = 180
QUICK = ["--examples", "1", "--seed", "5"]
WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
sys.argv = ["bo", *sys.argv[1:]]
from bo_cli.commands.main import run
run()
"""
Done = subprocess.CompletedProcess[str]


def bo(project: Project, *arguments: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "bo_cli", "policy", "fuzz", *arguments],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )


DIGEST = """
select c.oid::regclass::text, query_to_xml(
  case c.relkind when 'S' then format('select last_value, is_called from %s', c.oid::regclass)
  else format('select md5(string_agg(r::text, %L order by r::text)) from %s r', '', c.oid::regclass)
  end, true, true, '')::text
from pg_class as c
where c.relkind in ('r', 'S')
  and c.relnamespace::regnamespace::text in ('public', 'private', 'auth', 'storage')
order by 1"""


def digest(url: str) -> list[tuple[str, str]]:
    """Every table's rows and every sequence's value."""
    with connect(url) as connection:
        return connection.execute(DIGEST.encode()).fetchall()


def test_a_clean_database_is_exit_0_and_left_as_it_was(project: Project, notes_url: str) -> None:
    before = digest(notes_url)
    done = bo(project, "--db-url", notes_url, *INTENT, *QUICK)
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        ["seed 5", "through SQL only: canaries are never committed to your database"],
    )
    assert done.stdout.splitlines()[-1].endswith("nothing found. Seed 5.")
    assert digest(notes_url) == before


def test_a_finding_is_exit_1_and_in_the_json(
    project: Project, notes_url: str, plant: Callable[[str], None]
) -> None:
    plant((HERE / "planted" / "view_of_the_owner.sql").read_text())
    only = ["--as", "ann", "--only", "titles", "--json"]
    done = bo(project, "--db-url", notes_url, *INTENT, *QUICK, *only)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["seed"] == 5
    finding = report["findings"][0]
    assert (finding["kind"], finding["identity"], finding["target"]) == (
        "leak",
        "ann",
        "public.titles",
    )
    again = bo(project, "--db-url", notes_url, *INTENT, "--json", *again_of(finding["again"]))
    assert json.loads(again.stdout)["findings"][0]["shown"] == finding["shown"]


def again_of(text: str) -> list[str]:
    return text.replace("'", "").split()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as", "carl"], "the intent file has no identity 'carl'"),
        (["--only", "nothing_*"], "no table, view or function matches 'nothing_*'"),
        (["--through", "rest"], "REST needs canaries that are committed"),
        (["--intent", "nowhere.toml"], "nowhere.toml"),
        (["--examples", "0"], "greater than or equal to 1"),
    ],
)
def test_wrong_usage_is_exit_2(
    project: Project, notes_url: str, arguments: list[str], says: str
) -> None:
    done = bo(project, "--db-url", notes_url, *INTENT, *QUICK, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_seconds_go_on_with_the_next_seeds(project: Project, notes_url: str) -> None:
    only = ["--as", "ann", "--only", "notes", "--json"]
    calls = []
    for options in (QUICK, [*QUICK, "--seconds", "3"]):
        done = bo(project, "--db-url", notes_url, *INTENT, *options, *only)
        calls.append(json.loads(done.stdout)["calls"]["sql"])
    assert calls[1] > calls[0]


def test_an_api_that_does_not_answer_is_named() -> None:
    nowhere = "http://127.0.0.1:9"
    pool = Pool([], [], {}, {}, {})
    api = Api(nowhere, pool, publishable_key="", secret_key="", jwt_secret="")
    with pytest.raises(BoError, match=f"the API at {nowhere} does not answer"):
        api.check()


def test_without_hypothesis_it_says_what_is_missing(project: Project, notes_url: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            WITHOUT_HYPOTHESIS,
            "policy",
            "fuzz",
            "--db-url",
            notes_url,
            *INTENT,
        ],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "fuzzing needs hypothesis" in done.stderr


@pytest.mark.parametrize("through", ["rest", "both"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_database_and_no_process(
    project: Project,
    database_server: ConnectionInfo,
    tmp_path: Path,
    how: signal.Signals,
    through: str,
) -> None:
    before = abandoned(database_server)
    process, server = run_until_the_api(project, tmp_path, through)
    # As Ctrl-C and a terminal that closes do: every process of the run hears it.
    os.killpg(process.pid, how)
    process.wait(PATIENCE_S)
    assert list(tmp_path.iterdir()) == []
    assert not is_alive(server)
    assert abandoned(database_server) - before == set()


def test_a_killed_run_takes_the_one_beside_it_along(
    project: Project, database_server: ConnectionInfo, tmp_path: Path
) -> None:
    before = abandoned(database_server)
    process, server = run_until_the_api(project, tmp_path, "both")
    process.kill()
    process.wait(PATIENCE_S)
    give_up = time.monotonic() + PATIENCE_S
    while list(tmp_path.glob("bo-api-*")) and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not is_alive(server)
    # The one through SQL could not be dropped by anybody; the next run does it.
    assert len(abandoned(database_server) - before) <= 1


def run_until_the_api(
    project: Project, folder: Path, through: str
) -> tuple[subprocess.Popen[bytes], int]:
    """A long run in a process group of its own, and the process of its API."""
    options = ["--through", through, "--seconds", "60"]
    process = subprocess.Popen(
        [sys.executable, "-m", "bo_cli", "policy", "fuzz", *options],
        cwd=project.root,
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    # The folder of the API is made once both databases are.
    give_up = time.monotonic() + PATIENCE_S
    while not list(folder.glob("bo-api-*/api.json")):
        if time.monotonic() > give_up:
            process.kill()
            pytest.fail(f"no API in {PATIENCE_S} s")
        time.sleep(0.1)
    [record] = folder.glob("bo-api-*/api.json")
    return process, json.loads(record.read_text())["pid"]


def is_alive(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and bool(command.read_bytes())


def abandoned(info: ConnectionInfo) -> set[str]:
    """The clones that no run holds."""
    found = set()
    with connect(str(info.admin_url), autocommit=True) as admin:
        for name in names_like(admin, CLONE_PREFIX):
            with try_lock(admin, name) as unused:
                if unused:
                    found.add(name)
    return found
