"""What an intent file answers: later entries over earlier ones, columns over rows, else closed."""

import pytest

from bo_cli.assurance.intent import Intent
from bo_cli.assurance.model import Allowance, Scope

from .conftest import BEGINNING, Load

CLOSED = Allowance(Scope.NONE)
OWN = Allowance(Scope.OWN)
TENANTS = Allowance(Scope.TENANTS)
ALL = Allowance(Scope.ALL)


def test_what_is_not_mentioned_is_closed(intent: Load) -> None:
    found = intent('[relations."public.people"]\nselect = { admin = "all" }')
    assert found.allowance("admin", "public.people", "select") == ALL
    assert found.allowance("user", "public.people", "select") == CLOSED
    assert found.allowance("admin", "public.people", "update") == CLOSED
    assert found.allowance("admin", "public.roles", "select") == CLOSED
    assert found.execution("admin", "public.f(uuid)") == CLOSED


def test_a_condition_narrows_a_scope(intent: Load) -> None:
    found = intent('[relations."public.a"]\nselect = { user = "tenants where not hidden" }')
    assert found.allowance("user", "public.a", "select") == Allowance(Scope.TENANTS, "not hidden")


def test_later_entries_are_laid_over_earlier_ones(intent: Load) -> None:
    found = intent(
        '[relations."public.*"]\nselect = { everyone = "all" }\n'
        '[relations."public.a"]\nselect = { user = "own" }'
    )
    assert found.allowance("user", "public.a", "select") == OWN
    assert found.allowance("anon", "public.a", "select") == ALL
    assert found.allowance("user", "public.b", "select") == ALL


def test_an_identity_wins_over_its_groups_in_one_line(intent: Load) -> None:
    found = intent('[relations."public.a"]\nselect = { admin = "all", team = "own" }')
    assert found.allowance("admin", "public.a", "select") == ALL
    assert found.allowance("user", "public.a", "select") == OWN


def test_a_group_may_hold_groups_above_it(intent: Load) -> None:
    beginning = BEGINNING.replace("[groups]", "[groups]\nx = ['user']\ny = ['x', 'anon']")
    found = intent('[relations."public.a"]\nselect = { y = "all" }', beginning)
    assert [found.allowance(who, "public.a", "select") for who in ("anon", "user", "admin")] == [
        ALL,
        ALL,
        CLOSED,
    ]


@pytest.fixture
def people(intent: Load) -> Intent:
    return intent(
        '[relations."public.people"]\n'
        '"select(email, *_token)" = { admin = "all" }\n'
        'select = { team = "own", anon = "all" }\n'
        '"insert(name), update(name)" = { user = "own" }\n'
    )


def test_columns_are_laid_over_whole_rows_in_any_order(people: Intent) -> None:
    def select(who: str, column: str | None) -> Allowance:
        return people.allowance(who, "public.people", "select", column)

    assert select("admin", "email") == select("admin", "api_token") == ALL
    assert select("admin", "name") == OWN
    assert select("user", "email") == OWN


def test_columns_that_are_not_named_are_closed(people: Intent) -> None:
    for command in ("insert", "update"):
        assert people.allowance("user", "public.people", command, "name") == OWN
        assert people.allowance("user", "public.people", command, "email") == CLOSED
        assert people.allowance("admin", "public.people", command, "name") == CLOSED


def test_without_a_column_the_farthest_one_counts(people: Intent) -> None:
    assert people.allowance("admin", "public.people", "select") == ALL
    assert people.allowance("user", "public.people", "select") == OWN
    assert people.allowance("user", "public.people", "update") == OWN


def test_a_later_rule_about_rows_also_closes_columns(intent: Load) -> None:
    found = intent(
        '[relations."public.*"]\n"select(email)" = { user = "all" }\n'
        '[relations."public.a"]\nselect = { user = "none" }'
    )
    assert found.allowance("user", "public.a", "select", "email") == CLOSED
    assert found.allowance("user", "public.a", "select") == CLOSED
    assert found.allowance("user", "public.b", "select") == ALL


def test_functions_by_name_and_by_arguments(intent: Load) -> None:
    found = intent(
        '[functions."public.list_*"]\nexecute = { team = "tenants" }\n'
        'arguments = { page_size = 10, after = "null" }\n'
        '[functions."public.list_people(uuid, text)"]\nexecute = { user = "none" }\n'
        "arguments = { page_size = true }"
    )
    assert found.execution("user", "public.list_rows(uuid)") == TENANTS
    assert found.execution("user", "public.list_people(uuid,text)") == CLOSED
    assert found.execution("admin", "public.list_people(uuid,text)") == TENANTS
    assert found.function_hints("public.list_rows(uuid)") == {"page_size": "10", "after": "null"}
    assert found.function_hints("public.list_people(uuid,text)") == {
        "page_size": "true",
        "after": "null",
    }


def test_own_and_tenant_columns(intent: Load) -> None:
    found = intent(
        '[relations."public.*"]\nown = "user_id"\n'
        '[relations."public.teams"]\nown = ["owner_id", "deputy_id"]\ntenant = "id"'
    )
    assert found.own_columns("public.notes") == ("user_id",)
    assert found.own_columns("public.teams") == ("owner_id", "deputy_id")
    assert found.own_columns("private.notes") == ()
    assert found.tenant_column_of("public.notes") == "domain_id"
    assert found.tenant_column_of("public.teams") == "id"


def test_unused_names_what_matches_nothing(intent: Load) -> None:
    found = intent(
        '[relations."public.a"]\n[relations."public.{b,c}"]\n[relations."public.z*"]\n'
        '[functions."public.f"]\n[functions."public.f(text)"]\n'
    )
    assert found.unused(["public.a", "public.c"], ["public.f(uuid)"]) == [
        'relations."public.z*"',
        'functions."public.f(text)"',
    ]


def test_setup_takes_statements_and_files(intent: Load, intent_file) -> None:
    (intent_file.parent / "more.sql").write_text("select 1;")
    found = intent("", 'setup = ["more.sql", "select 2"]' + BEGINNING)
    assert found.setup == ("select 1;", "select 2")


def test_an_identity_may_be_like_one_above(intent: Load) -> None:
    found = intent(
        "[identities.strong]\nlike = 'user'\nclaims = { aal = 'aal2' }\n"
        "[identities.elsewhere]\nlike = 'strong'\ntenants = ['two']\nclaims = { aal = 'aal1' }\n"
    ).identities
    assert found["strong"].role == "authenticated"
    assert found["strong"].tenants == ("one",)
    assert found["strong"].claims == {"sub": "u", "aal": "aal2"}
    assert found["elsewhere"].tenants == ("two",)
    assert found["elsewhere"].claims == {"sub": "u", "aal": "aal1"}
    assert found["user"].claims == {"sub": "u"}
