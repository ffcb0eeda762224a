"""A confirmed transaction is charged in the batch that tells of it; what is taken back is not."""

from typing import Any

import psycopg
import pytest

from .test_fee_resolution import DOMAIN
from .trades import Connection, Entry, ingest, order, transaction

pytestmark = pytest.mark.usefixtures("beside_twins")
CHARGES = """
select {} from (
  select c.*, t.chain_ref, o.external_id as placed from fee_charges as c
  join transactions as t on (t.domain_id, t.id) = (c.domain_id, c.transaction_id)
  left join orders as o on (o.domain_id, o.id) = (c.domain_id, c.order_id)
  where t.chain_ref ~ ':x'
) as charged order by chain_ref
"""
LATER = "update fee_rules set ends_at = '2026-08-05' where rate_ppm = 7500"
AT = "2026-08-15T10:00:00Z"


def placed(**over: Any) -> Entry:
    return order(**({"type": "dca", "placed_at": AT, "at": AT} | over))


def traded(number: int = 1, **over: Any) -> Entry:
    told = {"occurred_at": AT, "volume_usd_minor": 1_242_000, "fee_minor": 93_150_000, "at": AT}
    return transaction(number, **(told | over))


def charges(db: Connection, columns: str = "rate_ppm, fee_minor::bigint") -> list[tuple[Any, ...]]:
    return db.execute(CHARGES.format(columns)).fetchall()


@pytest.mark.row("C23")
def test_a_charge_tells_what_was_due_charged_and_waived(db: psycopg.Connection) -> None:
    ingest(db, [placed(), traded(order="order-x1", type="dca")])
    cents = "usd_minor::int, due_usd_minor::int, (platform_usd_minor - usd_minor)::int"
    assert charges(db, cents) == [(9315, 9315, 3105)]
    assert charges(db, "rate_ppm, platform_rate_ppm, placed") == [(7500, 10000, "order-x1")]
    same = "gross_minor::int, discount_minor::int, platform_net_minor::int, asset, order_type"
    assert charges(db, same) == [(93_150_000, 0, 93_150_000, "USDC", "dca")]
    assert charges(db, "explain -> 'terms' ? 'candidates', explain ->> 'quoted'") == [
        (False, "order")
    ]


@pytest.mark.row("C23")
def test_what_is_confirmed_no_more_is_not_charged(db: psycopg.Connection) -> None:
    for status in ("pending", "failed"):
        ingest(db, [traded(status=status, at="2026-08-15T09:00:00Z")])
        assert charges(db) == []
    ingest(db, [traded(), traded(2)])
    assert charges(db) == [(10000, 93_150_000)] * 2
    before = db.execute("select * from fee_charges order by domain_id, id").fetchall()
    ingest(db, [traded(), traded(2)])
    assert db.execute("select * from fee_charges order by domain_id, id").fetchall() == before
    ingest(db, [traded(2, status="reverted", at="2026-08-15T11:00:00Z")])
    assert charges(db, "chain_ref") == [("solana:x1",)]
    ingest(db, [traded(2, at="2026-08-15T12:00:00Z", fee_minor=5)])
    assert charges(db) == [(10000, 93_150_000), (10000, 5)]


@pytest.mark.row("C23")
def test_the_platform_says_what_it_charged(db: psycopg.Connection) -> None:
    ingest(db, [traded(1, fee_usd_minor=7000), traded(2, fee_minor=0), traded(3)])
    cents = "usd_minor::int, due_usd_minor::int, fee_minor::int"
    told = [(7000, 12420, 93_150_000), (0, 12420, 0), (12420, 12420, 93_150_000)]
    assert charges(db, cents) == told


@pytest.mark.row("C14", "C23")
def test_a_trade_goes_by_its_order_whenever_that_comes(db: psycopg.Connection) -> None:
    ingest(db, [traded(order="order-x1", type="dca"), traded(2, type="dca"), traded(3)])
    assert charges(db, "rate_ppm") == [(7500,), (7500,), (10000,)]
    charge = db.execute("select id, created_at from fee_charges where order_id is null").fetchall()
    ingest(db, [placed(type="limit", provider="pump.fun")])
    named = charges(db, "rate_ppm, placed")
    assert named == [(5000, "order-x1"), (7500, None), (10000, None)]
    now = db.execute("select c.id, c.created_at from fee_charges as c").fetchall()
    assert set(charge) <= set(now)
    ingest(db, [placed(type="market", at="2026-08-15T10:00:02Z")])
    assert charges(db, "rate_ppm")[0] == (10000,)


