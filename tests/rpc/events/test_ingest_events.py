"""What a platform tells of events: each id once, the bad ones set aside, the others kept."""

import json
import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from .log import (
    Connection,
    counts,
    draw_events,
    event,
    expected,
    ingest,
    is_good,
    moment,
    state,
)

pytestmark = pytest.mark.row("C31")

FAULTS: list[tuple[str, Any]] = [
    ("event: ", "no object"),
    ("site_domain: ", event(site_domain="unknown.example")),
    ("site_domain: ", event(site_domain=None)),
    ("id: ", event(id="1")),
    ("id: ", event(id=None)),
    ("name: must", event(name=7)),
    ("name: must", event(name="a" * 101)),
    ("name: is not in the catalogue", event(name="nobody_knows")),
    ("name: is not in the catalogue", event(schema_version=3)),
    ("name: is not in the catalogue", event(name="report_opened", site_domain="toto.example")),
    ("schema_version: ", event(schema_version=0)),
    ("schema_version: ", event(schema_version="new")),
    ("actor_kind: must", event(actor_kind="robot")),
    ("actor_kind: must", event(actor_kind=None)),
    ("actor_kind: does not", event(actor_kind="bo_user")),
    ("actor_id: ", event(actor_id=None)),
    ("actor_id: ", event(actor_id="a" * 201)),
    ("actor_id: ", event(name="prices_refreshed", actor_kind="system", actor_id=" ")),
    ("object: ", event(object={})),
    ("object: ", event(object="a" * 201)),
    ("properties: must be an object", event(properties=[])),
    ("properties: must have", event(properties={"amount_minor": 1, "a": "b" * 16000})),
    ("properties/amount_minor: ", event(properties=None)),
    ("properties/amount_minor: ", event(properties={"amount_minor": "many"})),
    ("properties/type: ", event(schema_version=2, properties={"amount_minor": 1})),
    ("occurred_at: must be", event(occurred_at="now")),
    ("occurred_at: must be", event(occurred_at="2026-03-01T00:00:00")),
    ("occurred_at: must be", event(occurred_at=None)),
    ("occurred_at: must lie", event(occurred_at="1999-12-31T23:59:59Z")),
    ("source: ", event(source="The Shop")),
    ("trace_id: ", event(trace_id="a" * 101)),
    ("trace_id: ", event(trace_id=5)),
    ("is_test: ", event(is_test="yes")),
]


def test_order_and_split_and_repeats_do_not_matter(db: Connection) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    for _ in range(15):
        told = draw_events(draw, draw.randint(1, 60))
        stored = set_aside = 0
        with db.transaction(force_rollback=True):
            for place in range(0, len(told), 7):
                answer = ingest(db, told[place : place + 7])
                stored += answer["stored"]
                set_aside += answer["quarantined"]
                assert sum(counts(answer)[1:4]) == answer["received"]
            assert state(db) == expected(told), f"seed {seed}"
            assert stored == len(expected(told))
            assert set_aside == sum(not is_good(one) for one in told)
            draw.shuffle(told)
            assert ingest(db, told)["stored"] == 0
            assert {row[0] for row in state(db)} == {row[0] for row in expected(told)}


@pytest.mark.row("C47")
@pytest.mark.parametrize(("reason", "bad"), FAULTS)
def test_a_bad_event_is_set_aside_and_the_others_are_kept(
    db: Connection, reason: str, bad: Any
) -> None:
    answer = ingest(db, [event(8), bad, event(9)])
    assert counts(answer) == (3, 2, 0, 1, 0)
    [fault] = answer["faults"]
    assert fault["index"] == 1
    assert fault["reason"].startswith(reason)
    row = db.execute(
        "select reason, event from event_quarantine where event = %s", [json.dumps(bad)]
    ).fetchone()
    assert row == (fault["reason"], bad)
    assert len(state(db)) == 2


