"""Whole tables, views and functions."""

import pytest

from bo_cli.assurance.explain.counts import count_rows
from bo_cli.assurance.explain.person import find_person
from bo_cli.assurance.explain.relation import find_relation
from bo_cli.assurance.explain.through import explain_function, explain_view
from bo_cli.assurance.explain.words_tables import counts_text, function_text, view_text
from bo_cli.core.errors import UsageError
from tests.assurance.explain.conftest import ANN


@pytest.fixture
def ann(shop):
    return find_person(shop, "ann@shop.example", None, None)


def counts(db, person, command="select", table="shop.documents"):
    found = count_rows(db, find_relation(db, table), person, command)
    return found, {policy.name: count.rows for policy, count in found.by_policy}


def test_each_policy_and_all_together(shop, ann, counted):
    found, by_policy = counts(shop, ann)
    assert by_policy == {"keep_archived": 3, "select_member": 3, "select_shared": 1}
    assert (found.together.rows, found.total.rows) == (2, 4)
    assert counted(shop, ANN, "select from shop.documents") == 2
    assert "2 of 4 rows of shop.documents" in counts_text(found)


def test_rows_that_may_be_changed_and_removed(shop, ann, counted):
    found, by_policy = counts(shop, ann, "update")
    assert (by_policy, found.together.rows) == ({"update_member": 3}, 2)
    found, by_policy = counts(shop, ann, "delete")
    assert (by_policy, found.together.rows) == ({"delete_own": 1}, 1)
    assert counted(shop, ANN, "delete from shop.documents where true") == 1


def test_without_the_privilege_nothing_is_seen(shop):
    found, by_policy = counts(shop, find_person(shop, "anon", None, None))
    assert (by_policy, found.together.rows, found.total.rows) == ({}, 0, 4)
    assert "✗ select on shop.documents" in counts_text(found)


def test_a_table_without_row_security(shop, ann):
    shop.execute("grant select on shop.teams to authenticated")
    found, _ = counts(shop, ann, table="shop.teams")
    assert (found.together.rows, found.bypass) == (2, "row security is off on shop.teams")


@pytest.mark.parametrize(
    ("options", "rows", "role"),
    [("with (security_invoker = on)", 2, "authenticated"), ("", 4, "postgres")],
)
def test_a_view(shop, ann, options, rows, role):
    shop.execute(
        f"""create view shop.titles {options} as select id, title from shop.documents;
        grant select on shop.titles to authenticated"""
    )
    found = explain_view(shop, find_relation(shop, "shop.titles"), ann)
    assert (found.rows.rows, found.total.rows) == (rows, 4)
    [base] = found.bases
    assert (base.relation.label, base.role, base.access.is_granted) == (
        *("shop.documents", role),
        True,
    )
    assert f"{rows} of 4 rows of the view shop.titles" in view_text(found)


def test_a_materialized_view(shop, ann):
    shop.execute(
        """create materialized view shop.titles as select id, title from shop.documents;
        grant select on shop.titles to authenticated"""
    )
    found = explain_view(shop, find_relation(shop, "shop.titles"), ann)
    assert (found.rows.rows, found.bases) == (4, ())
    assert "a copy without row security" in view_text(found)


def test_a_row_of_a_view(shop, explained):
    shop.execute(
        """create view shop.titles with (security_invoker = on) as
        select id, title from shop.documents;
        grant select on shop.titles to authenticated"""
    )
    found = explained(shop, "ann@shop.example", "shop.titles", "id=1")
    assert (found.is_allowed, found.reason) == (True, "authenticated has the privilege")
    assert [row.relation for row in found.deciding.needed] == [
        "shop.documents",
        "shop.team_members",
    ]
    found = explained(shop, "ann@shop.example", "shop.titles", "id=2")
    assert not found.is_allowed
    assert found.reason == (
        "the view does not show it; it reads shop.documents as authenticated: ask there"
    )


def test_functions(shop, ann):
    shop.execute("grant usage on schema shop_private to authenticated")
    found = explain_function(shop, "shop_private.my_teams()", ann)
    assert (found.is_allowed, found.is_definer, found.owner_bypasses) == (True, True, True)
    assert "may call shop_private.my_teams()" in function_text(found)
    anon = find_person(shop, "anon", None, None)
    found = explain_function(shop, "my_teams", anon)
    assert [access.is_granted for access in found.access] == [False, False]
    with pytest.raises(UsageError, match="there is no function shop"):
        explain_function(shop, "shop.nothing()", ann)


def test_who_nobody_is(shop):
    with pytest.raises(UsageError, match="nobody is called nobody@"):
        find_person(shop, "nobody@shop.example", None, None)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("shop.nothing", "1", "there is no table or view shop.nothing"),
        ("shop.documents", "99", "has no row 99, for anybody"),
        ("shop.documents", "one", "invalid input syntax for type bigint"),
        ("shop.documents", "title=", "has no row title="),
        ("shop.documents", f"team_id={ANN[:-1]}", "invalid input syntax for type uuid"),
        ("shop.documents", "is_archived=false", "has several rows is_archived=false"),
        ("shop.shares", "2", "has no primary key"),
    ],
)
def test_what_is_not_there(shop, explained, table, row, message):
    with pytest.raises(Exception, match=message):
        explained(shop, "ann@shop.example", table, row)
