"""What a trade earns for those who brought the trader: published numbers, and what comes after."""

from typing import Any

import psycopg
import pytest

from .line import traded
from .test_fee_resolution import DOMAIN
from .trades import Connection, ingest

LATER, LAST = (f"2026-09-{day}T10:00:00Z" for day in (11, 12))
EARNED = """
select {} from (
  select a.*, t.chain_ref, u.external_id as who from commission_accruals as a
  join transactions as t on (t.domain_id, t.id) = (a.domain_id, a.transaction_id)
  join platform_users as u on (u.domain_id, u.id) = (a.domain_id, a.beneficiary_id)
  where t.chain_ref ~ ':x'
) as earned order by chain_ref, level
"""
SPLIT = """
select c.fee_minor::int, c.commission_minor::int, c.platform_net_minor::int
from fee_charges as c
join transactions as t on (t.domain_id, t.id) = (c.domain_id, c.transaction_id)
where t.chain_ref ~ ':x' order by t.chain_ref
"""
CLAIM = """
with paid as (insert into commission_payouts (
  domain_id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key
) select domain_id, beneficiary_id, asset, sum(amount_minor), 0, 'test' from commission_accruals
  where state = 'accrued' and level = 1 and domain_id = %(domain)s group by 1, 2, 3 returning id)
update commission_accruals set state = 'claimed', payout_id = paid.id from paid
where state = 'accrued' and level = 1 and domain_id = %(domain)s
"""


def earned(db: Connection, columns: str = "level, who, amount_minor::int") -> list[Any]:
    return db.execute(EARNED.format(columns)).fetchall()


def split(db: Connection) -> list[Any]:
    return db.execute(SPLIT).fetchall()


@pytest.mark.row("C23", "C35", "C57")
def test_three_levels_earn_11286(line: psycopg.Connection) -> None:
    before = {"occurred_at": "2026-09-09T23:59:59Z"}
    ingest(line, [traded(1, 1, 5_000_000, 1, **before), traded(2, 2, 100_000_000, 0, **before)])
    trades = [(3, 2, 2_500_000, 22_500), (4, 3, 100_000, 900), (5, 4, 50_000, 450)]
    ingest(line, [traded(*trade) for trade in trades])
    first = [row[1] for row in earned(line, "who, amount_minor::int") if row[0] == "trader-1"]
    assert sum(first) == 11250 + 27 + 9
    rates = earned(line, "who, level, rate_ppm, amount_minor::int")
    assert [row[1:] for row in rates if row[0] == "trader-1" and row[3]] == [
        (1, 500_000, 11250),
        (2, 30_000, 27),
        (3, 20_000, 9),
    ]
    gross = "select gross_minor::int, discount_minor::int from fee_charges where fee_minor = 22500"
    assert line.execute(gross).fetchone() == (25_000, 2500)


@pytest.mark.row("C35")
def test_eight_thousand_are_2240_and_560_and_5200(line: psycopg.Connection) -> None:
    line.execute("update commission_rules set ends_at = starts_at")
    line.execute("update referral_programmes set discount_ppm = 0, levels = 2")
    line.execute(
        "insert into commission_rules (domain_id, programme_id, level, rate_ppm, starts_at, reason)"
        " select domain_id, id, l.level, l.rate, '2026-09-01', 'x' from referral_programmes,"
        " (values (1, 280000), (2, 70000)) as l (level, rate) where status = 'live'"
    )
    ingest(line, [traded(1, 4, 1_000_000, 8000)])
    assert earned(line) == [(1, "trader-3", 2240), (2, "trader-2", 560)]
    assert split(line) == [(8000, 2800, 5200)]


@pytest.mark.row("C35")
def test_commissions_are_never_more_than_the_fee(line: psycopg.Connection) -> None:
    line.execute(
        "insert into commission_rules (domain_id, platform_user_id, level, rate_ppm, base,"
        " starts_at, reason) select u.domain_id, u.id, l.level, l.rate, l.base, '2026-09-01', 'x'"
        " from (values ('trader-4', 1, 980000, 'fee_gross'),"
        " ('trader-2', 3, 999999, 'fee_charged')) as l (who, level, rate, base)"
        " join platform_users as u on u.external_id = l.who"
    )
    line.execute("update referral_programmes set discount_ppm = 10000 where status = 'live'")
    ingest(line, [traded(1, 5, 100_000, 990)])
    told = earned(line, "level, base_minor::int, amount_minor::int, reason")
    cut = [(1, 1000, 980, None), (2, 990, 10, "FEE_USED_UP"), (3, 990, 0, "FEE_USED_UP")]
    assert told == cut
    assert split(line) == [(990, 990, 0)]