def test_a_thousand_twice_over_are_a_thousand(db: Connection) -> None:
    told = [event(number) for number in range(1, 1001)]
    assert counts(ingest(db, told)) == (1000, 1000, 0, 0, 0)
    before = state(db)
    last = db.execute("select max(id) from audit_log").fetchone()
    assert counts(ingest(db, told)) == (1000, 0, 1000, 0, 0)
    assert state(db) == before
    assert db.execute("select max(id) from audit_log").fetchone() == last


def test_an_id_is_one_event_at_whatever_time_and_in_whatever_month(db: Connection) -> None:
    ingest(db, [event(1)])
    db.execute("select public.run_event_upkeep()")
    for told in (event(1, occurred_at=moment(5)), event(1, occurred_at=moment(24 * 200))):
        assert counts(ingest(db, [told])) == (1, 0, 1, 0, 0)
    assert counts(ingest(db, [event(2), event(2, occurred_at=moment(9)), event(2)])) == (
        3,
        1,
        2,
        0,
        0,
    )
    ahead = event(3, occurred_at="2999-01-01T00:00:00Z")
    assert counts(ingest(db, [ahead])) == (1, 1, 0, 0, 1)
    assert counts(ingest(db, [ahead])) == (1, 0, 1, 0, 0)
    assert len(state(db)) == 3
    other = event(1, site_domain="toto.example", name="user_signed_in")
    assert counts(ingest(db, [other])) == (1, 1, 0, 0, 0), "another domain's ids are its own"


def test_two_connections_at_once(own_url: str) -> None:
    told = [one for one in draw_events(random.Random(4), 300) if is_good(one)]  # noqa: S311

    def send(number: int) -> int:
        own = list(told)
        random.Random(number).shuffle(own)  # noqa: S311
        stored = 0
        with psycopg.connect(own_url) as connection:
            for place in range(0, len(own), 30):
                stored += ingest(connection, own[place : place + 30])["stored"]
                connection.commit()
        return stored

    with ThreadPoolExecutor(4) as pool:
        stored = sum(pool.map(send, range(4)))
    with psycopg.connect(own_url) as connection:
        ids = {(row[0], row[1]) for row in state(connection)}
        assert ids == {(row[0], row[1]) for row in expected(told)}
        assert stored == len(ids) == len(state(connection))


def test_a_time_ahead_is_that_of_receipt_and_says_so(db: Connection) -> None:
    row = db.execute(
        "select to_char(now() + interval '301 seconds', 'YYYY-MM-DD\"T\"HH24:MI:SS.USOF'),"
        " to_char(now() + interval '299 seconds', 'YYYY-MM-DD\"T\"HH24:MI:SS.USOF')"
    ).fetchone()
    assert row is not None
    ingest(db, [event(1, occurred_at=row[0]), event(2, occurred_at=row[1])])
    found = db.execute(
        "select occurred_at = received_at, has_clock_skew, received_at = now() from event_log"
        " where source = 'test' order by id"
    ).fetchall()
    assert found == [(True, True, True), (False, False, True)]


@pytest.mark.row("C47")
def test_personal_properties_are_dropped_and_digested(db: Connection) -> None:
    pii = {"ip": "drop", "contact.email": "hash", "contact.phone": "hash", "age": "hash"}
    db.execute(
        "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
        " actor_kinds, pii) select id, 'joined', 1, 'x', '{}', '{user}', %s from domains"
        " where site_domain in ('cooking.example', 'toto.example')",
        [json.dumps(pii)],
    )
    known = {"ip": "203.0.113.7", "plan": "a", "age": 40}
    said = {"contact": {"email": " Ann@Mail.example ", "phone": None}}
    same = {"contact": {"email": "ann@mail.example"}}
    ingest(
        db,
        [
            event(1, name="joined", properties=known | said),
            event(2, name="joined", properties=same),
            event(3, name="joined", properties=same, site_domain="toto.example"),
        ],
    )
    first, second, third = [
        row[0]
        for row in db.execute("select properties from event_log where name = 'joined' order by id")
    ]
    assert set(first) == {"plan", "age", "contact"}
    assert first["plan"] == "a"
    assert set(first["contact"]) == {"email"}
    assert len(first["contact"]["email"]) == len(first["age"]) == 64
    assert first["contact"]["email"] == second["contact"]["email"], "one writing or another"
    assert second["contact"]["email"] != third["contact"]["email"], "each domain has its key"
    secret = db.execute("select secret from private.event_keys limit 1").fetchone()
    assert secret is not None
    assert len(secret[0]) == 32
    told = db.execute("select count(*) from audit_log where after::text ilike '%ann@%'").fetchone()
    assert told == (0,)


