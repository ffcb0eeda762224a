"""Names that must be quoted, keys that are generated, columns of every kind."""

from pathlib import Path

import pytest

SCHEMA = (Path(__file__).parent / "odd_names.sql").read_text()
TABLE = 'Odd Shop.My "Big" Table'
TEAM = '"My ""Big"" Table"."Team"'
MAIL = "ann@shop.example"


@pytest.fixture
def odd(db):
    db.execute(SCHEMA)
    return db


@pytest.mark.parametrize("command", ["select", "update"])
def test_a_row(odd, explained, command):
    found = explained(odd, MAIL, TABLE, "1", command)
    assert found.is_allowed, found.reason
    [row] = found.deciding.needed
    assert (row.relation, row.values["Team"]) == ("Odd Shop.Team.Member", "7")
    [judged] = found.stages[0].policies
    assert judged.policy.name == 'It\'s "mine"'
    assert judged.values[TEAM].text == "7"


@pytest.mark.parametrize("command", ["select", "update"])
def test_a_row_of_others(odd, explained, command):
    found = explained(odd, MAIL, TABLE, "2", command)
    assert not found.is_allowed
    assert found.would == (
        "Odd Shop.Team.Member (User Id = a0000000-0000-4000-8000-000000000001) with Team = 8"
        " instead of 7",
    )


def test_an_insert(odd, explained):
    for team, is_allowed in ((7, True), (8, False)):
        given = {"Team": team, "User's": {"x": "it's"}, "select": ["it's bad"]}
        found = explained(odd, MAIL, TABLE, None, "insert", given)
        assert found.is_allowed is is_allowed
        assert found.stages[0].passes is is_allowed
