"""What functions read, write and ask for, as the documents tell it."""

import pytest

from bo_cli.reference.facts import Facts
from bo_cli.reference.functions import function_prose


@pytest.mark.parametrize(
    ("function", "reads", "writes"),
    [
        ("conversation_detail", {"conversations", "messages"}, set()),
        ("ingest_visitor_events", set(), {"visitors", "conversations", "messages", "accounts"}),
        ("create_client", set(), {"clients"}),
        ("visitor_timeline", {"session_events", "sync_records"}, set()),  # By a view.
    ],
)
def test_reads_and_writes(facts: Facts, function: str, reads: set[str], writes: set[str]) -> None:
    body = facts.bodies[function]
    assert reads <= body.reads
    assert writes <= body.writes
    assert bool(body.writes) == bool(writes)


def test_permissions_come_from_helpers_too(facts: Facts) -> None:
    assert facts.bodies["invite_collaborator"].permissions == {"collaborators.manage"}
    assert "conversations.view" in facts.bodies["list_conversations"].permissions


def test_the_comment_names_what_the_body_asks_for(facts: Facts) -> None:
    """`Needs x.y` in a comment is a permission that the body, or a helper, really asks for."""
    for function in facts.functions():
        needed = function_prose(facts, function).needed
        assert needed is None or needed in facts.bodies[function.bare_name].permissions