def test_what_is_right_later_leaves_the_quarantine(db: Connection) -> None:
    other = event(6, name="nobody_knows")
    ingest(db, [event(5, properties={}), other])
    assert counts(ingest(db, [event(5)])) == (1, 1, 0, 0, 0)
    left = "select event ->> 'id' from event_quarantine where event ->> 'source' = 'test'"
    assert db.execute(left).fetchall() == [(other["id"],)]


def test_the_same_bad_event_stands_there_once_with_its_last_reason(db: Connection) -> None:
    bad = event(5, name="coined")
    last = "select max(id) from audit_log"
    ingest(db, [bad, bad])
    before = db.execute(last).fetchone()
    ingest(db, [bad])
    assert db.execute(last).fetchone() == before
    db.execute(
        "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
        " actor_kinds) select id, 'coined', 1, 'x', '{}', '{system}' from domains"
        " where site_domain = 'cooking.example'"
    )
    ingest(db, [bad])
    found = db.execute(
        "select reason, name, event_id from event_quarantine where event ->> 'source' = 'test'"
    ).fetchall()
    assert found == [
        ("actor_kind: does not do this, by the catalogue", "coined", uuid.UUID(bad["id"]))
    ]


def test_what_is_optional(db: Connection) -> None:
    told = event(1, name="prices_refreshed", actor_kind="system", actor_id=None, properties=None)
    ingest(db, [told | {"source": None, "trace_id": "t-1", "object": "o/1", "is_test": True}])
    row = db.execute(
        "select actor_id, properties, source, trace_id, object, is_test, schema_version"
        " from event_log where id = %s",
        [told["id"]],
    ).fetchone()
    assert row == (None, {}, "platform", "t-1", "o/1", True, 1)


def test_one_audit_entry_a_domain(db: Connection) -> None:
    before = db.execute("select coalesce(max(id), 0) from audit_log").fetchone()
    assert before is not None
    told = [event(1), event(1), event(2, name="new"), event(3, site_domain="unknown.example")]
    ingest(db, [*told, event(4, site_domain="toto.example", name="user_signed_in")])
    found = db.execute(
        "select d.site_domain, l.action, l.resource, l.after from audit_log as l"
        " left join domains as d on d.id = l.domain_id where l.id > %s order by 1 nulls last",
        before,
    ).fetchall()
    assert found == [
        ("cooking.example", "ingest", "event_log", {"events": 1, "quarantined": 1}),
        ("toto.example", "ingest", "event_log", {"events": 1, "quarantined": 0}),
        (None, "ingest", "event_log", {"events": 0, "quarantined": 1}),
    ]


def test_batches_have_a_size_and_a_sender(db: Connection) -> None:
    for events, reason in (([event()] * 1001, "BATCH_TOO_LARGE"), ({}, "INVALID_INPUT")):
        with pytest.raises(psycopg.errors.InvalidParameterValue) as caught, db.transaction():
            ingest(db, events)
        assert caught.value.diag.message_detail == reason
    assert counts(ingest(db, [])) == (0, 0, 0, 0, 0)
    for sender in ("tests.as('admin@admin.com', 'aal2')", "tests.as_anon()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute(f"select {sender}")
            ingest(db, [event()])
    with db.transaction(force_rollback=True):
        db.execute("select tests.as_service()")
        assert counts(ingest(db, [event(77)])) == (1, 1, 0, 0, 0)
