"""Scores by people, models and rules; which one counts, and who may give one."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .actors import SUPPORT, USER, act_as, allow, refusal
from .events import Connection, ingest, make_id, message

SCORE = (
    "select public.score_conversation(domain_id => tests.domain(%L), conversation_id => %L,"
    " score => %L, rubric_version => %L, dimensions => %L, reason => %L, scorer => %L,"
    " idempotency_key => %L)"
)
UNSCORED = "select id from conversations where score is null limit 1"
TALK = make_id("conversation")
ADMIN = "admin@admin.com"


@pytest.fixture(autouse=True)
def talk(db: Connection) -> None:
    ingest(db, [message("m", 0, site_domain="abtasty.com")])


def score(
    db: Connection, actor: str, given: Any = 50, rubric: Any = 1, **fields: Any
) -> str | None:
    """The refusal, or None. Fields: site, talk, dimensions, reason, scorer, key."""
    return refusal(
        db, actor, SCORE, fields.get("site", "abtasty.com"), fields.get("talk", TALK), given,
        rubric, json.dumps(fields.get("dimensions", {})), fields.get("reason"),
        fields.get("scorer", "llm" if actor == "service" else "human"), fields.get("key"),
    )  # fmt: skip


def current(db: Connection) -> tuple[Any, ...]:
    """Score and scorer as the conversation has them; the view must say the same."""
    row = db.execute("select score, scorer from conversations where id = %s", [TALK]).fetchone()
    view = db.execute(
        "select score, scorer from current_conversation_scores where conversation_id = %s", [TALK]
    ).fetchone()
    assert row is not None
    assert row == (view or (None, None))
    return row[0], row[1]


@pytest.mark.row("R05")
def test_people_before_models_before_rules_then_the_newest_rubric(db: Connection) -> None:
    assert current(db) == (None, None)
    steps = [
        ("service", 10, 9, "rule", (10, "rule")),
        ("service", 20, 1, "llm", (20, "llm")),
        ("service", 30, 2, "llm", (30, "llm")),
        ("service", 40, 1, "llm", (30, "llm")),
        (ADMIN, 50, 1, "human", (50, "human")),
        ("service", 60, 3, "llm", (50, "human")),
        (ADMIN, 55.5, 2, "human", (55.5, "human")),
    ]
    for actor, given, rubric, scorer, expected in steps:
        assert score(db, actor, given, rubric, scorer=scorer) is None
        assert current(db) == expected


@pytest.mark.row("R05")
def test_what_is_stored_and_audited(db: Connection) -> None:
    assert score(db, ADMIN, 72, 3, dimensions={"tone": 80}, reason=" late ") is None
    row = db.execute(
        "select score, rubric_version, dimensions, reason, scorer, scored_by = tests.person(%s), id"
        " from conversation_scores where conversation_id = %s",
        [ADMIN, TALK],
    ).fetchone()
    assert row is not None
    assert row[:-1] == (72, 3, {"tone": 80}, "late", "human", True)
    audited = db.execute(
        "select action, after ->> 'score', actor_person_id = tests.person(%s) from audit_log"
        " where resource = 'conversation_scores' and resource_id = %s",
        [ADMIN, str(row[-1])],
    ).fetchall()
    assert audited == [("insert", "72.00", True)]


@pytest.mark.row("R05", "R25")
@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (ADMIN, None),
        ("service", None),
        (USER, "42501 PERMISSION_DENIED"),
        (SUPPORT, "42501 PERMISSION_DENIED"),
        ("partner@demo.example", "42501 PERMISSION_DENIED"),
        ("anon", "42501"),
    ],
)
def test_who_may(db: Connection, actor: str, answer: str | None) -> None:
    assert score(db, actor) == answer
    assert (current(db) == (None, None)) is bool(answer)


@pytest.mark.row("R05", "R25", "R26")
def test_who_is_granted_it_in_one_domain_may_there_only(db: Connection) -> None:
    allow(db, SUPPORT, "conversations.edit", "cooking.example")
    row = db.execute(
        "select id from conversations where domain_id = tests.domain('cooking.example') limit 1"
    ).fetchone()
    assert row is not None
    elsewhere = {"site": "cooking.example", "talk": str(row[0])}
    assert score(db, SUPPORT) == "42501 PERMISSION_DENIED"
    assert score(db, SUPPORT, **elsewhere) is None
    assert score(db, SUPPORT, site="cooking.example") == "P0002 NOT_FOUND"
    assert score(db, SUPPORT, site="abtasty.com", talk=str(row[0])) == "42501 PERMISSION_DENIED"


@pytest.mark.row("R05")
@pytest.mark.parametrize(
    ("actor", "scorer"),
    [(ADMIN, "llm"), (ADMIN, "rule"), (ADMIN, None), ("service", "human"), ("service", "other")],
)
def test_nobody_scores_in_another_name(db: Connection, actor: str, scorer: str | None) -> None:
    assert score(db, actor, scorer=scorer) == "22023 INVALID_INPUT"


@pytest.mark.row("R05")
@pytest.mark.parametrize(
    "wrong",
    [
        {"given": -0.01}, {"given": 100.01}, {"given": "NaN"}, {"given": None}, {"rubric": 0},
        {"rubric": None}, {"dimensions": []}, {"dimensions": {"tone": 101}},
        {"dimensions": {"tone": "good"}}, {"dimensions": {str(n): n for n in range(51)}},
        {"dimensions": {"tone": [1, 2]}}, {"reason": "x" * 2001},
    ],
)  # fmt: skip
def test_bad_input_stores_nothing(db: Connection, wrong: dict[str, Any]) -> None:
    assert score(db, ADMIN, **wrong) == "22023 INVALID_INPUT"
    assert current(db) == (None, None)


@pytest.mark.row("R05")
def test_a_call_that_is_sent_again_adds_nothing(db: Connection) -> None:
    ingest(db, [message("n", 0, site_domain="abtasty.com", conversation_id=make_id("other"))])
    for _ in range(2):
        assert score(db, "service", 30, key=make_id("score")) is None
    count = db.execute(
        "select count(*) from conversation_scores where conversation_id = %s", [TALK]
    ).fetchone()
    assert count == (1,)
    assert (
        score(db, "service", talk=make_id("other"), key=make_id("score")) == "22023 INVALID_INPUT"
    )


@pytest.mark.row("R05")
def test_of_two_scores_at_once_the_one_that_counts_stays(
    database_server: ConnectionInfo, template: str
) -> None:
    call = "select public.score_conversation(domain_id, id, %s, 1, scorer => %s) from conversations"
    with worker_database(database_server, template) as url:

        def by_model() -> None:
            with psycopg.connect(url) as other:
                act_as(other, "service")
                other.execute(f"{call} where id = %s", [10, "llm", talk_id])

        with psycopg.connect(url) as db, ThreadPoolExecutor(1) as pool:
            (talk_id,) = db.execute(UNSCORED).fetchall()[0]
            act_as(db, ADMIN)
            db.execute(f"{call} where id = %s", [90, "human", talk_id])
            scored = pool.submit(by_model)
            with pytest.raises(TimeoutError):
                scored.result(0.3)
            db.commit()
            scored.result(10)
            row = db.execute(
                "select score, scorer from conversations where id = %s", [talk_id]
            ).fetchone()
    assert row == (90, "human")
