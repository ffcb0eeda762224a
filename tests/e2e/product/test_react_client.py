"""The first visit of a client user through supabase-js: R21, R23, R25."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

PROGRAM = Path(__file__).with_name("client.mjs")
OWN_DOMAIN = "10000000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def said(product: Any) -> dict[str, Any]:
    """What the API answered to each step of the program."""
    done = product.run(PROGRAM)
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@pytest.mark.row("R23")
def test_the_password_decides(said: dict[str, Any]) -> None:
    assert said["wrong"] == "invalid_credentials"
    assert said["email"] == "user@user.com"


@pytest.mark.row("R21")
def test_nobody_reads_nothing(said: dict[str, Any]) -> None:
    assert said["before"]["status"] == 401
    assert said["before"]["error"]["code"] == "42501"


@pytest.mark.row("R21", "R25", "R26")
def test_conversations_are_those_of_the_own_domain(
    said: dict[str, Any], db: psycopg.Connection[Any]
) -> None:
    answer = said["conversations"]
    assert answer["error"] is None
    count = db.execute(
        "select count(*) from public.conversations where domain_id = %s", [OWN_DOMAIN]
    ).fetchone()
    assert count is not None
    assert answer["count"] == count[0] > 2
    assert {row["domain_id"] for row in answer["data"]} == {OWN_DOMAIN}
    assert said["elsewhere"]["data"] == []
    hidden = db.execute(
        "select count(*) from public.conversations where domain_id <> %s", [OWN_DOMAIN]
    ).fetchone()
    assert hidden is not None
    assert hidden[0] > 0, "no other domain has conversations: nothing was hidden"


@pytest.mark.row("R05", "R21")
def test_messages_are_embedded_in_order(said: dict[str, Any]) -> None:
    transcripts = [row["messages"] for row in said["conversations"]["data"]]
    assert any(len(messages) > 1 for messages in transcripts)
    for messages in transcripts:
        order = [message["seq"] for message in messages]
        assert order == sorted(order)


@pytest.mark.row("R01", "R25")
def test_me_and_lists_know_one_domain(said: dict[str, Any]) -> None:
    assert [domain["site_domain"] for domain in said["me"]["data"]["domains"]] == ["abtasty.com"]
    assert len(said["list"]["data"]) == 3
    assert {row["domain_id"] for row in said["list"]["data"]} == {OWN_DOMAIN}


@pytest.mark.row("R20", "R25")
def test_the_rest_is_refused_with_a_reason(said: dict[str, Any]) -> None:
    assert said["refused"]["status"] == 403
    assert said["refused"]["error"]["code"] == "42501"
    assert said["refused"]["error"]["details"] == "PERMISSION_DENIED"
    assert said["written"]["error"]["code"] == "42501"
    assert said["unknown"]["error"]["code"] == "PGRST202"
