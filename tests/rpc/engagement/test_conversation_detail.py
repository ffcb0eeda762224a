"""One conversation with everything around it; the same answer for hidden and missing."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from .actors import deny
from .events import START, Connection, event, ingest, make_id, message
from .test_list_conversations import ABTASTY, LOOK_ALIKE

HERE = {"site_domain": "abtasty.com"}


@pytest.mark.row("R05")
def test_transcript_follows_seq_even_with_equal_times(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    texts = ["third", "first", "second"]
    order = [2, 0, 1]
    ingest(
        db,
        [
            message(text, seq, text, site_domain="abtasty.com")
            for text, seq in zip(texts, order, strict=True)
        ],
    )
    with as_person(db, "user@user.com"):
        detail = rpc(
            db, "conversation_detail", domain_id=ABTASTY, conversation_id=make_id("conversation")
        )
    assert [m["content"] for m in detail["messages"]] == ["first", "second", "third"]
    assert {m["occurred_at"] for m in detail["messages"]} == {START.isoformat()}
    assert detail["visitor"]["id"] == detail["conversation"]["visitor_id"] == make_id("visitor")
    assert detail["session"]["id"] == make_id("session")
    assert (detail["account"], detail["score"], detail["scores"]) == (None, None, [])


@pytest.mark.row("R05")
def test_a_person_beats_a_model_and_a_new_rubric_an_old_one(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [message("m", 0, site_domain="abtasty.com")])
    talk = {"domain_id": ABTASTY, "conversation_id": make_id("conversation")}
    judge = (
        "insert into conversation_scores (domain_id, conversation_id, scorer, rubric_version,"
        " score, scored_by) values (%s, %s, %s, %s, %s, %s)"
    )
    person = "00000000-0000-4000-8000-000000000007"
    current = []
    for scorer, rubric, score, by in [
        ("rule", 9, 10, None),
        ("llm", 1, 20, None),
        ("llm", 2, 30, None),
        ("llm", 1, 40, None),
        ("human", 1, 50, person),
        ("llm", 3, 60, None),
    ]:
        db.execute(judge, [*talk.values(), scorer, rubric, score, by])
        with as_person(db, "user@user.com"):
            detail = rpc(db, "conversation_detail", **talk)
        current.append(detail["score"]["score"])
    assert current == [10, 20, 30, 30, 50, 50]
    assert len(detail["scores"]) == 6


@pytest.mark.row("R05", "R25", "R26")
def test_hidden_and_missing_give_the_same_answer(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    hidden = db.execute(
        "select domain_id, id from conversations where domain_id = %s limit 1", [LOOK_ALIKE]
    ).fetchone()
    assert hidden is not None
    answers = []
    for domain_id, conversation_id in [
        hidden, (ABTASTY, make_id("none")), (make_id("none"), hidden[1]), (ABTASTY, hidden[1]),
    ]:  # fmt: skip
        with pytest.raises(psycopg.errors.NoDataFound) as caught, as_person(db, "user@user.com"):
            rpc(db, "conversation_detail", domain_id=domain_id, conversation_id=conversation_id)
        diag = caught.value.diag
        answers.append((diag.message_primary, diag.message_detail, diag.message_hint))
    assert answers == [("there is no such conversation", "NOT_FOUND", None)] * 4


@pytest.mark.row("R05", "R15", "R25")
@pytest.mark.parametrize(
    ("denied", "parts"),
    [
        ("visitors", {"conversation", "messages"}),
        ("accounts", {"conversation", "messages", "visitor", "session"}),
        ("topics", {"conversation", "messages", "visitor", "session", "account"}),
    ],
)
def test_each_part_needs_its_permission(
    db: Connection, as_person: Any, rpc: Callable[..., Any], denied: str, parts: set[str]
) -> None:
    known = event("known", properties={"email": "ann@acme.example"}, **HERE)
    ingest(db, [{**known, "kind": "email_captured"}, message("m", 1, **HERE)])
    deny(db, "user@user.com", f"{denied}.view", HERE["site_domain"])
    talk = {"domain_id": ABTASTY, "conversation_id": make_id("conversation")}
    with as_person(db, "user@user.com"):
        detail = rpc(db, "conversation_detail", **talk)
    assert {name for name, part in detail.items() if part} == parts


@pytest.mark.row("R05", "R15")
def test_without_the_permission_there_is_no_conversation(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [message("m", 0, **HERE)])
    deny(db, "user@user.com", "conversations.view", HERE["site_domain"])
    talk = {"domain_id": ABTASTY, "conversation_id": make_id("conversation")}
    with pytest.raises(psycopg.errors.NoDataFound), as_person(db, "user@user.com"):
        rpc(db, "conversation_detail", **talk)
