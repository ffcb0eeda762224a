"""What earlier runs have shown is true as long as nothing has changed that it depends on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bo_cli.assurance.mutate import suites
from bo_cli.assurance.mutate.choosing import depends_on, find_tests
from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.docket import Docket
from bo_cli.assurance.mutate.fingerprints import Fingerprints
from bo_cli.assurance.mutate.matrix_judge import Looking
from bo_cli.assurance.mutate.memory import WORTH, Kill, Memory, remembered
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.places import AddressPlace
from bo_cli.assurance.mutate.ranking import Try
from bo_cli.assurance.mutate.report import Report, figures_json, text
from bo_cli.assurance.mutate.run import Choice, Judges, run
from bo_cli.assurance.mutate.suites import Crew
from bo_cli.assurance.mutate.touches import Names

from .conftest import HERE

SUITE = "suite/tickets.sql"
CHOICE = Choice(only=("desk.tickets: policy select_team",))


def mutant(number: int) -> Mutant:
    return Mutant("body-drop", "desk.tidy(text)", f"{number}", "", "", "", "", frozenset())


def test_it_is_kept_for_the_mutants_that_there_are(tmp_path: Path) -> None:
    one, two, gone = (mutant(number) for number in range(3))
    kills = {two.id: Kill("was.sql", "as it was"), gone.id: Kill("gone.sql", "as it was")}
    memory = Memory(kills, {one.id: "was missed"})
    outcomes = [Outcome(one, Fate.KILLED, "one.sql"), Outcome(two, Fate.EQUIVALENT)]
    learned = {"desk": {"one.sql": (1.0, 2.0)}}
    memory.note(outcomes, lambda each: f"tests of {each.id}", lambda _each, by: f"as {by}", learned)
    file = tmp_path / "new" / "noticed.json"
    memory.keep(file, {one.id, two.id})
    assert remembered(file) == Memory(
        {one.id: Kill("one.sql", "as one.sql")}, {two.id: f"tests of {two.id}"}, learned
    )
    assert remembered(tmp_path / "none.json") == Memory()


def test_of_what_was_learned_no_more_counts_than_of_a_few_mutants(tmp_path: Path) -> None:
    file = tmp_path / "noticed.json"
    Memory(learned={"desk": {"one.sql": (30, 10)}}).keep(file, ())
    [(kills, passes)] = remembered(file).learned["desk"].values()
    assert (kills, passes) == (WORTH * 0.75, WORTH * 0.25)


def judged(url: str, state: Path, *, is_fresh: bool = False, folder: Path = HERE) -> Report:
    judges = Judges(find_tests(folder, [folder / "suite"]), None, state, is_fresh)
    return run(AddressPlace(url), CHOICE, judges)


def fates(report: Report) -> dict[str, tuple[Fate, str]]:
    return {each.mutant.id: (each.fate, each.by) for each in report.outcomes}


def test_a_second_run_comes_to_the_same_and_so_does_one_that_remembers_wrongly(
    desk_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = fates(judged(desk_url, tmp_path))
    memory = remembered(tmp_path / "noticed.json")
    killed = {each for each, (fate, _by) in first.items() if fate is Fate.KILLED}
    assert {each: kill.by for each, kill in memory.kills.items()} == dict.fromkeys(killed, SUITE)
    assert memory.missed.keys() == first.keys() - killed
    assert killed
    assert memory.missed
    second = judged(desk_url, tmp_path)
    assert fates(second) == first
    figures = figures_json(second)
    assert (figures["known"], figures["kept"]) == (len(first), len(killed))
    # What was missed is not asked of the suites before the matrix, but of one test after it.
    said = capsys.readouterr().err
    missed = len(memory.missed)
    assert f"{missed}/{missed} judged by the suites, {missed} not" in said
    assert f"{len(first)} known from an earlier run, {len(killed)} of them not tried" in text(
        second
    )
    wrong = dict.fromkeys(first, Kill(SUITE, "as it was once"))
    Memory(wrong).keep(tmp_path / "noticed.json", first.keys())
    assert fates(judged(desk_url, tmp_path)) == first
    Memory({}, dict.fromkeys(first, "hash of other tests")).keep(
        tmp_path / "noticed.json", first.keys()
    )
    assert fates(judged(desk_url, tmp_path)) == first


def test_a_run_that_is_stopped_keeps_who_noticed_what_until_then(
    desk_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Crew, "judge_longer", stop)
    with pytest.raises(KeyboardInterrupt):
        judged(desk_url, tmp_path)
    memory = remembered(tmp_path / "noticed.json")
    assert memory.kills
    assert not memory.missed
    monkeypatch.undo()
    assert judged(desk_url, tmp_path).asked.kept == len(memory.kills)


def test_what_there_was_no_time_for_is_asked_in_the_next_run(
    desk_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEW_S", "MOST_S", "LEAST_S", "PATIENCE"):
        monkeypatch.setattr(suites, name, -1.0)
    assert {fate for fate, _by in fates(judged(desk_url, tmp_path)).values()} == {Fate.SURVIVED}
    assert not remembered(tmp_path / "noticed.json").missed
    monkeypatch.undo()
    assert Fate.KILLED in {fate for fate, _by in fates(judged(desk_url, tmp_path)).values()}


def test_a_test_that_is_mended_notices_what_was_missed(desk_url: str, tmp_path: Path) -> None:
    suite = tmp_path / "suite"
    suite.mkdir()
    text = (HERE / SUITE).read_text()
    (suite / "tickets.sql").write_text(text)
    before = fates(judged(desk_url, tmp_path / "kept", folder=tmp_path))
    missed = {each for each, (fate, _by) in before.items() if fate is Fate.SURVIVED}
    reopened = "update desk.tickets set closed_at = null;"
    assert reopened in text
    mended = text.replace(reopened, "").replace("array['mine', 'old']", "array['mine']")
    (suite / "tickets.sql").write_text(mended)
    after = fates(judged(desk_url, tmp_path / "kept", folder=tmp_path))
    assert any(after[each][0] is Fate.KILLED for each in missed)


def test_a_kill_is_forgotten_when_its_test_has_changed(desk_url: str, tmp_path: Path) -> None:
    suite = tmp_path / "suite"
    suite.mkdir()
    text = (HERE / SUITE).read_text()
    (suite / "tickets.sql").write_text(text)
    first = fates(judged(desk_url, tmp_path / "kept", folder=tmp_path))
    assert Fate.KILLED in {fate for fate, _by in first.values()}
    blind = "begin;\nselect plan(1);\nselect ok(true, 'nothing of tickets');\nrollback;\n"
    (suite / "tickets.sql").write_text(blind)
    after = judged(desk_url, tmp_path / "kept", folder=tmp_path)
    assert {fate for fate, _by in fates(after).values()} == {Fate.SURVIVED}
    assert after.asked.kept == 0


def test_a_kill_depends_on_its_test_and_on_what_was_broken(desk_schema: Schema) -> None:
    catalogue = desk_schema.catalogue
    objects = dict.fromkeys([*catalogue.relations, *catalogue.functions], "as it is")
    prints = Fingerprints("common", objects, frozenset(), Names(catalogue))
    broken = Mutant("policy-drop", "", "", "", "", "", "", frozenset({"desk.tickets"}))
    before = depends_on({SUITE: "1"}, prints)(broken, SUITE)
    changed = replace(prints, objects={**objects, "desk.tickets": "changed"})
    another = replace(prints, objects={**objects, "desk.titles": "changed"})
    assert depends_on({SUITE: "1"}, another)(broken, SUITE) == before
    assert depends_on({SUITE: "1"}, changed)(broken, SUITE) != before
    assert depends_on({SUITE: "2"}, prints)(broken, SUITE) != before


def test_a_fresh_run_forgets_what_it_judges_and_nothing_else(desk_url: str, tmp_path: Path) -> None:
    judged(desk_url, tmp_path)
    traces, noticed = tmp_path / "traces.json", tmp_path / "noticed.json"
    known = json.loads(traces.read_text())
    assert [test["id"] for test in known["sources"][SUITE]["tests"]] == [SUITE]
    traces.unlink()
    traces.write_text(json.dumps({**known, "watched": ["nothing"]}))
    another = {"another": Kill("other.sql", "as it is")}
    Memory(another, learned={"desk": {SUITE: (1, 0)}}).keep(noticed, ["another"])
    judges = Judges(None, None, tmp_path, is_fresh=True)
    assert judges.recall([mutant(1)]) == Memory(another)
    judged(desk_url, tmp_path, is_fresh=True)
    assert json.loads(traces.read_text())["watched"] == known["watched"]


def test_what_was_missed_and_is_equivalent_is_asked_of_the_matrix_alone(
    desk_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judges = Judges(find_tests(HERE, [HERE / "suite"]), Looking(HERE / "intent.toml"), tmp_path)
    first = fates(run(AddressPlace(desk_url), CHOICE, judges))
    tried: list[str] = []
    note = Docket.note

    def noting(docket: Docket, each: Try, noticed: bool) -> None:
        tried.append(each.mutant.id)
        note(docket, each, noticed)

    monkeypatch.setattr(Docket, "note", noting)
    assert fates(run(AddressPlace(desk_url), CHOICE, judges)) == first
    equivalent = {each for each, (fate, _by) in first.items() if fate is Fate.EQUIVALENT}
    assert equivalent
    missed = {each for each, (fate, _by) in first.items() if fate is not Fate.KILLED}
    assert sorted(tried) == sorted(missed - equivalent)
