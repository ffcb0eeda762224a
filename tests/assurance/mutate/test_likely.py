"""Of a few mutants the files that speak most of them are asked first, and mostly they alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from bo_cli.assurance.mutate.choosing import find_tests
from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.explained import Explanations
from bo_cli.assurance.mutate.likely import Likely
from bo_cli.assurance.mutate.memory import remembered
from bo_cli.assurance.mutate.model import Fate
from bo_cli.assurance.mutate.places import AddressPlace
from bo_cli.assurance.mutate.report import Report
from bo_cli.assurance.mutate.run import Choice, Judges, run
from bo_cli.assurance.mutate.touches import Names

from .conftest import HERE

POLICY = "desk.tickets: policy select_team"
ABOUT = (HERE / "suite" / "tickets.sql").read_text()
DROPPED = Choice(only=(POLICY,), kind="policy-drop")
FILES = ("teams", "members", "titles")
BLIND = "begin;\nselect plan(1);\nselect pass('{}');\nrollback;\n"
CLOSED = """
begin;
select plan(1);
select set_config('request.jwt.claims', '{"sub": "a0000000-0000-4000-8000-000000000001"}', true);
set local role authenticated;
select is((select count(*) from desk.titles where title = 'old'), 0::bigint, 'hidden');
rollback;
"""


@pytest.fixture
def likely(desk_schema: Schema) -> Likely:
    texts = {
        "once.sql": "select from desk.tickets; " + "select from desk.teams; " * 200,
        "often.sql": "select from desk.tickets; " * 9,
        "titles.sql": "select from desk.titles;",
        "close.sql": "select desk.close_ticket(1);",
    }
    return Likely(texts, Names(desk_schema.catalogue))


def test_files_come_first_that_speak_most_of_it(likely: Likely) -> None:
    assert likely.files(frozenset({"desk.tickets"})) == ["often.sql", "once.sql"]
    assert likely.files(frozenset({"desk.titles", "desk.tickets"}))[0] == "often.sql"


def test_a_helper_is_tested_by_its_callers(likely: Likely) -> None:
    assert likely.files(frozenset({"desk.require(text)"})) == ["close.sql"]
    # Two policies of tickets call it, and require() does, of which no file speaks.
    assert likely.files(frozenset({"desk.teams_with(text)"})) == ["often.sql", "once.sql"]


def test_of_what_nothing_speaks_no_file_is_likely(likely: Likely) -> None:
    assert likely.files(frozenset({"desk.nowhere"})) == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One file about tickets, and others."""
    root = tmp_path / "suite"
    root.mkdir()
    (root / "tickets.sql").write_text(ABOUT)
    for name in FILES:
        (root / f"{name}.sql").write_text(BLIND.format(name))
    return root


def judged(url: str, root: Path, choice: Choice, **more: object) -> Report:
    judges = Judges(find_tests(root, [root]), None, **more)  # type: ignore[arg-type]
    return run(AddressPlace(url), choice, judges)


def test_what_the_likeliest_notice_no_other_is_asked(desk_url: str, root: Path) -> None:
    report = judged(desk_url, root, Choice(only=(POLICY,), kind="policy-n*"))
    assert {outcome.fate for outcome in report.outcomes} == {Fate.KILLED}
    assert report.asked.tests == {"tickets.sql"}


def test_what_they_do_not_notice_all_are_asked(desk_url: str, root: Path) -> None:
    (root / "titles.sql").write_text(CLOSED)
    report = judged(desk_url, root, DROPPED)
    assert {o.by for o in report.outcomes} == {"tickets.sql", "titles.sql"}
    assert len(report.asked.tests) == len(FILES) + 1


def test_what_is_explained_does_not_make_a_sample_ask_all(desk_url: str, root: Path) -> None:
    [survived] = [o for o in judged(desk_url, root, DROPPED).outcomes if not o.is_killed]
    why = Explanations(None, {POLICY: {survived.mutant.fault: "nobody closes tickets yet"}})
    sample = judged(desk_url, root, replace(DROPPED, sample=2), explained=why)
    assert {o.fate for o in sample.outcomes} == {Fate.KILLED, Fate.EXPLAINED}
    assert sample.asked.tests == {"tickets.sql"}
    # Whoever asks for it by name wants to know whether the reason holds.
    (root / "titles.sql").write_text(CLOSED)
    assert judged(desk_url, root, DROPPED, explained=why).wrongly_explained


def test_who_noticed_it_before_is_asked_first(desk_url: str, root: Path, tmp_path: Path) -> None:
    (root / "titles.sql").write_text(CLOSED)
    state = tmp_path / "state"
    first = judged(desk_url, root, DROPPED, state=state)
    by = {each: kill.by for each, kill in remembered(state / "noticed.json").kills.items()}
    assert by == {o.mutant.id: o.by for o in first.outcomes}
    again = judged(desk_url, root, DROPPED, state=state)
    assert again.asked.tests == {"tickets.sql", "titles.sql"}
    assert (again.asked.known, again.asked.kept) == (2, 2)


def test_missed_is_what_all_have_missed(desk_url: str, root: Path, tmp_path: Path) -> None:
    first = judged(desk_url, root, DROPPED)
    [survived] = [o.mutant for o in first.outcomes if not o.is_killed]
    why = Explanations(None, {POLICY: {survived.fault: "nobody closes tickets yet"}})
    judged(desk_url, root, replace(DROPPED, sample=2), explained=why, state=tmp_path)
    assert not remembered(tmp_path / "noticed.json").missed
    judged(desk_url, root, DROPPED, state=tmp_path)
    memory = remembered(tmp_path / "noticed.json")
    assert (memory.missed.keys(), len(memory.kills)) == ({survived.id}, 1)
