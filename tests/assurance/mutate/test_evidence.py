"""Equivalent is what attempts came to and found the same; everything else has survived."""

from collections.abc import Callable, Iterator

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.mutate import evidence
from bo_cli.assurance.mutate.definitions import read_schema
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.assurance.mutate.matrix_judge import Share
from bo_cli.assurance.mutate.model import Fate, Outcome
from bo_cli.assurance.mutate.seeing import Eye
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.assurance.world.world import open_world
from bo_cli.db.connect import connect

from .conftest import HERE

# What it returns names no canary, so no cell is about it.
SHELF = """
create function desk.shelf(size integer) returns integer language plpgsql stable security definer
set search_path = '' as $$
declare
  answer integer := 1;
begin
  perform desk.require('tickets.view');
  if size > 1000000 then
    raise exception 'too large';
  end if;
  if answer = 2 then
    answer := 1;
  end if;
  begin
    raise no_data_found;
  exception
    when no_data_found then
      null;
  end;
  if (select count(*) from desk.teams as t where t.id > 0 and t.name <> '') = 0 then
    return 0;
  end if;
  return (select count(*) from desk.teams as t where t.id > 0 and t.name = 'one');
end
$$;
create function desk.note(word text) returns void language plpgsql volatile security definer
set search_path = '' as $$
begin
  update desk.tickets as t set title = case when word is null and t.id > 0 then 'a' else 'b' end
  where t.team_id = any(desk.teams_with('tickets.view'));
end
$$;
revoke execute on function desk.shelf, desk.note from public;
grant execute on function desk.shelf, desk.note to authenticated;
"""
SELECT = "desk.tickets: policy select_team"
Judge = Callable[[str, str], Outcome]


@pytest.fixture(scope="module", params=["statements", "rows"])
def outcome(request: pytest.FixtureRequest, desk_url: str) -> Iterator[Judge]:
    """Judge the mutant of such a kind, of whose line these words are.

    Whether bodies tell of conditions of rows, too, changes nothing but how long it takes.
    """
    with connect(desk_url) as connection:
        connection.execute(SHELF.encode())
        schema = read_schema(connection)
        mutants = [m for m in mutants_of(schema) if m.kind.startswith(("body-", "policy-"))]
        with open_world(connection, load_intent(HERE / "intent.toml")) as world:
            share = Share(tuple(mutants), 0, 1)
            watched = Watched(connection, schema, mutants)
            rows = Watched(connection, schema, mutants, rows=request.param == "rows")
            eye = Eye(world, share.names(world), watched, rows)

            def judge(kind: str, words: str) -> Outcome:
                [mutant] = [
                    m for m in mutants if m.kind == kind and words in f"{m.object} {m.line}"
                ]
                return eye.judge(mutant)

            yield judge
        connection.rollback()


def test_what_no_attempt_comes_to_has_survived(outcome: Judge) -> None:
    found = outcome("body-narrow", "`if size > 1000000` is never true")
    assert (found.fate, found.why) == (Fate.SURVIVED, evidence.NEVER)


def test_rows_that_no_canary_tells_apart_are_no_evidence(outcome: Judge) -> None:
    # The statement is reached, and every team has a name.
    found = outcome("body-drop", "`t.name <> ''` is dropped")
    assert (found.fate, found.why) == (Fate.SURVIVED, evidence.NEVER)


def test_another_value_that_nobody_sees_is_equivalent(outcome: Judge) -> None:
    assert outcome("body-widen", "`if answer = 2` is always true").fate is Fate.EQUIVALENT


def test_an_error_that_nobody_sees_is_equivalent(outcome: Judge) -> None:
    assert outcome("body-call", "`raise no_data_found;` is removed").fate is Fate.EQUIVALENT


def test_another_answer_is_not_equivalent_though_no_cell_is_about_it(outcome: Judge) -> None:
    found = outcome("body-drop", "`t.name = 'one'` is dropped")
    assert found.fate is Fate.SURVIVED
    who, said = found.why.split(" ", 1)
    assert who in ("agent", "manager")
    assert said.startswith("is answered otherwise, which no cell is about: select")


def test_what_is_written_is_not_compared_whole(outcome: Judge) -> None:
    found = outcome("body-drop", "`word is null` is dropped")
    assert (found.fate, found.why) == (Fate.SURVIVED, evidence.WRITES)


def test_of_a_call_that_returns_nothing_nobody_can_tell(outcome: Judge) -> None:
    found = outcome("body-call", "`perform desk.require('tickets.view');` is removed")
    assert (found.fate, found.why) == (Fate.SURVIVED, evidence.NO_VALUE)


def test_of_who_may_ask_the_matrix_tries_everything(outcome: Judge) -> None:
    # Nobody else has a right to the table.
    assert outcome("policy-role", SELECT).fate is Fate.EQUIVALENT