@pytest.mark.row("C14", "C23")
def test_what_a_trade_was_quoted_stays(db: psycopg.Connection) -> None:
    ingest(db, [traded(type="dca")])
    db.execute(LATER)
    ingest(db, [traded(type="dca", fee_minor=4, at="2026-08-15T11:00:00Z")])
    assert charges(db) == [(7500, 4)]
    quoted = "explain ->> 'quoted', jsonb_array_length(explain #> '{terms,candidates}')"
    assert charges(db, quoted) == [("trade", 2)]
    for other in (
        {"user": "trader-2"},
        {"token": {"chain": "solana", "address": "T2"}},
        {"type": "limit"},
        {"occurred_at": "2026-08-16T10:00:00Z"},
    ):
        with db.transaction(force_rollback=True):
            ingest(db, [traded(**({"type": "dca", "at": "2026-08-15T12:00:00Z"} | other))])
            assert charges(db, "rate_ppm") == [(10000,)], other


@pytest.mark.row("C23")
def test_without_a_rule_there_is_what_was_charged(db: psycopg.Connection) -> None:
    early = {"occurred_at": "2025-12-31T10:00:00Z", "placed_at": "2025-12-31T10:00:00Z"}
    ingest(db, [traded(1, **early), placed(**early), traded(2, order="order-x1", **early)])
    ingest(db, [traded(3, site_domain="toto.example", fee_usd_minor=8)])
    told = "rule_id, rate_ppm, platform_rate_ppm, discount_ppm, usd_minor::int, fee_minor::int"
    none = (None, None, None, 0, None, 93_150_000)
    assert charges(db, told) == [none, none, (None, None, None, 0, 8, 93_150_000)]
    ingest(db, [placed(**early, at="2026-08-15T10:00:01Z")])
    assert charges(db, "placed")[1] == ("order-x1",)


@pytest.mark.row("C14", "C23")
def test_a_trade_of_no_order_is_quoted_by_itself(db: psycopg.Connection) -> None:
    ingest(db, [placed(provider="pump.fun", type="limit"), traded(order="order-x1", type="dca")])
    assert charges(db, "rate_ppm, placed") == [(5000, "order-x1")]
    ingest(db, [traded(type="dca", at="2026-08-15T11:00:00Z")])
    assert charges(db, "rate_ppm, placed") == [(7500, None)]


EARLIER = """
insert into fee_rules (domain_id, kind, rate_ppm, starts_at, ends_at, reason)
values (%s, 'rule', 9000, '2025-01-01', '2026-01-01', 'it came late')
"""
SETTLED = """
select t.chain_ref from unnest(private.freeze_order_fees(array(
  select (o.domain_id, %s, now(), null, null, null, null,
    jsonb_build_object('external_id', o.external_id))::private.trade_entry
  from orders as o where o.domain_id = %s and o.external_id = any(%s)
))) as t order by 1
"""


@pytest.mark.row("C14", "C23")
def test_only_orders_without_a_quote_are_quoted(db: psycopg.Connection) -> None:
    early = {"occurred_at": "2025-12-31T10:00:00Z", "placed_at": "2025-12-31T10:00:00Z"}
    other = {"external_id": "order-x2"}
    ingest(db, [placed(**early), placed(**early, **other), placed(external_id="order-x3")])
    ingest(db, [traded(n, order=f"order-x{n}") for n in (1, 2, 3)])
    db.execute(EARLIER, [DOMAIN])
    both = ["order-x1", "order-x3"]
    assert db.execute(SETTLED, ["user", DOMAIN, both]).fetchall() == []
    assert db.execute(SETTLED, ["order", DOMAIN, both]).fetchall() == [("solana:x1",)]
    quoted = db.execute(
        "select external_id from orders where fee_quote is not null and external_id ~ '-x'"
        " and domain_id = %s order by 1",
        [DOMAIN],
    )
    assert quoted.fetchall() == [("order-x1",), ("order-x3",)]
