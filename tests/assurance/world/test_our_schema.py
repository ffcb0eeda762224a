"""The world of our own schema."""

import pytest

from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.world import World
from bo_cli.assurance.world.writing import condition
from bo_cli.db.quoting import quoted


def tables(world: World) -> list[str]:
    return [
        relation.name
        for relation in world.catalogue.of_kind("r", "p")
        if relation.schema in ("public", "private")
    ]


def canaries(world: World) -> list[Canary]:
    return [canary for found in world.canaries.values() for canary in found]


def test_every_table_is_filled(our_world: World) -> None:
    assert len(tables(our_world)) > 25
    assert [name for name in tables(our_world) if name not in our_world.canaries] == []
    assert our_world.missing == {}


def test_tables_with_a_tenant_column_have_a_row_in_every_tenant(our_world: World) -> None:
    for name in tables(our_world):
        if "domain_id" in our_world.catalogue.relations[name].columns:
            tenants = {canary.tenant for canary in our_world.canaries[name]}
            assert tenants == set(our_world.intent.tenants), name


def test_a_row_of_a_tenant_says_so_itself(our_world: World) -> None:
    for canary in canaries(our_world):
        if canary.tenant and "domain_id" in canary.values:
            assert canary.values["domain_id"] == our_world.tenants[canary.tenant], canary


def test_the_tenants_are_not_made_anew(our_world: World) -> None:
    found = {canary.tenant: canary.key["id"] for canary in our_world.canaries["public.domains"]}
    assert found == our_world.tenants


def test_every_canary_is_found_by_its_key(our_world: World) -> None:
    for canary in canaries(our_world):
        relation = our_world.catalogue.relations[canary.relation]
        query = f"select count(*) from {relation.sql} where {condition(canary.key)}"
        assert our_world.connection.execute(query.encode()).fetchone() == (1,), canary


@pytest.mark.parametrize(
    "relation", ["public.conversations", "public.messages", "public.visitors", "public.people"]
)
def test_a_token_is_in_its_row_and_in_no_other_of_the_table(
    our_world: World, relation: str
) -> None:
    found = our_world.catalogue.relations[relation]
    tokens = [canary.token for canary in our_world.canaries[relation] if canary.token]
    assert len(set(tokens)) == len(tokens) >= len(our_world.tenants)
    for token in tokens:
        row = our_world.connection.execute(
            f"select count(*) from {found.sql} as t where t::text like %s".encode(), [f"%{token}%"]
        ).fetchone()
        assert row == (1,)


def test_the_token_is_in_every_text_that_may_hold_it(our_world: World) -> None:
    [canary] = [each for each in our_world.canaries["public.messages"] if each.tenant == "abtasty"]
    assert canary.values["content"] == canary.token
    assert canary.token in (canary.values["meta"] or "")
    # What has a rule keeps it.
    assert canary.values["role"] in ("visitor", "assistant", "human")


def test_somebodys_own_row_is_the_one_that_is_there(our_world: World) -> None:
    own = {
        canary.owner: canary.key["id"]
        for canary in our_world.canaries["public.people"]
        if canary.owner
    }
    assert own["client_user"] == our_world.people["client_user"].own[0]
    assert own["admin"] == our_world.people["admin"].own[0]


def test_the_canaries_change_nobodys_permissions(our_world: World) -> None:
    """A person of the intent holds the memberships of the seeds and the setup, no more."""
    made = [canary.values["id"] for canary in our_world.canaries["public.memberships"]]
    people = [own for person in our_world.people.values() for own in person.own]
    held = our_world.connection.execute(
        "select count(*) from public.memberships"
        " where id = any(%s::uuid[]) and person_id::text = any(%s)",
        [made, people],
    ).fetchone()
    assert held == (0,)


def test_partitions_list_the_rows_that_landed_in_them(our_world: World) -> None:
    [partition] = our_world.catalogue.partitions("public.audit_log")
    landed = our_world.canaries[partition.name]
    assert {each.token for each in landed} <= {
        each.token for each in our_world.canaries["public.audit_log"]
    }
    assert len(landed) == len(our_world.tenants)


def test_only_tables_that_take_no_more_rows_lack_canaries(our_world: World) -> None:
    # One row is all there is of two; the other has one for each kind of event at most.
    assert sorted(note.partition(":")[0] for note in our_world.notes) == [
        "private.active_kinds",
        "private.deployment",
        "public.security_settings",
    ]


def test_names_fit_for_statements(our_world: World) -> None:
    assert our_world.catalogue.relations["public.people"].sql == quoted("public", "people")
