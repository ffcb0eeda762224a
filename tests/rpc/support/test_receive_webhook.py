"""Webhooks are kept as they come, and known by their signature over the raw bytes."""

import json
import time
from typing import Any

import pytest

from .linear import SECRET, event, receive, sign
from .tickets import Connection

ISSUE = "7c1f0000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def secret(db: Connection) -> None:
    db.execute("insert into private.webhook_secrets values ('linear', %s)", [SECRET])


def kept(db: Connection, inbox_id: Any) -> Any:
    return db.execute(
        "select signature_ok, is_fresh from private.webhook_inbox where id = %s", [inbox_id]
    ).fetchone()


def body(**more: Any) -> bytes:
    return json.dumps(event(ISSUE, "started", 0, **more)).encode()


@pytest.mark.row("R11")
def test_the_bytes_stay_as_they_came(db: Connection) -> None:
    raw = b'{ "b": 1,\r\n "a": "\xc3\xa9\\u00e9" }  '
    inbox_id = receive(db, raw)
    row = db.execute(
        "select body, headers, provider, processed_at, received_at >= now(), error"
        " from private.webhook_inbox where id = %s",
        [inbox_id],
    ).fetchone()
    headers = {"Linear-Signature": sign(raw), "Linear-Event": "Issue"}
    assert row == (raw, headers, "linear", None, True, None)
    assert kept(db, inbox_id) == (True, False)


@pytest.mark.row("R11", "C43")
def test_who_signs(db: Connection) -> None:
    raw = body()
    assert kept(db, receive(db, raw)) == (True, True)
    assert kept(db, receive(db, raw, sign(raw).upper())) == (True, True)
    for wrong in (sign(raw, "lin_wh_another_secret"), sign(raw + b" "), sign(raw)[:-1], "x", ""):
        assert kept(db, receive(db, raw, wrong or "-")) == (False, True)
    db.execute("insert into private.webhook_secrets values ('linear', 'lin_wh_another_secret')")
    assert kept(db, receive(db, raw, sign(raw, "lin_wh_another_secret"))) == (True, True)
    db.execute("update private.webhook_secrets set provider = 'other'")
    assert kept(db, receive(db, raw)) == (False, True)


@pytest.mark.row("R11")
def test_headers_are_found_in_any_case_and_missing_ones_are_no_signature(db: Connection) -> None:
    raw = body()
    db.execute("select tests.as_service()")
    found = []
    for headers in ({"LINEAR-signature": sign(raw)}, {"Other": "x"}, {}):
        query = "select public.receive_webhook('linear', %s, %s, %s)"
        row = db.execute(query, [str(headers), json.dumps(headers), raw]).fetchone()
        found.append(row[0] if row else None)
    db.execute("select tests.back()")
    assert [kept(db, inbox_id)[0] for inbox_id in found] == [True, False, False]


@pytest.mark.row("R11")
@pytest.mark.parametrize(
    ("sent", "is_fresh"),
    [(0, True), (-55, True), (55, True), (-65, False), (65, False), ("soon", False), (None, False)],
)
def test_when_it_was_sent(db: Connection, sent: Any, is_fresh: bool) -> None:
    at = int((time.time() + sent) * 1000) if isinstance(sent, int) else sent
    assert kept(db, receive(db, body(webhookTimestamp=at))) == (True, is_fresh)


@pytest.mark.row("R11")
def test_the_same_delivery_is_kept_once(db: Connection) -> None:
    first = receive(db, body(), delivery="d1")
    assert receive(db, body(more=1), delivery="d1") == first
    row = db.execute("select count(*) from private.webhook_inbox").fetchone()
    assert row == (1,)
    assert receive(db, body(), delivery="d2") != first


@pytest.mark.row("R11")
def test_a_forged_one_does_not_take_the_place_of_the_true_one(db: Connection) -> None:
    forged = receive(db, body(), "forged", delivery="d1")
    db.execute("update private.webhook_inbox set processed_at = now(), error = 'not signed'")
    assert receive(db, body(more=1), delivery="d1") == forged
    row = db.execute("select signature_ok, processed_at, error from private.webhook_inbox")
    assert row.fetchall() == [(True, None, None)]
    receive(db, body(), "forged", delivery="d1")
    assert kept(db, forged) == (True, True)


@pytest.mark.row("R11")
@pytest.mark.parametrize(
    "wrong",
    [
        ("hubspot", "d", "{}", b"x"), (None, "d", "{}", b"x"), ("linear", "", "{}", b"x"),
        ("linear", None, "{}", b"x"), ("linear", "d" * 201, "{}", b"x"),
        ("linear", "d", "[]", b"x"),
        ("linear", "d", None, b"x"), ("linear", "d", "{}", b""), ("linear", "d", "{}", None),
        ("linear", "d", "{}", b"x" * 1000001),
    ],
)  # fmt: skip
def test_bad_input(db: Connection, wrong: tuple[Any, ...]) -> None:
    db.execute("select tests.as_service()")
    row = db.execute(
        "select tests.refusal(format('select public.receive_webhook(%%L, %%L, %%L, %%L)',"
        " %s::text, %s::text, %s::jsonb, %s::bytea))",
        wrong,
    ).fetchone()
    assert row == ("22023 INVALID_INPUT",)


@pytest.mark.row("R11", "R25")
def test_who_may(db: Connection) -> None:
    for act in ("tests.as('admin@admin.com', 'aal2')", "tests.as_anon()"):
        db.execute(f"select {act}")
        row = db.execute(
            "select tests.refusal("
            "'select public.receive_webhook(''linear'', ''d'', ''{}'', ''x'')')"
        ).fetchone()
        assert row == ("42501",)
    for act in ("tests.as('admin@admin.com', 'aal2')", "tests.as_service()"):
        db.execute(f"select {act}")
        for table in ("webhook_secrets", "webhook_inbox", "ticket_numbers"):
            row = db.execute(f"select tests.refusal('select from private.{table}')").fetchone()
            assert row == ("42501",)
    db.execute("select tests.back()")


@pytest.mark.row("R11", "C43")
def test_what_was_signed_and_is_sent_again_stays_as_it_was_dealt_with(db: Connection) -> None:
    raw = body()
    inbox_id = receive(db, raw, delivery="again")
    db.execute("update private.webhook_inbox set processed_at = now() where id = %s", [inbox_id])
    assert receive(db, raw, delivery="again") == inbox_id
    query = "select processed_at = now() from private.webhook_inbox where id = %s"
    assert db.execute(query, [inbox_id]).fetchone() == (True,)
