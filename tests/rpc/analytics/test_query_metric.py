"""Any dimensions, filters and buckets tell what counting by hand does; nothing else is asked."""

import random

import psycopg
import pytest

from .questions import Connection, Row, ask, by_hand, fill, questions, read_facts

pytestmark = pytest.mark.row("C21", "C51")


def test_any_question_equals_counting_by_hand(db: Connection) -> None:
    draw = random.Random(51)  # noqa: S311
    fill(db, draw)
    facts = read_facts(db)
    assert len(facts["trades"]) > 150
    assert len(facts["events"]) > 50
    db.execute("select tests.as('admin@admin.com')")
    answered = 0
    for asked in questions(draw, facts, 120):
        wanted = by_hand(facts, asked)
        assert ask(db, asked) == wanted, asked
        answered += len(wanted) > 0
    assert answered > 80


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"metric": "pg_sleep(9)"}, "metric: must be transactions"),
        ({"metric": None}, "metric: must be transactions"),
        (
            {"dims": ["side); drop table transactions; --"]},
            "dims: must be of domain_id, cohort_id, is_referred",
        ),
        ({"dims": ["platform_user_id"]}, "dims: must be of"),
        ({"dims": ["name"]}, "dims: must be of"),
        ({"dims": None}, "dims: must be of"),
        ({"dims": [None]}, "dims: must be of"),
        (
            {"metric": "events", "dims": ["side"]},
            "dims: must be of domain_id, actor_kind, name, source",
        ),
        ({"filter": {"1=1; --": []}}, "is no known filter"),
        ({"filter": {"side": "buy"}}, "filter.side: must be an array of buy or sell"),
        ({"filter": {"side": ["' or true --"]}}, "filter.side: must be an array of buy or sell"),
        ({"filter": {"provider": [1]}}, "filter.provider: must be an array of texts"),
        ({"filter": {"provider": "raydium"}}, "filter.provider: must be an array of texts"),
        ({"filter": {"name": ["x"]}}, "filter.name: is no known filter"),
        ({"bucket": "1 day'; --"}, "bucket: must be day, week or month"),
        ({"time_zone": "UTC'; --"}, "time_zone"),
        ({"filter": {"domain_ids": ["10000000-0000-4000-8000-000000000001"]}}, "not permitted"),
    ],
)
def test_nothing_else_can_be_asked(db: Connection, over: Row, message: str) -> None:
    asked = {"metric": "transactions", "dims": [], "filter": {}, "bucket": None, "time_zone": None}
    db.execute("select tests.as('business@demo.example')")
    with pytest.raises(psycopg.Error, match=message), db.transaction():
        ask(db, asked | over)


def test_what_looks_like_a_statement_is_a_value(db: Connection) -> None:
    asked = {"metric": "events", "dims": ["name"], "bucket": None, "time_zone": None}
    db.execute("select tests.as('business@demo.example')")
    asked["filter"] = {"from": "2026-11-01T00:00:00Z", "name": ["x' or '1'='1"]}
    assert ask(db, asked) == {}
    asked["filter"] = {"from": "2026-11-01T00:00:00Z"}
    assert len(ask(db, asked)) > 1


@pytest.mark.parametrize("person", ["tests.as_anon()", "tests.as_service()"])
def test_who_may_not_ask(db: Connection, person: str) -> None:
    db.execute(f"select {person}")
    with pytest.raises(psycopg.Error, match="permission denied"), db.transaction():
        db.execute("select public.query_metric('events')")


def test_too_many_rows_are_refused(db: Connection) -> None:
    db.execute(
        "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
        " actor_kinds) select id, 'probe_' || n, 1, 'x', '{}', '{user}' from domains,"
        " generate_series(1, 10001) as n where site_domain = 'cooking.example'"
    )
    db.execute(
        "insert into event_log select domain_id, gen_random_uuid(), name, 1, 'user', 'u', null,"
        " '{}', '2026-10-10T00:00:00Z', now(), 'x', null, false, false from event_catalog"
        " where name ~ '^probe_'"
    )
    db.execute("select tests.as('business@demo.example')")
    asked = {"metric": "events", "dims": ["name"], "bucket": None, "time_zone": None}
    asked["filter"] = {"from": "2026-10-10T00:00:00Z", "to": "2026-10-11T00:00:00Z"}
    with pytest.raises(psycopg.Error, match="dims: give more than 10000 rows"), db.transaction():
        ask(db, asked)
    asked["filter"] |= {"name": [f"probe_{n}" for n in range(1, 10001)]}
    assert len(ask(db, asked)) == 10000
