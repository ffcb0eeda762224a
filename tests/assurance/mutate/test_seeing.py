"""What an attempt comes to without a mutant is known from planning; in doubt it is made again."""

from collections.abc import Collection, Generator, Iterator
from dataclasses import replace

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.matrix.cells import Verdict
from bo_cli.assurance.mutate import seeing
from bo_cli.assurance.mutate.definitions import read_schema
from bo_cli.assurance.mutate.evidence import NEVER
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.assurance.mutate.matrix_judge import Share
from bo_cli.assurance.mutate.model import Fate, Mutant
from bo_cli.assurance.mutate.replay import Cells, Replay
from bo_cli.assurance.mutate.seeing import Eye
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.assurance.world.world import open_world
from bo_cli.db.connect import connect

from .conftest import HERE


@pytest.fixture
def guard(desk_url: str) -> Mutant:
    with connect(desk_url, autocommit=True) as connection:
        mutants = mutants_of(read_schema(connection))
    [found] = [m for m in mutants if m.kind == "body-widen" and "desk.teams_with" in m.object]
    return found


@pytest.fixture
def eye(desk_url: str, guard: Mutant) -> Iterator[Eye]:
    intent = load_intent(HERE / "intent.toml")
    with connect(desk_url) as connection, open_world(connection, intent) as world:
        share = Share((guard,), 0, 1)
        watched = Watched(connection, read_schema(connection), share.mutants)
        yield Eye(world, share.names(world), watched)


def test_each_attempt_is_made_once_where_nothing_differs(
    eye: Eye, guard: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    again = Replay.again

    def noting(replay: Replay, numbers: Collection[int]) -> dict[int, Cells]:
        made.extend(numbers)
        return again(replay, numbers)

    monkeypatch.setattr(Replay, "again", noting)
    assert eye.judge(replace(guard, apply=guard.undo)).fate is Fate.EQUIVALENT
    assert made
    assert len(made) == len(set(made))


def test_of_many_attempts_the_first_are_no_evidence(
    eye: Eye, guard: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmless = replace(guard, apply=guard.undo)
    every = len(eye._numbers(harmless, eye._objects(harmless)))
    monkeypatch.setattr(seeing, "MOST", every - 1)
    found = eye.judge(harmless)
    why = f"the first {every - 1} of {every} attempts that come to it are answered as without it"
    assert (found.fate, found.why) == (Fate.SURVIVED, why)
    assert eye.judge(guard).fate is Fate.SEEN


def test_only_attempts_in_which_it_makes_a_difference_are_made_again(
    eye: Eye, guard: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    again = Replay.again
    monkeypatch.setattr(
        Replay, "again", lambda replay, numbers: (made.extend(numbers), again(replay, numbers))[1]
    )
    monkeypatch.setattr(eye._matrix, "narrowed", frozenset())  # as one that no body tells of
    never = replace(guard, telling=guard.undo)
    assert (eye.judge(never).why, made) == (NEVER, [])


def test_what_bodies_that_tell_came_to_is_no_difference(eye: Eye, guard: Mutant) -> None:
    eye._cells = {number: dict.fromkeys(cells, "told") for number, cells in eye._cells.items()}
    assert eye.judge(replace(guard, apply=guard.undo)).fate is Fate.EQUIVALENT
    assert eye.judge(guard).fate is Fate.SEEN


COUNT = """
create function desk.count_named(word text) returns bigint language sql stable security definer
set search_path = '' as $$
  select count(*) from desk.teams as t where t.name <> '' and t.name = word
$$;
create function desk.halve() returns bigint language sql stable security definer
set search_path = '' as $$
  select count(*) from desk.teams as t where t.id < 0 and 1 / (t.id * 0) > 0
$$;
revoke execute on function desk.count_named, desk.halve from public;
grant execute on function desk.count_named, desk.halve to authenticated;
"""


def test_conditions_of_rows_tell_in_which_attempts_they_differ(desk_url: str) -> None:
    with connect(desk_url) as connection:
        connection.execute(COUNT)
        schema = read_schema(connection)
        mutants = [m for m in mutants_of(schema) if m.kind == "body-drop"]
        with open_world(connection, load_intent(HERE / "intent.toml")) as world:
            names = ["desk.count_named(text)", "desk.halve()"]
            plain = Watched(connection, schema, mutants)
            rows = Watched(connection, schema, mutants, rows=True)
            replay = Replay(world, names, plain, rows)
            told = {m.fault: replay.told[m.id] for m in mutants if m.object in names}
        connection.rollback()
    # Asked of every row, this divides by zero: nobody knows what such attempts would come to.
    unclear = told["`t.id < 0` is dropped in `t.id < 0 and 1 / (t.id * 0) > 0`"]
    assert unclear
    assert all("halve" in replay.attempts[number].run for number in unclear)
    # Every team has a name, and nobody asks for one that is empty.
    assert told["`t.name <> ''` is dropped in `t.name <> '' and t.name = word`"] == unclear
    assert told["`t.name = word` is dropped in `t.name <> '' and t.name = word`"] > unclear


@pytest.mark.parametrize(
    ("role", "people"), [("anon", ["anon"]), ("authenticated", ["agent", "manager"])]
)
def test_a_right_of_a_role_is_looked_for_as_those_who_have_it(
    desk_url: str, monkeypatch: pytest.MonkeyPatch, role: str, people: list[str]
) -> None:
    tried: list[Collection[str] | None] = []
    examine = Replay.examine

    def noting(
        replay: Replay, only: Collection[str], identities: Collection[str] | None = None
    ) -> Generator[Verdict, None, None]:
        tried.append(identities)
        return examine(replay, only, identities)

    with connect(desk_url) as connection:
        schema = read_schema(connection)
        granted = (f"{role} is granted delete", "desk.tickets")
        [mutant] = [m for m in mutants_of(schema) if (m.line, m.object) == granted]
        with open_world(connection, load_intent(HERE / "intent.toml")) as world:
            eye = Eye(world, ["desk.tickets"], Watched(connection, schema, [mutant]))
            monkeypatch.setattr(Replay, "examine", noting)
            assert eye.judge(mutant).fate is Fate.SEEN
    # Of the first that differs it is looked up what is planned without the mutant, once.
    assert tried in [[people, [who]] for who in people]


def test_what_was_planned_with_bodies_that_tell_is_no_difference(desk_url: str) -> None:
    with connect(desk_url) as connection:
        schema = read_schema(connection)
        granted = ("authenticated is granted delete", "desk.tickets")
        [mutant] = [m for m in mutants_of(schema) if (m.line, m.object) == granted]
        with open_world(connection, load_intent(HERE / "intent.toml")) as world:
            eye = Eye(world, ["desk.tickets"], Watched(connection, schema, [mutant]))
            eye._planned["desk.tickets"] = dict.fromkeys(eye._planned["desk.tickets"], "told")
            harmless = replace(mutant, apply="select 1")
            assert eye.judge(harmless).fate is Fate.EQUIVALENT
            # Another mutant's statement was cancelled: this one's are tried all the same.
            eye._matrix.hurried.was_cancelled = True
            assert eye.judge(harmless).fate is Fate.EQUIVALENT
            seen = eye.judge(mutant)
            assert seen.fate is Fate.SEEN
            eye._unsteady.add(seen.by)
            assert eye.judge(mutant).by not in ("", seen.by)
