"""What an order is charged is settled when it comes in, whatever comes later."""

from typing import Any

import psycopg
import pytest

from .trades import Connection, Entry, ingest, order, token

QUOTE = (
    "select fee_quote -> 'rate_ppm', fee_quote ->> 'at' from orders where external_id = 'order-x1'"
)
CHANGE = "update fee_rules set ends_at = '2026-08-05' where rate_ppm = 7500"


def placed(**over: Any) -> Entry:
    said: Entry = {"type": "dca", "placed_at": "2026-08-15T10:00:00Z", "at": "2026-08-15T10:00:01Z"}
    return order(**(said | over))


def rate(db: Connection) -> int | None:
    row = db.execute(QUOTE).fetchone()
    assert row is not None
    found: int | None = row[0]
    return found


@pytest.mark.row("C14", "C15")
def test_a_quote_is_of_the_time_of_the_order_and_stays(db: psycopg.Connection) -> None:
    ingest(db, [placed()])
    assert rate(db) == 7500
    db.execute(CHANGE)
    ingest(db, [placed(status="filled", at="2026-08-15T11:00:00Z")])
    assert rate(db) == 7500


@pytest.mark.row("C14", "C25")
def test_an_order_before_any_fee_has_no_quote(db: psycopg.Connection) -> None:
    ingest(db, [placed(placed_at="2025-12-31T23:59:59Z")])
    unquoted = "select fee_quote is null from orders where external_id = 'order-x1'"
    assert db.execute(unquoted).fetchone() == (True,)


@pytest.mark.row("C15")
def test_the_order_says_where_it_is_traded_and_not_its_token(db: psycopg.Connection) -> None:
    ingest(db, [placed(), token(provider="pump.fun")])
    assert rate(db) == 7500
    ingest(db, [placed(provider="pump.fun", at="2026-08-15T10:00:02Z")])
    assert rate(db) == 5000


@pytest.mark.row("C14")
def test_what_turns_out_to_be_another_order_is_quoted_as_that(db: psycopg.Connection) -> None:
    ingest(db, [placed()])
    ingest(db, [placed(type="market", at="2026-08-15T10:00:02Z")])
    assert rate(db) == 10000
    ingest(db, [placed(at="2026-08-15T10:00:00Z")])  # an older entry, which comes late
    assert rate(db) == 10000
