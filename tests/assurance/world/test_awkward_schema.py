"""The world of a schema that has one of everything."""

from typing import Any

import pytest

from bo_cli.assurance.intent import Intent
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.hints import Hint, Hints
from bo_cli.assurance.world.world import World, open_world
from bo_cli.db.connect import Connection

TENANTS = {"one", "two", "three"}


def neutral(world: World, relation: str) -> list[Canary]:
    return [canary for canary in world.canaries[relation] if canary.owner is None]


def value(world: World, query: str) -> Any:
    row = world.connection.execute(query.encode()).fetchone()
    return row[0] if row else None


@pytest.mark.parametrize(
    "relation",
    [
        "public.plain", "public.made_up_types", "public.checked", "public.once_a_tenant",
        "public.rooms", "public.bookings", "public.guests", "public.bags", "public.folders",
        "public.hens", "public.eggs", "public.teams", "public.members", 'public.Odd "Names"',
        "public.refused", "public.numbered", "public.events", "public.parcels", "public.no_key",
        "public.states", "public.forced", "public.tickets_sold", "public.secrets",
        "public.events_2020", "storeroom.events_2021", "public.restless", "public.places",
    ],
)  # fmt: skip
def test_every_tenant_has_a_row(awkward_world: World, relation: str) -> None:
    assert {canary.tenant for canary in neutral(awkward_world, relation)} == TENANTS


@pytest.mark.parametrize(
    "relation", ["public.profiles", "public.swallowed", "public.nothing", "public.only_defaults"]
)
def test_a_table_without_tenants_has_rows_of_none(awkward_world: World, relation: str) -> None:
    assert {canary.tenant for canary in neutral(awkward_world, relation)} == {None}


def test_what_cannot_be_filled_is_listed_with_its_reason(awkward_world: World) -> None:
    assert awkward_world.missing == {
        "public.childless": "it is partitioned and has no partition that takes a row",
        "public.elsewhere": (
            "a foreign table: a row written to it would leave this database for good"
        ),
    }


def test_the_notes_say_what_was_done_otherwise(awkward_world: World) -> None:
    assert sorted(awkward_world.notes) == [
        "public.crew: no row of ann's own: it would change what ann sees elsewhere;"
        " the setup can make one",
        "public.refused: filled with triggers off: only on Sundays",
        "public.settings: existing rows stand in for canaries:"
        ' cannot perform INSERT RETURNING on relation "settings"',
        "public.swallowed: filled with triggers off: a trigger or a rule takes the row away",
    ]


def test_triggers_are_on_again(awkward_world: World) -> None:
    query = """
        select string_agg(tgname || tgenabled::text, ' ' order by tgname) from pg_trigger
        where tgname in ('refuse', 'swallow')"""
    assert value(awkward_world, query) == "refuseO swallowA"
    assert value(awkward_world, "show session_replication_role") == "origin"


def test_a_tenant_comes_through_two_foreign_keys(awkward_world: World) -> None:
    for canary in neutral(awkward_world, "public.bags"):
        query = f"""
            select guests.tenant_key from public.bags join public.guests on guests.id = guest_id
            where bags.id = {canary.key["id"]}"""
        assert value(awkward_world, query) == canary.tenant


def test_a_circle_is_closed(awkward_world: World) -> None:
    query = "select count(*) from public.hens join public.eggs on eggs.id = egg_id"
    assert value(awkward_world, query) == 3
    query = "select count(*) from public.hens join public.eggs on hens.id = hen_id"
    assert value(awkward_world, query) == 3
    assert value(awkward_world, "select count(*) from public.folders where parent_id = id") == 3


def test_a_row_that_a_trigger_made_carries_the_token(awkward_world: World) -> None:
    for canary in neutral(awkward_world, "public.profiles"):
        assert canary.token
        assert canary.values["nickname"] == canary.token


def test_a_row_that_a_trigger_moved_is_found_again(awkward_world: World) -> None:
    for canary in neutral(awkward_world, "public.restless"):
        query = f"select changes from public.restless where ctid = '{canary.key['ctid']}'"
        assert value(awkward_world, query) == 1


def test_a_default_that_says_something_is_kept(awkward_world: World) -> None:
    for canary in neutral(awkward_world, "public.states"):
        assert canary.values["status"] == "active"
        assert canary.values["archived_at"] is None
        assert canary.values["remark"] == canary.token
        assert canary.token in (canary.values["extra"] or "")
        assert canary.token in (canary.values["list"] or "")


def test_own_rows_are_in_the_persons_tenants(awkward_world: World) -> None:
    own = {
        (canary.owner, canary.tenant, canary.values["buyer_id"])
        for canary in awkward_world.canaries["public.tickets_sold"]
        if canary.owner
    }
    assert own == {
        ("ann", "one", awkward_world.people["ann"].own[0]),
        ("bob", "two", awkward_world.people["bob"].own[0]),
    }


def test_a_row_of_ones_own_opens_no_door(awkward_world: World) -> None:
    """Ann is in no crew, and must not get into one by being given a row; Bob has his."""
    crew = awkward_world.canaries["public.crew"]
    assert [(each.owner, each.tenant) for each in crew if each.owner] == [("bob", "two")]
    ann = awkward_world.people["ann"].own[0]
    assert value(awkward_world, f"select count(*) from public.crew where user_id = '{ann}'") == 0


def test_row_security_is_forced_as_before(awkward_world: World) -> None:
    query = "select relforcerowsecurity from pg_class where oid = 'public.forced'::regclass"
    assert value(awkward_world, query) is True


def test_materialized_views_know_the_canaries(awkward_world: World) -> None:
    assert value(awkward_world, "select count(*) from storeroom.counted") == 3


def test_a_hint_says_what_to_write(awkward: Connection, awkward_intent: Intent) -> None:
    hint = Hint({"word": "upper('{token}') || ' of {tenant}'"})
    with open_world(awkward, awkward_intent, Hints({"public.no_key": hint})) as world:
        for canary in neutral(world, "public.no_key"):
            assert (canary.values["word"] or "").endswith(f" of {canary.tenant}")


def test_a_hint_says_that_a_table_stays_empty(awkward: Connection, awkward_intent: Intent) -> None:
    hints = Hints({"public.no_key": Hint(no_rows="the bank's")})
    with open_world(awkward, awkward_intent, hints) as world:
        assert world.missing["public.no_key"] == "the bank's"
        assert "public.no_key" not in world.canaries
