"""A suite with a hole leaves exactly the mutants that it does not see; the matrix sees the rest."""

from dataclasses import replace
from multiprocessing import spawn
from pathlib import Path

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.mutate import suites, trace
from bo_cli.assurance.mutate.choosing import Folders, find_tests
from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.assurance.mutate.matrix_judge import Looking, Share, look_at
from bo_cli.assurance.mutate.model import Fate
from bo_cli.assurance.mutate.places import AddressPlace
from bo_cli.assurance.mutate.report import Report, figures_json, text
from bo_cli.assurance.mutate.run import Choice, Judges, run
from bo_cli.assurance.mutate.seeing import Eye
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.assurance.world.world import open_world
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError, UsageError
from bo_cli.db.connect import Connection, connect, database_of, with_database
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

from .conftest import HERE, everything

POLICY = "desk.tickets: policy select_team"
SUITE = HERE / "suite"
LOOKING = Looking(HERE / "intent.toml")


def folders(*paths: Path) -> Folders:
    return find_tests(HERE, paths)


def judged(url: str, choice: Choice, judges: Judges) -> Report:
    return run(AddressPlace(url), choice, judges)


def test_a_hole_in_the_suite_is_the_survivor(desk_url: str) -> None:
    choice = Choice(only=(POLICY,), kind="policy-drop")
    report = judged(desk_url, choice, Judges(folders(SUITE), None))
    team, closed = report.outcomes
    assert (team.fate, team.by) == (Fate.KILLED, "suite/tickets.sql")
    assert team.why.startswith("not ok 1 - an agent reads the own team")
    assert (closed.fate, closed.by) == (Fate.SURVIVED, "")
    assert "`(closed_at IS NULL)` is dropped" in closed.mutant.line
    assert report.rate == 0.5


def test_what_the_suite_misses_the_matrix_sees_or_it_is_equivalent(desk_url: str) -> None:
    report = judged(desk_url, Choice(only=(POLICY,)), Judges(folders(SUITE), LOOKING))
    alive = {o.mutant.kind: o.fate for o in report.outcomes if o.fate is not Fate.KILLED}
    assert alive == {
        "policy-drop": Fate.SEEN,
        # Nobody else has a right to the table, and these rights are for reading.
        "policy-role": Fate.EQUIVALENT,
        "policy-command": Fate.SEEN,
    }
    [hole] = [o for o in report.unnoticed if o.mutant.kind == "policy-drop"]
    assert "closed_at IS NULL" in hole.mutant.shown or "closed_at" in hole.mutant.line
    assert "|desk.tickets|select" in hole.by
    assert hole.mutant.apply.splitlines()[0] in text(report)
    figures = figures_json(report)
    assert figures["all"]["equivalent"] == 1
    assert figures["matrix_mutants_per_second"] > 0


def test_the_matrix_alone_sees_what_anybody_can_notice(desk_url: str) -> None:
    for kind in ("grant", "view-invoker", "rls-off"):
        report = judged(desk_url, Choice(only=("desk.ti*",), kind=kind), Judges(None, LOOKING))
        table_or_view = [o for o in report.outcomes if o.mutant.object == "desk.tickets"]
        assert {o.fate for o in table_or_view or report.outcomes} == {Fate.SEEN}, kind


def test_nothing_is_left_behind(desk_url: str, desk: Connection) -> None:
    before = everything(desk)
    judged(desk_url, Choice(only=("desk.tickets*",)), Judges(folders(SUITE), LOOKING))
    assert everything(desk) == before


def test_a_mutant_that_does_not_end_is_killed(desk_url: str) -> None:
    choice = Choice(only=("desk.teams_with*",), kind="body-widen")
    report = judged(desk_url, choice, Judges(folders(HERE / "endless"), None))
    assert {o.fate for o in report.outcomes} == {Fate.KILLED}
    assert report.outcomes[0].why.startswith("does not come to an end")


def test_a_suite_that_fails_without_a_mutant_judges_nothing(desk_url: str, tmp_path: Path) -> None:
    (tmp_path / "red.sql").write_text("begin; select plan(1); select ok(false, 'red'); rollback;")
    with pytest.raises(BoError, match=r"red\.sql fails without any mutant: not ok 1 - red"):
        judged(desk_url, Choice(kind="rls-off"), Judges(folders(tmp_path), None))


