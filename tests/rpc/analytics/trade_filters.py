"""Filters of the numbers of trades, and what of the raw rows they mean."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from tests.rpc.commerce.shadow import cast_shadow
from tests.rpc.engagement.events import SITES, Connection

from .trading import bring_some, cohort, is_meant, random_trades, read_trades, tell
from .visits import as_filter, domain

EMPTY = "empty.example"


def fill(db: Connection, seed: int) -> dict[str, list[Any]]:
    """Trades of two sites, the first one beside its twin, and an empty one; raw rows by site."""
    cast_shadow(db, domain(db, SITES[0]))
    db.execute(
        "insert into domains (client_id, site_domain)"
        " select client_id, %s from domains where site_domain = %s",
        [EMPTY, SITES[0]],
    )
    tell(db, random_trades(seed), seed)
    for site in SITES:
        bring_some(db, domain(db, site))
    return {site: read_trades(db, domain(db, site)) for site in [*SITES, EMPTY]}


def filters(db: Connection) -> list[dict[str, Any]]:
    """Each filter alone, and some together, of the first site; and of all sites."""
    site = domain(db, SITES[0])
    row = db.execute(
        "select id::text from tokens where domain_id = %s and address = 'T1'", [site]
    ).fetchone()
    token, early = row and row[0], cohort(site, "early")
    one: list[dict[str, Any]] = [
        {},
        {"order_types": ["dca", "limit"], "side": "buy"},
        {"token_id": token},
        {"provider": "raydium", "is_referred": False},
        {"cohort_id": early, "is_referred": True},
        {"venue": "web"},
        {"venue": "unknown", "token_id": token, "provider": "raydium"},
        {"token_id": token, "provider": "orca"},
        {"cohort_id": early, "provider": "raydium", "side": "sell"},
    ]
    return [*({**wanted, "sites": SITES[:1]} for wanted in one), {"sites": [*SITES, EMPTY]},
            {"sites": SITES, "provider": "orca"}, {"sites": [EMPTY]}]  # fmt: skip


def of(raw: dict[str, list[Any]], wanted: dict[str, Any]) -> list[Any]:
    return [trade for site in wanted["sites"] for trade in raw[site] if is_meant(trade, wanted)]


def ask(wanted: dict[str, Any], db: Connection, **times: datetime) -> dict[str, Any]:
    rest = {key: value for key, value in wanted.items() if key != "sites"}
    return as_filter(**rest, **times, domain_ids=[domain(db, site) for site in wanted["sites"]])


def same(found: Any, expected: Fraction | None) -> bool:
    """Whether these are one number, as far as a division tells."""
    if found is None or expected is None:
        return found is expected is None
    return bool(abs(Fraction(found) - expected) <= max(1, abs(expected)) * Fraction(1, 10**9))


RULES = """
insert into fee_rules (domain_id, kind, rate_ppm, token_id, order_type, starts_at, ends_at, reason)
select
  %(site)s::uuid, 'rule', 10000, null::uuid, null, '2026-01-01'::timestamptz, null::timestamptz, 'r'
union all select %(site)s::uuid, 'rule', 4000, null, 'dca', '2026-01-01', null, 'r'
union all select %(site)s::uuid, 'promotion', 0, null, 'limit', '2026-03-25', '2026-04-05', 'r'
"""


def charged(db: Connection, seed: int) -> dict[str, list[Any]]:
    """As fill(), with fees on the first site, and commissions of some of them."""
    db.execute(RULES, {"site": domain(db, SITES[0])})
    fill(db, seed)
    db.execute(
        "update fee_charges set commission_usd_minor = trunc(usd_minor / 3)"
        " where usd_minor %% 2 = 0 and domain_id = any(%s)",
        [[domain(db, site) for site in SITES]],
    )
    return {site: read_trades(db, domain(db, site)) for site in [*SITES, EMPTY]}