@pytest.mark.row("C35", "C57")
def test_what_is_reverted_earns_nothing(line: psycopg.Connection) -> None:
    ingest(line, [traded(1, 3, 100_000, 900)])
    assert earned(line, "amount_minor::int, state") == [(270, "accrued"), (27, "accrued")]
    ingest(line, [traded(1, 3, 100_000, 900, status="reverted", at=LATER)])
    void = ("void", "TRADE_REVERTED")
    assert earned(line, "state, reason") == [void, void]
    ingest(line, [traded(1, 2, 100_000, 900, at=LAST)])
    assert earned(line, "level, who, state, reason") == [
        (1, "trader-1", "accrued", None),
        (2, "trader-1", "void", "TRADE_REVERTED"),
    ]
    assert split(line) == [(900, 270, 630)]


@pytest.mark.row("C35", "C57")
def test_what_was_claimed_stays(line: psycopg.Connection) -> None:
    ingest(line, [traded(1, 3, 100_000, 900)])
    line.execute(CLAIM, {"domain": DOMAIN})
    ingest(line, [traded(1, 3, 100_000, 100, at=LATER, fee_usd_minor=0)])
    told = earned(line, "level, amount_minor::int, state")
    assert told == [(1, 270, "claimed"), (2, 3, "accrued")]
    assert split(line) == [(100, 100, 0)]
    ingest(line, [traded(1, 3, 100_000, 1000, at=LAST)])
    assert split(line) == [(1000, 300, 700)]


@pytest.mark.row("C35", "C38")
def test_a_referral_counts_from_when_it_was_made(line: psycopg.Connection) -> None:
    moved = "update platform_users set referred_at = %s where external_id = 'trader-2'"
    line.execute(moved, ["2026-09-10T10:00:01Z"])
    ingest(line, [traded(1, 2, 100_000, 900), traded(2, 3, 100_000, 900)])
    assert earned(line) == [(1, "trader-2", 270)]
    discount = "select discount_ppm from fee_charges where fee_minor = 900 order by discount_ppm"
    assert line.execute(discount).fetchall() == [(0,), (100_000,)]


@pytest.mark.row("C38")
def test_paused_keeps_the_referral_and_earns_nothing(line: psycopg.Connection) -> None:
    line.execute(
        "update referral_programmes set live_during = '{}', status = 'paused',"
        " paused_during = '{[2026-09-01,)}' where status = 'live'"
    )
    ingest(line, [traded(1, 2, 100_000, 900)])
    told = earned(line, "level, who, amount_minor::int, state, reason, rule_id")
    assert told == [(1, "trader-1", 0, "accrued", "PROGRAMME_PAUSED", None)]
    discount = "select discount_ppm from fee_charges where fee_minor = 900"
    assert line.execute(discount).fetchone() == (0,)
    line.execute("update referral_programmes set paused_during = '{}', status = 'ended'")
    ingest(line, [traded(2, 2, 100_000, 900)])
    assert len(earned(line)) == 1


@pytest.mark.row("C35")
def test_the_tier_of_a_day_is_measured_once(line: psycopg.Connection) -> None:
    ingest(line, [traded(1, 2, 100, 1000)])
    ingest(line, [traded(2, 2, 100_000_000, 0, occurred_at="2026-09-09T10:00:00Z", at=LATER)])
    ingest(line, [traded(3, 2, 100, 1000), traded(4, 2, 100, 1000, occurred_at=LATER, at=LATER)])
    assert [row[0] for row in earned(line, "rate_ppm")] == [300_000, 300_000, 300_000, 450_000]
    assert {row[0] for row in earned(line, "state")} == {"accrued"}


@pytest.mark.row("C35")
def test_a_deleted_one_earns_nothing_and_the_line_stays(line: psycopg.Connection) -> None:
    line.execute("update platform_users set status = 'deleted' where external_id = 'trader-3'")
    ingest(line, [traded(1, 4, 100_000, 900)])
    assert earned(line, "who, state, reason, rule_id is null") == [
        ("trader-3", "void", "BENEFICIARY_DELETED", True),
        ("trader-2", "accrued", None, False),
        ("trader-1", "accrued", None, False),
    ]
