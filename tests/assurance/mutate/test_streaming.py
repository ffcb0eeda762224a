"""A file runs once for many mutants, each made where it first makes a difference."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bo_cli.assurance.mutate import streaming
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.streaming import Turn, judge_turns, run_file
from bo_cli.assurance.mutate.tap_files import TapFile, read_tap_file
from bo_cli.db.connect import Connection

from .conftest import everything

COUNTS = """begin;
select plan(4);
create temporary table seen (n integer);
select is((select count(*) from desk.teams), 3::bigint, 'three teams');
set local role authenticated;
select is(desk.tidy('a'), 'a', 'as somebody');
{between}
select is(desk.tidy('b'), 'b', 'again');
set local role postgres;
select is((select count(*) from desk.teams), 3::bigint, 'still three');
select * from finish();
rollback;
"""
TIDY = """create function desk.tidy(text) returns text language sql as $$ select $1 $$;
grant execute on function desk.tidy to authenticated"""
# The statements of the file, counted from 0 after `begin`.
FIRST_CALL, SECOND_CALL, LAST_COUNT = 4, 5, 7


@pytest.fixture
def file(desk: Connection, tmp_path: Path) -> TapFile:
    return written(tmp_path, "")


def written(folder: Path, between: str) -> TapFile:
    path = folder / "counts.sql"
    path.write_text(COUNTS.format(between=between))
    return read_tap_file(path, "counts.sql")


def mutant(apply: str) -> Mutant:
    return Mutant("body-drop", "desk.tidy(text)", apply, "", "", apply, "", frozenset())


def returning(text: str) -> Mutant:
    body = f"create or replace function desk.tidy(text) returns text language sql as $$ {text} $$;"
    return mutant(body)


@pytest.fixture(autouse=True)
def _tidy(desk: Connection) -> Iterator[None]:
    desk.execute(TIDY.encode())
    yield
    desk.execute("drop function desk.tidy(text)")


def test_each_mutant_is_made_at_its_statement_and_gone_at_the_next(
    desk: Connection, file: TapFile
) -> None:
    before = everything(desk)
    wrong = returning("select 'x'")
    only_b = returning("select case $1 when 'b' then 'x' else $1 end")
    harmless = returning("select $1 || ''")
    turns = [Turn(wrong, FIRST_CALL), Turn(only_b, SECOND_CALL), Turn(harmless, FIRST_CALL)]
    answers = dict(judge_turns(desk, file, turns))
    assert answers[wrong] == "not ok 2 - as somebody"
    assert answers[only_b] == "not ok 3 - again"
    assert answers[harmless] is None
    assert everything(desk) == before


def test_what_lies_after_the_last_statement_of_a_turn_is_left_out(
    desk: Connection, file: TapFile
) -> None:
    only_b = returning("select case $1 when 'b' then 'x' else $1 end")
    [(_, short)] = judge_turns(desk, file, [Turn(only_b, FIRST_CALL, SECOND_CALL)])
    [(_, long)] = judge_turns(desk, file, [Turn(only_b, FIRST_CALL)])
    assert (short, long) == (None, "not ok 3 - again")


def test_an_error_kills_and_the_next_mutant_is_judged(desk: Connection, file: TapFile) -> None:
    broken, gone = returning("select 1 / 0 || ''"), mutant("delete from desk.tickets;")
    turns = [Turn(broken, FIRST_CALL), Turn(gone, FIRST_CALL)]
    answers = dict(judge_turns(desk, file, turns))
    assert str(answers[broken]).startswith("division by zero (22012)")
    assert answers[gone] is None


def test_a_mutant_that_cannot_be_made_in_the_middle_is_made_at_the_beginning(
    desk: Connection, tmp_path: Path
) -> None:
    # Whoever reads a cursor holds up every change of its table.
    cursor = "declare open_one cursor for select * from desk.teams;"
    file = written(tmp_path, f"set local role none; {cursor} set local role authenticated;")
    policy = mutant("alter table desk.teams disable row level security;")
    assert list(judge_turns(desk, file, [Turn(policy, LAST_COUNT + 2)])) == [(policy, None)]


def test_what_is_only_slow_is_asked_again_and_given_more_time(
    desk: Connection, file: TapFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "LEAST_S", 0.2)
    slow, endless = (
        returning(f"select $1 || left(pg_sleep({seconds})::text, 0)") for seconds in (0.5, 60)
    )
    turns = [Turn(slow, FIRST_CALL), Turn(endless, FIRST_CALL)]
    answers = dict(judge_turns(desk, file, turns))
    assert answers[slow] is None
    assert str(answers[endless]).startswith("does not come to an end: canceling statement")


def test_without_turns_nothing_runs(desk: Connection, file: TapFile) -> None:
    assert list(judge_turns(desk, file, [])) == []


def test_a_file_with_savepoints_is_one_piece(tmp_path: Path) -> None:
    assert len(written(tmp_path, "").body) > LAST_COUNT
    assert len(written(tmp_path, "savepoint one; rollback to savepoint one;").body) == 1


def test_a_file_that_runs_as_it_is_tells_its_statements(desk: Connection, file: TapFile) -> None:
    places: list[int] = []
    run = run_file(desk, file, places.append, 60)
    assert (run.wrong, run.is_slow) == (None, False)
    assert places == [*range(len(file.body))]
    assert len(run.seconds) == len(file.body)


def test_a_statement_that_takes_too_long_ends_its_file(desk: Connection, tmp_path: Path) -> None:
    file = written(tmp_path, "select pg_sleep(9);")
    run = run_file(desk, file, lambda _place: None, 0.2)
    assert run.is_slow
    assert run.wrong == "canceling statement due to statement timeout (57014)"
    assert len(run.seconds) < len(file.body)


def test_a_file_that_is_wrong_is_not_slow(desk: Connection, tmp_path: Path) -> None:
    file = written(tmp_path, "select is(1, 2, 'wrong');")
    run = run_file(desk, file, lambda _place: None, 60)
    assert (run.wrong, run.is_slow) == ("not ok 3 - wrong", False)
