"""What an attempt comes to without a mutant is known from planning; in doubt it is made again."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from bo_cli.assurance.intent import load_intent
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
    never = replace(guard, telling=guard.undo)
    assert (eye.judge(never).why, made) == (NEVER, [])


def test_what_bodies_that_tell_came_to_is_no_difference(eye: Eye, guard: Mutant) -> None:
    eye._cells = {number: dict.fromkeys(cells, "told") for number, cells in eye._cells.items()}
    assert eye.judge(replace(guard, apply=guard.undo)).fate is Fate.EQUIVALENT
    assert eye.judge(guard).fate is Fate.SEEN
