"""The matrix tries a policy's mutants only where something is written, and sees what it saw."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.mutate.definitions import read_schema
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.assurance.mutate.model import Mutant, Outcome
from bo_cli.assurance.mutate.replay import Replay
from bo_cli.assurance.mutate.seeing import Eye
from bo_cli.assurance.mutate.watching import Watched, told_by
from bo_cli.assurance.world.world import World, open_world
from bo_cli.db.connect import Connection, connect

from .conftest import HERE

INTENT = HERE / "intent.toml"
TICKETS = "desk.tickets"
UPDATE = f"{TICKETS}: policy update_team"
HOLD = """
create function desk.hold(ticket bigint) returns void language {language} set search_path = '' as $$
{body}
$$;
grant execute on function desk.hold to authenticated"""
IN_PLPGSQL = "begin perform 1 from desk.tickets where id = ticket for no key update; end"
IN_SQL = "select from desk.tickets where id = ticket for update"
AS_CALLER = "set local role authenticated; select desk.hold(1); set local role none"


@pytest.fixture
def world(desk_url: str) -> Iterator[World]:
    with connect(desk_url) as connection, open_world(connection, load_intent(INTENT)) as world:
        yield world


def of_policies(connection: Connection) -> list[Mutant]:
    return [m for m in mutants_of(read_schema(connection)) if m.kind.startswith("policy-")]


def watched_writes(connection: Connection) -> Watched:
    return Watched(connection, read_schema(connection), of_policies(connection), writes=True)


def test_only_what_writes_tells_of_a_policy_for_that(world: World) -> None:
    watched = watched_writes(world.connection)
    replay = Replay(world, [TICKETS], watched)
    of_update = [m for m in of_policies(world.connection) if m.object == UPDATE]
    told = {m.kind: replay.told[m.id] for m in of_update if m.id in watched.mutants}
    assert told.keys() == {m.kind for m in of_update} - {"policy-command"}
    [numbers] = {frozenset(numbers) for numbers in told.values()}
    runs = {number: replay.attempts[number].run for number in replay.usual[TICKETS].numbers}
    direct = {number for number, run in runs.items() if run.startswith("update ")}
    assert direct
    assert direct & numbers
    assert not any(runs[number].startswith("select ") for number in numbers)
    assert replay.told.keys() == {m.id for m in of_update} & watched.mutants


def test_the_matrix_sees_what_it_saw(desk_url: str) -> None:
    before, now = judged(desk_url, writes=False), judged(desk_url, writes=True)
    assert before == now
    assert len({outcome.fate for outcome in now}) > 1


def judged(url: str, *, writes: bool) -> list[Outcome]:
    with connect(url) as connection, open_world(connection, load_intent(INTENT)) as world:
        mutants = of_policies(connection)
        watched = Watched(connection, read_schema(connection), mutants, writes=writes)
        eye = Eye(world, [*world.catalogue.relations, *world.catalogue.functions], watched)
        return [replace(eye.judge(mutant), seconds=0) for mutant in mutants]


def test_who_locks_as_the_caller_tells_of_the_policies_for_update(desk: Connection) -> None:
    told: set[str] = set()
    desk.add_notice_handler(lambda notice: told.update(told_by(notice)))
    with desk.transaction(force_rollback=True):
        desk.execute(HOLD.format(language="plpgsql", body=IN_PLPGSQL).encode())
        watched = watched_writes(desk)
        desk.execute(watched.sql.encode())
        desk.execute(AS_CALLER.encode())
    assert told == watched.mutants
    assert {m.object for m in of_policies(desk) if m.id in told} == {UPDATE}


def test_where_a_lock_cannot_tell_the_policies_for_update_are_not_watched(
    desk: Connection,
) -> None:
    with desk.transaction(force_rollback=True):
        desk.execute(HOLD.format(language="sql", body=IN_SQL).encode())
        assert watched_writes(desk).mutants == frozenset()
