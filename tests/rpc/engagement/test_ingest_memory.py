"""What one batch told is not forgotten by the next, whichever comes first."""

from itertools import permutations

import pytest

from .events import Connection, Event, event, ingest, make_id, message, state

TALK = make_id("conversation")
# Event kind -> column of the conversation.
FLAGS = ("email_captured", "demo_proposed", "cta_clicked", "demo_booked")


def happened(kind: str) -> Event:
    properties = {"email": "jo@acme.example"} if kind == "email_captured" else {}
    return event(kind, kind, conversation_id=TALK, minute=1, properties=properties)


@pytest.mark.row("R05", "R27")
@pytest.mark.parametrize("kind", FLAGS)
@pytest.mark.parametrize("is_first", [True, False])
def test_what_happened_stays(db: Connection, kind: str, is_first: bool) -> None:
    asked = message("asks", 0)
    for batch in (happened(kind), asked) if is_first else (asked, happened(kind)):
        ingest(db, [batch])
    [talk] = state(db)["conversations"]
    assert {name for name in FLAGS if talk[name]} == {kind}


@pytest.mark.row("R03", "R05", "R27")
@pytest.mark.parametrize(
    "environments", [*permutations(["production", "staging"]), ("staging", "staging")]
)
def test_one_real_visit_makes_the_visitor_real(
    db: Connection, environments: tuple[str, str]
) -> None:
    for number, environment in enumerate(environments):
        ingest(db, [event(f"visit {number}", minute=number, environment=environment)])
    is_test = environments == ("staging", "staging")
    found = state(db)
    assert [row["is_test"] for row in found["visitors"]] == [is_test]
    assert [row["is_test"] for row in found["visitor_sessions"]] == [is_test]


@pytest.mark.row("R05", "R27")
@pytest.mark.parametrize(
    ("environment", "target", "is_test"),
    [
        ("production", "widget", False),
        ("staging", "widget", True),
        ("production", "preview", True),
        ("staging", "preview", True),
    ],
)
def test_only_the_widget_in_production_is_real(
    db: Connection, environment: str, target: str, is_test: bool
) -> None:
    ingest(db, [message("asks", 0, environment=environment, deployment_target=target)])
    found = state(db)
    assert found["visitors"][0]["is_test"] is is_test
    assert found["conversations"][0]["is_test"] is is_test
