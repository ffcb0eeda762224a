"""Names of every kind, as the facts write them."""

import pytest

from bo_cli.assurance.diff.changes import access_change
from bo_cli.assurance.diff.naming import relation_of
from bo_cli.assurance.diff.related import Mentions
from bo_cli.db.facts import Difference


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("public.teams", "public.teams", ""),
        ("public.teams select_member", "public.teams", "select_member"),
        ("public.teams.name", "public.teams", "name"),
        ('"Odd Shop"."My ""Big"" Table" "It\'s mine"', 'Odd Shop.My "Big" Table', '"It\'s mine"'),
        ("shop", "shop", ""),
        ('"Odd Shop"', "Odd Shop", ""),
        ("shop.f(uuid,text)", "shop.f(uuid,text)", ""),
    ],
)
def test_a_relation_and_what_follows(text, name, rest):
    assert relation_of(text) == (name, rest)


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("policy", '"A b"."C d" "E f"', "A b.C d"),
        ("trigger", '"A b"."C d" touch', "A b.C d"),
        ("grant", 'column "A b"."C d"."E f" to anon', "A b.C d"),
        ("grant", "function public.f(a.b) to anon", "public.f(a.b)"),
        ("row security", '"A b"."C d"', "A b.C d"),
        ("relation", '"A b"."C d"', "A b.C d"),
        ("publication", 'news "A b"."C d"', "A b.C d"),
        ("row", '"A b"."C d" {"a": "b c"}', "A b.C d"),
    ],
)
def test_a_change_is_about(kind, text, name):
    change = access_change(Difference(kind, text, None, "SELECT"))
    assert change.object == name


def test_what_uses_what():
    facts = {
        ("policy", '"A b".t p'): "permissive select using (s.outer(id))",
        ("function", "s.outer(uuid)"): "select s.inner()",
        ("function", "s.inner()"): "select from s.roles",
        ("view", "s.v"): 'select from "A b".t',
        ("policy", "s.roles q"): "permissive select using (true)",
    }
    mentions = Mentions(facts)
    assert mentions.felt_through("s.inner()") == {"s.inner()", "s.outer(uuid)", "A b.t", "s.v"}
    assert mentions.felt_through("s.roles", only_views=True) == {"s.roles"}
    assert mentions.felt_through("A b.t", only_views=True) == {"A b.t", "s.v"}
