"""Policies and grants in words."""

import pytest

from bo_cli.reference.access import in_words, readable_columns, who, writable_columns
from bo_cli.reference.facts import Facts


def relation(facts: Facts, name: str):
    return next(each for each in facts.relations() if each.bare_name == name)


@pytest.mark.parametrize(
    ("name", "command", "expected"),
    [
        ("conversations", "select", "`conversations.view` in the row's domain"),
        ("conversations", "insert", "nobody"),
        ("clients", "update", "`clients.edit`"),
        ("notification_prefs", "select", "own rows, by `person_id`"),
        ("account_stats", "select", "whoever may read the tables under it"),
        ("roles", "delete", "nobody"),
        (
            "cases",
            "select",
            "`cases.view` in the row's domain, or `cases.view` for this case alone"
            " and work in the row's domain",
        ),
        (
            "donations",
            "select",
            "`donations.view` in the row's domain, or `donations.view` for its case"
            " and work in the row's domain",
        ),
        (
            "dashboards",
            "select",
            "`analytics.view` in the row's domain and of dashboards that are the own"
            " or shared with one",
        ),
        (
            "audit_log",
            "select",
            "`audit.view` in the row's domain, or of no domain and `audit.view`",
        ),
    ],
)
def test_who(facts: Facts, name: str, command: str, expected: str) -> None:
    assert who(relation(facts, name), command) == expected


def test_every_policy_has_words(facts: Facts) -> None:
    for each in facts.relations():
        for policy in each.policies:
            for condition in filter(None, (policy.using, policy.check)):
                assert "SELECT" not in in_words(condition), f"{each.name} {policy.name}"


def test_a_condition_without_words_stays_sql() -> None:
    assert in_words("(is_public = true)") == "`(is_public = true)`"


def test_columns_follow_the_grants(facts: Facts) -> None:
    people = relation(facts, "people")
    assert "display_name" in writable_columns(people, "update")
    assert "role_key" not in writable_columns(people, "update")
    assert "role_key" in readable_columns(people)
