"""The same schema has the same hashes wherever it is built; what differs is one object's alone."""

from collections.abc import Iterator

import pytest

from bo_cli.assurance.mutate import fingerprints as module
from bo_cli.assurance.mutate.definitions import read_schema
from bo_cli.assurance.mutate.fingerprints import Fingerprints, fingerprints
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

from .conftest import HERE

OTHER_OIDS = "create type public.passing as (a int, b text); drop type public.passing;"


@pytest.fixture
def twin(database_server: ConnectionInfo) -> Iterator[Connection]:
    """The same schema, built by itself."""
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url, connect(url, autocommit=True) as own:
        own.execute("create extension if not exists pgtap with schema extensions")
        own.execute(OTHER_OIDS)
        own.execute((HERE / "desk.sql").read_bytes())
        yield own


def prints_of(connection: Connection) -> Fingerprints:
    schema = read_schema(connection)
    return fingerprints(connection, schema, mutants_of(schema))


def differing(one: Fingerprints, other: Fingerprints) -> set[str]:
    names = one.objects.keys() | other.objects.keys()
    return {name for name in names if one.objects.get(name) != other.objects.get(name)}


def test_two_builds_are_alike(desk: Connection, twin: Connection) -> None:
    one, other = prints_of(desk), prints_of(twin)
    assert differing(one, other) == set()
    assert (one.common, one.everything) == (other.common, other.everything)
    assert {"desk.tickets", "desk.require(text)"} <= one.objects.keys()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("alter table desk.teams add column note text", "desk.teams"),
        ("insert into desk.teams (name) values ('four')", "desk.teams"),
        ("drop policy update_team on desk.tickets", "desk.tickets"),
        ("alter table desk.tickets disable trigger tidy_title", "desk.tickets"),
        ("grant select on desk.titles to anon", "desk.titles"),
        ("alter function desk.require(text) volatile", "desk.require(text)"),
    ],
)
def test_a_change_is_seen_in_its_object_alone(twin: Connection, change: str, name: str) -> None:
    before = prints_of(twin)
    twin.execute(change.encode())
    after = prints_of(twin)
    assert differing(before, after) == {name}
    assert before.common == after.common
    assert before.everything != after.everything


def test_a_helper_of_pgtap_tests_is_common(twin: Connection) -> None:
    before = prints_of(twin)
    twin.execute(b"create schema tests; create table tests.cases (id int)")
    after = prints_of(twin)
    assert differing(before, after) == set()
    assert before.common != after.common


def test_a_type_is_of_what_names_it(twin: Connection) -> None:
    twin.execute(b"""
        create type desk.mood as enum ('good');
        create type desk.visit as (mood desk.mood[], teams bigint);
        create function desk.count_visits(desk.visit[]) returns bigint
        language sql return cardinality($1);
        create function desk.is_good(text) returns boolean
        language plpgsql as $$ begin return $1::desk.mood = 'good'; end $$;
        create function desk.is_long(text) returns boolean
        language sql return length($1) > 9;
    """)
    before = prints_of(twin)
    twin.execute(b"create type desk.weather as enum ('fine'); create table desk.days (id int)")
    assert prints_of(twin).common == before.common
    assert differing(before, prints_of(twin)) == {"desk.days"}
    twin.execute(b"drop table desk.days; alter type desk.mood add value 'bad'")
    after = prints_of(twin)
    assert after.common == before.common
    assert differing(before, after) == {"desk.count_visits(desk.visit[])", "desk.is_good(text)"}


def test_the_tool_is_common(desk: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    one = prints_of(desk)
    assert prints_of(desk).common == one.common
    monkeypatch.setattr(module, "TOOL", (HERE,))
    assert prints_of(desk).common != one.common
