"""What the catalogue says of the awkward schema."""

from collections.abc import Iterator

import pytest

from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.objects import Argument, Check, Grant, Policy, Relation, Unique
from bo_cli.db.connect import connect


@pytest.fixture(scope="module")
def catalogue(awkward_url: str) -> Iterator[Catalogue]:
    with connect(awkward_url) as connection:
        connection.execute("set search_path = public, extensions")
        yield read_catalogue(connection)


def relation(catalogue: Catalogue, name: str) -> Relation:
    return catalogue.relations[name]


def test_the_schemas_that_somebody_made(catalogue: Catalogue) -> None:
    assert set(catalogue.schemas) == {"auth", "public", "storage", "storeroom"}


def test_members_of_extensions_are_left_out(catalogue: Catalogue) -> None:
    assert not [name for name in catalogue.functions if name.startswith("extensions.")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("public.plain", "r"),
        ("public.events", "p"),
        ("public.words", "v"),
        ("storeroom.counted", "m"),
        ("public.elsewhere", "f"),
        ("public.tickets", "S"),
    ],
)
def test_kinds(catalogue: Catalogue, name: str, kind: str) -> None:
    assert relation(catalogue, name).kind == kind


def test_columns(catalogue: Catalogue) -> None:
    columns = relation(catalogue, "public.checked").columns
    assert columns["id"].identity == "a"
    assert columns["id"].is_computed
    assert columns["twice"].generated == "s"
    assert columns["twice"].is_computed
    assert (columns["kind"].type, columns["kind"].not_null) == ("character varying(20)", True)
    assert not columns["note"].not_null
    assert relation(catalogue, "public.states").columns["status"].default == "'active'::text"
    assert relation(catalogue, "public.plain").columns["object"].collation is None


def test_types(catalogue: Catalogue) -> None:
    columns = relation(catalogue, "public.made_up_types").columns
    mood = catalogue.types[columns["mood"].type_oid]
    assert (mood.name, mood.kind, mood.labels) == ("public.mood", "e", ("calm", "angry"))
    moods = catalogue.types[columns["moods"].type_oid]
    assert moods.element == mood.oid
    short = catalogue.types[columns["short"].type_oid]
    assert short.kind == "d"
    assert [check.expression for check in short.checks] == ["(length((VALUE)::text) < 20)"]
    assert catalogue.base_type(short.oid).name == "text"
    home = catalogue.types[columns["home"].type_oid]
    assert [part.name for part in home.attributes] == ["street", "zip", "since"]
    hours = catalogue.types[columns["when_open"].type_oid]
    assert hours.subtype is not None
    assert catalogue.types[hours.subtype].name == "timestamp with time zone"


def test_keys(catalogue: Catalogue) -> None:
    rooms = relation(catalogue, "public.rooms")
    assert rooms.key == rooms.primary_key == ("tenant_key", "number")
    assert rooms.uniques[1] == Unique(
        "rooms_name_idx", ("number", "name"), False, False, True, "(number > 0)"
    )
    bookings = relation(catalogue, "public.bookings")
    [exclusion] = [unique for unique in bookings.uniques if unique.is_exclusion]
    assert exclusion.columns == ("room", "during")
    [key] = bookings.foreign_keys
    assert (key.columns, key.target) == (("tenant_key", "room"), "public.rooms")
    assert key.target_columns == ("tenant_key", "number")
    assert relation(catalogue, "public.no_key").key == ("ctid",)
    assert relation(catalogue, "public.parcels").key == ("tableoid", "ctid")


def test_checks(catalogue: Catalogue) -> None:
    checks = relation(catalogue, "public.checked").checks
    assert Check("in_order", ("below", "above"), "(below < above)") in checks


def test_partitions(catalogue: Catalogue) -> None:
    leaves = [leaf.name for leaf in catalogue.leaves("public.parcels")]
    assert leaves == ["public.parcels_eu_0", "public.parcels_eu_1"]
    assert relation(catalogue, "storeroom.events_2021").partition_of == "public.events"
    assert "2021-01-01" in (relation(catalogue, "storeroom.events_2021").partition_rule or "")
    assert relation(catalogue, "public.events").partition_key == "RANGE (at)"


def test_row_security_and_policies(catalogue: Catalogue) -> None:
    states = relation(catalogue, "public.states")
    assert (states.row_security, states.row_security_forced) == (True, False)
    assert relation(catalogue, "public.forced").row_security_forced
    assert states.policies == (
        Policy("never", "update", ("public",), False, "false", "true"),
        Policy(
            "see it",
            "select",
            ("authenticated", "anon"),
            True,
            "(tenant_key = current_setting('request.jwt.claims'::text, true))",
            None,
        ),
    )


def test_grants(catalogue: Catalogue) -> None:
    grants = relation(catalogue, "public.states").grants
    assert Grant("authenticated", "select", "status", False) in grants
    assert Grant("authenticated", "update", "status", False) in grants
    assert Grant("service_role", "delete", None, True) in grants
    [look] = [each for each in catalogue.functions.values() if each.bare_name == "look"]
    assert Grant("authenticated", "execute", None, False) in look.grants
    assert not [grant for grant in look.grants if grant.role == "public"]


def test_functions(catalogue: Catalogue) -> None:
    look = catalogue.functions["public.look(text,integer,bigint,text[])"]
    assert look.arguments == (
        Argument("tenant", "i", 25, "text", None),
        Argument("page", "i", 23, "integer", "10"),
        Argument("total", "b", 20, "bigint", "0"),
        Argument("more", "v", 1009, "text[]", "'{}'::text[]"),
    )
    assert (look.is_definer, look.volatility, look.language) == (True, "stable", "sql")
    assert look.config == ('search_path=""',)
    rows = catalogue.functions["public.rows_of(text)"]
    assert [argument.name for argument in rows.inputs] == ["tenant"]
    assert rows.returns_set
    assert rows.returns == "TABLE(id integer, status text)"


def test_triggers(catalogue: Catalogue) -> None:
    [trigger] = relation(catalogue, "public.swallowed").triggers
    assert (trigger.name, trigger.enabled, trigger.timing) == ("swallow", "A", "before")
    assert (trigger.events, trigger.is_for_each_row) == (("insert",), True)
    assert trigger.function == "public.swallow()"


def test_views(catalogue: Catalogue) -> None:
    words = relation(catalogue, "public.words")
    assert words.options == ("security_invoker=on",)
    assert "no_key" in (words.definition or "")


def test_sequences(catalogue: Catalogue) -> None:
    bags = relation(catalogue, "public.bags_id_seq")
    assert (bags.sequence_table, bags.sequence_column) == ("public.bags", "id")
    assert relation(catalogue, "public.tickets").sequence_table is None
