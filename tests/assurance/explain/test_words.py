"""What people read: the verdict first, every value beside its condition, long ones cut."""

from bo_cli.assurance.explain.condition import read_condition
from bo_cli.assurance.explain.evaluate import Value
from bo_cli.assurance.explain.words import as_text, shown
from bo_cli.db.attempt import Refusal
from tests.assurance.explain.conftest import ANN, TEAM_ONE

SEEN = f"""\
ann@shop.example sees shop.documents id=4
  because policies select_member, select_shared each admit it
  as role authenticated, sub {ANN}, aal aal1

✓ usage on schema shop, through authenticated
✓ select on shop.documents, through authenticated
row security: on, and binds authenticated
✓ select policies, using, to read the row
    ✓ keep_archived (restrictive, to authenticated)
        true: NOT is_archived
            false: is_archived
    ✓ select_member (permissive, to authenticated)
        true: team_id = ANY((SELECT shop_private.my_teams())::uuid[])
            team_id = {TEAM_ONE}
            (SELECT shop_private.my_teams())::uuid[] = {{{TEAM_ONE}}}
    ✓ select_shared (permissive, to authenticated)
        true: id IN (SELECT s.document_id FROM shop.shares s WHERE s.user_id = auth.uid())
            id = 4
            ARRAY(SELECT s.document_id FROM shop.shares s WHERE s.user_id = auth.uid()) = {{4}}
decided by one of these 2 (only without all of them the row disappears)
"""


def test_a_row_that_is_seen(shop, explained):
    text = as_text(explained(shop, "ann@shop.example", "shop.documents", "4"))
    assert text.startswith(SEEN)
    ways = text.removeprefix(SEEN).splitlines()
    assert [line.split()[0] for line in ways[:2]] == ["shop.team_members:", "shop.shares:"]
    assert ways[2:] == ["decided by the token: sub (without it, the row disappears)"]


def test_values():
    assert shown(Value("true")) == "true"
    assert shown(Value(None)) == "null"
    many = "{" + ",".join(str(number) for number in range(1000)) + "}"
    assert shown(Value(many)).endswith("… (1000 in all)")
    assert shown(Value("x" * 500)).endswith("x…")
    refusal = Refusal("42501", "permission denied for function f")
    assert shown(Value(None, refusal)) == "error (42501 permission denied for function f)"


def test_conditions_are_taken_apart():
    text = '((a = 1) AND ((b IS NULL) OR (NOT c)) AND ("My col" = ANY (ARRAY[1, 2])))'
    found = read_condition(text, "t", ("a", "b", "c", "My col"))
    assert [part.text for part in found.conjuncts()] == [
        *("a = 1", "b IS NULL OR NOT c", '"My col" = ANY(ARRAY[1, 2])')
    ]
    [_, either, _] = found.parts
    assert (either.kind, [part.kind for part in either.parts]) == ("or", ["leaf", "not"])
    assert [part.inputs for part in found.parts] == [("a",), (), ('"My col"',)]


def test_columns_of_the_row_are_told_from_those_of_a_sub_select():
    text = "(EXISTS ( SELECT 1 FROM s.m WHERE ((m.id = t.id) AND (m.a = auth.uid()))))"
    assert read_condition(text, "t", ("id", "a")).inputs == ("t.id",)
