"""What pages of a platform with many trades ask for: calls of RPCs, with what they are given."""

import json
from dataclasses import dataclass, field
from typing import Any

import psycopg

LARGEST = "select id::text from domains where site_domain = 'trades-0001.example'"
MONTH = {"from": "2026-10-01T00:00:00+02:00", "to": "2026-11-01T00:00:00+01:00"}
YEAR = {"from": "2025-12-01T00:00:00+01:00", "to": "2026-11-01T00:00:00+01:00"}
TRADES = (
    "from_at, transactions, failed, reverted, pending, volume_usd_minor, previous_transactions,"
    " previous_volume_usd_minor, transactions_variation, volume_variation, by_type"
)
FEES = (
    "from_at, transactions, volume_usd_minor, fees_usd_minor, commissions_usd_minor, net_usd_minor,"
    " waived_usd_minor, unpriced, take_rate, net_take_rate, previous_fees_usd_minor,"
    " previous_take_rate, fees_variation"
)
REVENUE = (
    "from_at, level, transactions, volume_usd_minor, fees_usd_minor, commissions_usd_minor,"
    " previous_volume_usd_minor, volume_variation"
)
BROUGHT = (
    "from_at, new_referrers, new_referrals, new_level_2, new_level_3, referrers_total,"
    " referrals_total, level_2_total, level_3_total, referrers_variation, referrals_variation"
)
TOKENS = "token_id, symbol, transactions, volume_usd_minor, amount_minor, share"
PAYERS = (
    "rank, platform_user_id, tag, platform_user_id, transactions, volume_usd_minor,"
    " fees_usd_minor, net_usd_minor, share"
)
# Of a user who brought others: whom most is booked for.
EARNER = """
select u.id::text from platform_users as u
where u.domain_id = %s and u.external_id = 'user-0'
"""


@dataclass(frozen=True)
class Case:
    """columns: what of the answer is asked for. takes: what goes in place of %s."""

    call: str
    columns: str
    window: dict[str, str] = field(default_factory=dict)
    takes: str = "filter"

    @property
    def cycle(self) -> str:
        return next((word for word in ("day", "month") if f"'{word}'" in self.call), "custom")


def stats(name: str, cycle: str) -> str:
    return f"{name}(%s, '{cycle}', 'Europe/Paris')"


NUMBERS = {
    "transactions of a month": Case(stats("transaction_stats", "custom"), TRADES, MONTH),
    "transactions by day": Case(stats("transaction_stats", "day"), TRADES, MONTH),
    "transactions of a year by month": Case(stats("transaction_stats", "month"), TRADES, YEAR),
    "fees of a month": Case(stats("fee_stats", "custom"), FEES, MONTH),
    "fees by day": Case(stats("fee_stats", "day"), FEES, MONTH),
    "fees of a year by month": Case(stats("fee_stats", "month"), FEES, YEAR),
    "referral revenue of a month": Case(stats("referral_revenue", "custom"), REVENUE, MONTH),
    "referrals of a year by month": Case(stats("referral_stats", "month"), BROUGHT, YEAR),
    "volume by token": Case("volume_by_token(%s, 'Europe/Paris')", TOKENS, MONTH),
    "fees by user": Case(
        f"fees_by_user(%s, '{MONTH['from']}', '{MONTH['to']}')", PAYERS, MONTH, "domain"
    ),
}
LISTS = {
    f"list of {name}": Case(f"list_{call}(%s)", "*")
    for name, call in {
        "transactions": "transactions", "tokens": "tokens",
        "orders": "orders", "commissions": "commission_accruals",
        "movements": "commission_movements", "payouts": "commission_payouts",
        "rules of commissions": "commission_rules",
    }.items()
}  # fmt: skip
LISTS |= {
    "list of users": Case("list_platform_users(array[%s]::uuid[])", "*", takes="domain"),
    "list of rules of fees": Case("list_fee_rules(array[%s]::uuid[])", "*", takes="domain"),
}
ONE = {
    "commissions of a user": Case("list_commission_accruals(%s)", "*", takes="user filter"),
    "movements of a user": Case("list_commission_movements(%s)", "*", takes="user filter"),
    "payouts of a user": Case("list_commission_payouts(%s)", "*", takes="user filter"),
    "statement of a month": Case(
        f"commission_statement(%s, %s, '{MONTH['from']}', '{MONTH['to']}')", "*", takes="user"
    ),
    "statement of everything": Case("commission_statement(%s, %s)", "*", takes="user"),
    "user_360": Case("user_360(%s, %s)", "*", takes="user"),
}


def given(db: psycopg.Connection[Any], case: Case) -> list[str]:
    """What the call takes, in this database."""
    [domain_id] = db.execute(LARGEST).fetchone() or ()
    [user_id] = db.execute(EARNER, [domain_id]).fetchone() or ()
    asked = {**case.window, "domain_ids": [domain_id]}
    return {
        "domain": [domain_id],
        "user": [domain_id, user_id],
        "filter": [json.dumps(asked)],
        "user filter": [json.dumps({**asked, "platform_user_id": user_id})],
    }[case.takes]