def test_a_test_that_takes_too_long_does_not_end_the_run(
    desk_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(trace, "LONGEST_S", 0.3)
    slow = tmp_path / "slow.sql"
    slow.write_text("begin; select plan(1); select pg_sleep(9); select pass('x'); rollback;")
    choice = Choice(only=(POLICY,), kind="policy-drop")
    report = judged(desk_url, choice, Judges(folders(SUITE, slow), None))
    assert [outcome.fate for outcome in report.outcomes] == [Fate.KILLED, Fate.SURVIVED]
    assert report.asked.untraced == {str(slow)}
    said = f"{slow} could not be traced: takes longer than"
    assert said in capsys.readouterr().err
    assert said in text(report)
    assert figures_json(report)["untraced"] == [str(slow)]


def test_a_database_without_pgtap_is_said(database_server: ConnectionInfo) -> None:
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url:
        owner = with_database(str(database_server.admin_url), database_of(url))
        with connect(owner, autocommit=True) as connection:
            connection.execute("drop extension if exists pgtap")
        with connect(url, autocommit=True) as connection:
            connection.execute((HERE / "desk.sql").read_bytes())
        with pytest.raises(BoError, match="the database has no pgTAP"):
            judged(url, Choice(kind="rls-off"), Judges(folders(SUITE), None))


def test_a_test_that_commits_is_refused(desk_url: str, tmp_path: Path) -> None:
    (tmp_path / "left.sql").write_text("begin; select plan(1); select pass('x'); commit;")
    with pytest.raises(UsageError, match=r"left\.sql commits"):
        judged(desk_url, Choice(kind="rls-off"), Judges(folders(tmp_path), None))


def test_python_tests_cannot_judge_an_address(desk_url: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it() -> None: pass")
    with pytest.raises(UsageError, match="Python tests cannot judge"):
        judged(desk_url, Choice(kind="rls-off"), Judges(folders(tmp_path), None))


def test_a_folder_without_tests_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no tests in"):
        folders(tmp_path)
    with pytest.raises(UsageError, match="no tests at"):
        folders(tmp_path / "nowhere")


def test_the_matrix_does_not_wait_for_each_probe_of_a_mutant_that_hangs(
    desk_url: str, desk: Connection
) -> None:
    with (
        connect(desk_url) as connection,
        open_world(connection, load_intent(LOOKING.intent)) as world,
    ):
        schema = read_schema(connection)
        mutants = mutants_of(schema)
        [guard] = [m for m in mutants if m.kind == "body-widen" and "desk.teams_with" in m.object]
        share = Share((guard,), 0, 1)
        eye = Eye(world, share.names(world), Watched(connection, schema, share.mutants))
        endless = guard.undo.replace("begin", "begin while true loop end loop;", 1)
        outcome = eye.judge(replace(guard, apply=endless))
        assert outcome.fate is Fate.SEEN
        assert "57014" in outcome.why
        assert eye.judge(replace(guard, apply=guard.undo)).fate is Fate.EQUIVALENT


def test_few_tests_are_all_asked_however_long_they_take(
    desk_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = (SUITE / "tickets.sql").read_text()
    (tmp_path / "slow.sql").write_text(quick.replace("select plan", "select pg_sleep(0.6), plan"))
    choice = Choice(only=(POLICY,), kind="policy-n*")
    report = judged(desk_url, choice, Judges(folders(tmp_path), None))
    assert {o.fate for o in report.outcomes} == {Fate.KILLED}
    monkeypatch.setattr(suites, "FEW_S", 0)
    report = judged(desk_url, choice, Judges(folders(tmp_path), None))
    assert {o.fate for o in report.outcomes} == {Fate.KILLED}
    monkeypatch.setattr(suites, "MOST_S", 0)
    report = judged(desk_url, choice, Judges(folders(tmp_path), None))
    assert {o.fate for o in report.outcomes} == {Fate.SURVIVED}
    monkeypatch.setattr(suites, "MOST_S", 60)
    monkeypatch.setattr(suites, "RUNS", 0)
    report = judged(desk_url, choice, Judges(folders(tmp_path), None))
    assert {o.fate for o in report.outcomes} == {Fate.SURVIVED}
    assert "there was no time for 1 more tests that may notice it" in text(report)


def test_what_some_leave_of_the_time_others_have(
    desk_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds, notices in (("quick", 0.3, "desk.members"), ("slow", 0.8, "desk.teams")):
        (tmp_path / f"{name}.sql").write_text(
            f"begin; select plan(1); select pg_sleep({seconds});"
            " select ok(relrowsecurity, 'is secured')"
            f" from pg_class where oid = '{notices}'::regclass; rollback;"
        )
    for name, value in (("LEAST_S", 0), ("PATIENCE", 0), ("FEW_S", 0), ("RUNS", 1)):
        monkeypatch.setattr(suites, name, value)
    # Each of the two has half of the time, which is not enough for the slow one at first.
    choice = Choice(only=("desk.teams", "desk.members"), kind="rls-off")
    report = judged(desk_url, choice, Judges(folders(tmp_path), None))
    assert {o.by for o in report.outcomes} == {
        str(tmp_path / f"{n}.sql") for n in ("quick", "slow")
    }
    monkeypatch.setattr(suites, "WORTH_A_PASS", 2)
    report = judged(desk_url, choice, Judges(folders(tmp_path), None))
    assert {o.fate for o in report.outcomes} == {Fate.KILLED, Fate.SURVIVED}
    assert "there was no time for 1 more tests that may notice it" in text(report)


def test_a_worker_of_the_matrix_that_dies_at_once_ends_the_run(
    desk_url: str, desk_schema: Schema
) -> None:
    # More than can be written to somebody who does not read.
    mutants = [replace(each, line=str(n)) for n in range(50) for each in mutants_of(desk_schema)]
    python = spawn.get_executable()
    spawn.set_executable("/bin/false")
    try:
        with pytest.raises(BoError, match="a worker of the matrix has ended"):
            list(look_at(AddressPlace(desk_url), LOOKING, mutants))
    finally:
        spawn.set_executable(python)
