"""Whose volume of which days lifts into a tier, and whose rule it is that counts."""

from typing import Any

import pytest

from .line import AT, traded
from .test_fee_resolution import DOMAIN
from .trades import Connection, ingest

STANDING = """
select s.level_one_usd_minor::bigint, s.network_usd_minor::bigint, s.own_usd_minor::bigint
from referral_programmes as p, platform_users as u,
  private.measure_standing(p, u.id, '2026-09-10') as s
where p.domain_id = u.domain_id and p.domain_id = %s and p.name = %s and u.external_id = %s
"""
JOIN = """
insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)
select c.domain_id, c.id, u.id, %s::tstzrange
from cohorts as c join platform_users as u on u.domain_id = c.domain_id
where c.domain_id = %s and c.name = %s and u.external_id = 'trader-1'
"""
RULE = """
insert into commission_rules (domain_id, cohort_id, level, rate_ppm, starts_at, reason)
select domain_id, id, 1, %s, '2026-09-01', 'x' from cohorts where domain_id = %s and name = %s
"""
LIVE = "Bring a trader"


def standing(db: Connection, user: str = "trader-1", programme: str = LIVE) -> Any:
    return db.execute(STANDING, [DOMAIN, programme, user]).fetchone()


def rate(db: Connection) -> int:
    """The rate of the first level, of a trade of its own that is then forgotten."""
    with db.transaction(force_rollback=True):
        ingest(db, [traded(99, 2, 100, 1000)])
        row = db.execute(
            "select rate_ppm from commission_accruals where domain_id = %s and level = 1"
            " and transaction_id = (select id from transactions where chain_ref = 'solana:x99')",
            [DOMAIN],
        ).fetchone()
    assert row is not None
    found: int = row[0]
    return found


@pytest.mark.row("C35", "C36")
def test_the_days_of_the_window_before_count(line: Connection) -> None:
    # Thirty days of UTC before the tenth: from August 11th on.
    for number, at in enumerate(
        [
            "2026-08-10T23:59:59Z",
            "2026-08-11T00:00:00Z",
            "2026-09-09T23:59:59Z",
            "2026-09-10T00:00:00Z",
        ]
    ):
        for user in range(1, 6):
            volume = 10 ** (user - 1) * (number + 1)
            told = traded(10 * number + user, user, volume, 0, occurred_at=at, at=AT)
            ingest(line, [told])
    line.execute("delete from private.referral_standings where domain_id = %s", [DOMAIN])
    # The second and the third day; traders 2, 3 and 4 are below the first, 5 is too far below.
    assert standing(line) == (50, 5550, 5)
    assert standing(line, "trader-3") == (5000, 55000, 500)


@pytest.mark.row("C35")
def test_what_is_kept_is_of_one_programme(line: Connection) -> None:
    ingest(line, [traded(1, 2, 100, 1000)])
    line.execute(
        "update private.referral_standings set level_one_usd_minor = 7 where domain_id = %s",
        [DOMAIN],
    )
    assert standing(line) == (7, 0, 0)
    assert standing(line, programme="Bring a crowd") == (0, 0, 0)


@pytest.mark.row("C35")
def test_a_trade_that_is_not_confirmed_settles_no_tier(line: Connection) -> None:
    before = {"occurred_at": "2026-09-09T10:00:00Z"}
    ingest(line, [traded(1, 2, 100, 1000, status="pending")])
    ingest(line, [traded(2, 2, 100_000_000, 0, **before)])
    assert rate(line) == 450_000


@pytest.mark.row("C36")
def test_of_two_cohorts_the_first_one_counts(line: Connection) -> None:
    assert rate(line) == 300_000
    line.execute(JOIN, ["[2026-09-01,)", DOMAIN, "Large volume"])
    assert rate(line) == 300_000, "which has no rule"
    line.execute(RULE, [10_000, DOMAIN, "Large volume"])
    assert rate(line) == 10_000
    line.execute(JOIN, ["[2026-09-01,2026-09-10)", DOMAIN, "Early traders"])
    assert rate(line) == 10_000, "a membership that has ended"
    line.execute(JOIN, ["[2026-09-10,2026-09-11)", DOMAIN, "Early traders"])
    assert rate(line) == 320_000, "another priority"
