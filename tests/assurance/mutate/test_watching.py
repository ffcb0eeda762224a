"""Bodies tell of each mutant that makes a difference, and do what they did."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.streaming import Turn, judge_turns
from bo_cli.assurance.mutate.tap_files import read_tap_file
from bo_cli.assurance.mutate.watching import Watched, told_by
from bo_cli.db.connect import Connection

from .conftest import HERE

SUITE = read_tap_file(HERE / "suite" / "tickets.sql", "tickets.sql")
SORT = """
create function desk.sort(number integer, word text) returns text language plpgsql volatile as $$
declare
  size text := case when number > 5 then 'large' else 'small' end;
begin
  update desk.tickets as t set title = t.title where t.id = -1 and t.title = word;
  if found or number = 3 then
    return 'three';
  elsif (case word when 'a' then true else false end) and number > 1 then
    perform set_config('desk.word', word, true);
    return size || ' a';
  end if;
  if setval('desk.tickets_id_seq', 7) = 7 and number > 4 then
    return size;
  end if;
  return 'rest';
end
$$"""


@pytest.fixture
def told(desk: Connection) -> Iterator[set[str]]:
    found: set[str] = set()
    desk.add_notice_handler(lambda notice: found.update(told_by(notice)))
    yield found


def bodies(schema: Schema, name: str = "") -> list[Mutant]:
    return [m for m in mutants_of(schema) if m.kind.startswith("body-") and name in m.object]


def test_a_file_tells_of_every_mutant_that_it_kills(
    desk: Connection, desk_schema: Schema, told: set[str]
) -> None:
    mutants = bodies(desk_schema)
    watched = Watched(desk, desk_schema, mutants)
    telling = replace(mutants[0], apply=watched.sql)
    assert list(judge_turns(desk, SUITE, [Turn(telling)])) == [(telling, None)]
    answers = judge_turns(desk, SUITE, [Turn(mutant) for mutant in mutants])
    killed = {mutant.id for mutant, why in answers if why}
    assert killed & watched.mutants
    assert killed & watched.mutants <= told
    # The file closes no ticket.
    assert told < watched.mutants


@pytest.fixture
def sort(desk: Connection, told: set[str]) -> Iterator[Callable[[int, str], set[str]]]:
    """Call a function of its own that tells; returns the lines of what it told of."""
    with desk.transaction(force_rollback=True):
        desk.execute(SORT)
        schema = read_schema(desk)
        mutants = bodies(schema, "desk.sort")
        desk.execute("select setval('desk.tickets_id_seq', 9)")
        plain = {n: desk.execute(CALL, [n, "a"]).fetchone() for n in range(7)}
        desk.execute(Watched(desk, schema, mutants).sql.encode())
        assert {n: desk.execute(CALL, [n, "a"]).fetchone() for n in range(7)} == plain

        def call(number: int, word: str) -> set[str]:
            told.clear()
            desk.execute("discard plans")
            for mutant in mutants:
                desk.execute(f"set local bo_watch.m{mutant.id} = ''")
            desk.execute(CALL, [number, word])
            return {m.line.partition(": ")[2] for m in mutants if m.id in told}

        yield call


CALL = "select desk.sort(%s, %s)"


def test_a_condition_tells_where_a_mutant_would_have_another_value(
    sort: Callable[[int, str], set[str]],
) -> None:
    three = sort(3, "b")
    assert "`number = 3` is dropped in `found or number = 3`" in three
    assert "`found` is dropped in `found or number = 3`" not in three
    assert "`if found or number = 3` is never true" in three
    assert not any("number > 1" in line for line in three)


def test_a_plain_case_is_left_alone(sort: Callable[[int, str], set[str]]) -> None:
    two = sort(2, "a")
    assert any("number > 1` is never true" in line for line in two)
    assert not any("`when 'a'" in line for line in two)


def test_what_has_an_effect_is_not_asked_twice(sort: Callable[[int, str], set[str]]) -> None:
    rest = sort(1, "b")
    reached = {line for line in rest if "setval" in line}
    # All of them, whatever they would be: their statement was reached.
    assert len(reached) == len({line for line in sort(0, "b") if "setval" in line}) == 3


def test_a_condition_of_rows_tells_that_its_statement_is_reached(
    sort: Callable[[int, str], set[str]],
) -> None:
    assert "`t.id = -1` is dropped in `t.id = -1 and t.title = word`" in sort(3, "b")
