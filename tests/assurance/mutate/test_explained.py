"""What a person says of mutants that nothing can notice; what becomes of it when it is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bo_cli.assurance.mutate.explained import Explanations, explanations_beside
from bo_cli.assurance.mutate.model import Fate
from bo_cli.assurance.mutate.places import AddressPlace
from bo_cli.assurance.mutate.report import Report, figures_json, text
from bo_cli.assurance.mutate.run import Choice, Judges, run
from bo_cli.core.errors import UsageError

from .test_judging import POLICY, SUITE, folders

CHOICE = Choice(only=(POLICY,), kind="policy-drop")
MUTATE = [sys.executable, "-m", "bo_cli", "policy", "mutate", "--judge", "suites"]
MUTATE += ["--tests", str(SUITE), "--at-least", "0"]
REASON = "nobody closes tickets yet"


def written(folder: Path, *lines: str) -> Path:
    (folder / "mutants.toml").write_text("\n".join(lines))
    return folder / "intent.toml"


def judged(url: str, explained: Explanations) -> Report:
    return run(AddressPlace(url), CHOICE, Judges(folders(SUITE), None, explained=explained))


def faults(url: str) -> dict[Fate, str]:
    return {o.fate: o.mutant.fault for o in judged(url, Explanations()).outcomes}


def test_what_is_explained_is_left_out_of_the_rate(desk_url: str) -> None:
    survived = faults(desk_url)[Fate.SURVIVED]
    report = judged(desk_url, Explanations(None, {POLICY: {survived: REASON}}))
    found = {o.fate: o.why for o in report.outcomes}
    assert found[Fate.EXPLAINED] == REASON
    assert (report.rate, report.unnoticed, report.wrongly_explained) == (1.0, [], frozenset())
    figures = figures_json(report)["all"]
    assert (figures["mutants"], figures["killed"], figures["explained"]) == (2, 1, 1)


def test_what_is_explained_but_noticed_is_told(desk_url: str) -> None:
    killed = faults(desk_url)[Fate.KILLED]
    report = judged(desk_url, Explanations(None, {POLICY: {killed: REASON}}))
    [wrong] = report.wrongly_explained
    assert {o.mutant.id for o in report.outcomes if o.fate is Fate.KILLED} == {wrong}
    assert "is explained, yet noticed by suite/tickets.sql: take the explanation out" in text(
        report
    )


def test_the_command_fails_where_a_reason_is_wrong(desk_url: str, tmp_path: Path) -> None:
    found = faults(desk_url)
    for fate, code in ((Fate.KILLED, 1), (Fate.SURVIVED, 0)):
        written(tmp_path, f"['{POLICY}']", f"{json.dumps(found[fate])} = '{REASON}'")
        command = [*MUTATE, "--only", POLICY, "--kind", "policy-drop", "--db-url", desk_url]
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr


def test_what_is_explained_and_no_mutant_is_an_error(desk_url: str, tmp_path: Path) -> None:
    intent = written(tmp_path, f'["{POLICY}"]', f'"`closed` is gone" = "{REASON}"')
    with pytest.raises(UsageError, match=r"mutants\.toml: there is no such mutant .*`closed` is"):
        judged(desk_url, explanations_beside(intent))


def test_no_file_explains_nothing(tmp_path: Path) -> None:
    assert explanations_beside(tmp_path / "intent.toml") == Explanations()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[", r"mutants\.toml: is not TOML"),
        ('["a.b"]\n"it" = ""', r'mutants\.toml: \["a\.b"\] should say of each mutant why'),
        ('"a.b" = "it"', r'mutants\.toml: \["a\.b"\] should say of each mutant why'),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        explanations_beside(written(tmp_path, line))
