"""What earlier runs have shown says what is tried first, and is never a mutant's fate."""

import json
from pathlib import Path

import pytest

from bo_cli.assurance.mutate.choosing import find_tests
from bo_cli.assurance.mutate.docket import Docket
from bo_cli.assurance.mutate.matrix_judge import Looking
from bo_cli.assurance.mutate.memory import WORTH, Memory, remembered
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.places import AddressPlace
from bo_cli.assurance.mutate.ranking import Try
from bo_cli.assurance.mutate.report import Report, figures_json, text
from bo_cli.assurance.mutate.run import Choice, Judges, run

from .conftest import HERE

SUITE = "suite/tickets.sql"
CHOICE = Choice(only=("desk.tickets: policy select_team",))


def mutant(number: int) -> Mutant:
    return Mutant("body-drop", "desk.tidy(text)", f"{number}", "", "", "", "", frozenset())


def test_it_is_kept_for_the_mutants_that_there_are(tmp_path: Path) -> None:
    one, two, gone = (mutant(number) for number in range(3))
    memory = Memory({two.id: "was.sql", gone.id: "gone.sql"}, {one.id: "was missed"})
    outcomes = [Outcome(one, Fate.KILLED, "one.sql"), Outcome(two, Fate.EQUIVALENT)]
    memory.note(outcomes, lambda each: f"tests of {each.id}", {"desk": {"one.sql": (1, 2)}})
    file = tmp_path / "new" / "noticed.json"
    memory.keep(file, {one.id, two.id})
    assert remembered(file) == Memory(
        {one.id: "one.sql"}, {two.id: f"tests of {two.id}"}, {"desk": {"one.sql": (1, 2)}}
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
    assert memory.noticed == dict.fromkeys(killed, SUITE)
    assert memory.missed.keys() == first.keys() - killed
    assert killed
    assert memory.missed
    second = judged(desk_url, tmp_path)
    assert fates(second) == first
    assert figures_json(second)["known"] == len(first)
    # What was missed is not asked of the suites before the matrix, but of one test after it.
    said = capsys.readouterr().err
    assert f"{len(first)}/{len(first)} judged by the suites, {len(memory.missed)} not" in said
    assert f"{len(first)} known from an earlier run" in text(second)
    wrong = dict.fromkeys(first, SUITE)
    Memory(wrong).keep(tmp_path / "noticed.json", first.keys())
    assert fates(judged(desk_url, tmp_path)) == first
    Memory({}, dict.fromkeys(first, "hash of other tests")).keep(
        tmp_path / "noticed.json", first.keys()
    )
    assert fates(judged(desk_url, tmp_path)) == first


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


def test_a_fresh_run_forgets_what_it_judges_and_nothing_else(desk_url: str, tmp_path: Path) -> None:
    judged(desk_url, tmp_path)
    traces, noticed = tmp_path / "traces.json", tmp_path / "noticed.json"
    known = json.loads(traces.read_text())
    assert [test["id"] for test in known["sources"][SUITE]["tests"]] == [SUITE]
    traces.write_text(json.dumps({**known, "watched": ["nothing"]}))
    Memory({"another": "other.sql"}, learned={"desk": {SUITE: (1, 0)}}).keep(noticed, ["another"])
    judges = Judges(None, None, tmp_path, is_fresh=True)
    assert judges.recall([mutant(1)]) == Memory({"another": "other.sql"})
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
    assert sorted(tried) == sorted(first.keys() - equivalent)
