"""Who trades of those who were brought, and what became of codes, equals the raw rows."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection

from .test_referral_stats import people
from .trade_filters import EMPTY, ask, charged, same
from .trading import DAYS, count_by_hand
from .visits import BEGIN, domain

CODES = """
insert into invite_codes (domain_id, code, slots_total, slots_used)
select %s, 'CODE-' || n, 10 * n, n from generate_series(1, 3) as n returning id
"""
REDEEMED = """
insert into invite_redemptions (domain_id, invite_code_id, platform_user_id, redeemed_at)
values (%s, %s, %s, %s)
"""


@pytest.mark.row("C26", "C27")
def test_the_programme_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    raw = charged(db, 32)
    draw = random.Random(32)  # noqa: S311
    redeemed: dict[str, list[Any]] = {}
    for site in SITES:
        codes = [row[0] for row in db.execute(CODES, [domain(db, site)]).fetchall()]
        users = people(db, site)
        for user in users:
            when = BEGIN + timedelta(days=draw.randrange(-45, DAYS))
            redeemed.setdefault(site, []).append((draw.choice(codes), user, when))
            db.execute(REDEEMED, [domain(db, site), *redeemed[site][-1]])
    begin, end = BEGIN + timedelta(days=-20), BEGIN + timedelta(days=11)
    for sites in ([SITES[0]], [*SITES, EMPTY], [EMPTY]):
        asked = ask({"sites": sites}, db, from_=begin, to=end)
        with as_person(db, "admin@admin.com"):
            [row] = rpc(db, "referral_summary", filter=asked)
        referrers, active, referrals, done, converted = 0, 0, 0, 0, 0
        for site in sites:
            users = people(db, site)
            brought = {
                user: one["referrer_id"]
                for user, one in users.items()
                if one["referrer_id"] and (one["referred_at"] or one["joined_at"]) < end
            }
            trading = {
                user
                for user in brought
                if count_by_hand(
                    (t for t in raw[site] if t["platform_user_id"] == user), begin, end
                )["transactions"]
            }
            referrers += len(set(brought.values()))
            active += len({brought[user] for user in trading})
            referrals += len(brought)
            inside_ = [one for one in redeemed.get(site, []) if begin <= one[2] < end]
            done += len(inside_)
            converted += sum(is_converted(raw[site], users, *one[1:]) for one in inside_)
        names = ["referrers_total", "referrers_active", "referrals_total", "codes_redeemed"]
        assert [row[name] for name in names] == [referrers, active, referrals, done]
        assert row["converted"] == converted
        assert same(row["conversion"], Fraction(converted, done) if done else None)
        slots = 60 * len([site for site in sites if site != EMPTY])
        assert (row["slots_total"], row["slots_used"]) == (slots, slots // 10)
        assert same(row["code_usage"], Fraction(1, 10) if slots else None)
        check_codes(db, as_person, rpc, raw, redeemed, sites)
    assert active == converted == 0


def is_converted(trades: list[Any], users: dict[Any, Any], user: Any, when: datetime) -> bool:
    mine = [
        trade["at"]
        for trade in trades
        if trade["platform_user_id"] == user and trade["status"] == "confirmed"
    ]
    if not users[user]["referrer_id"] or not mine:
        return False
    return bool(when <= min(mine) <= when + timedelta(days=30))


def check_codes(
    db: Connection, as_person: Any, rpc: Callable[..., Any], raw: Any, redeemed: Any, sites: Any
) -> None:
    with as_person(db, "admin@admin.com"):
        ids = ask({"sites": sites}, db)["domain_ids"]
        found = rpc(db, "referral_codes", domain_ids=ids)
        paged, after = [], None
        while page := rpc(db, "referral_codes", domain_ids=ids, after=after, page_size=2):
            paged += page
            after = page[-1]["cursor"]
    assert paged == found
    assert len(found) == 3 * len([site for site in sites if site != EMPTY])
    for row in found:
        [site] = [site for site in sites if domain(db, site) == str(row["domain_id"])]
        users = people(db, site)
        mine = [one for one in redeemed[site] if one[0] == row["id"]]
        assert row["referrals"] == sum(bool(users[one[1]]["referrer_id"]) for one in mine)
        converted = sum(is_converted(raw[site], users, *one[1:]) for one in mine)
        assert row["converted"] == converted
        assert same(row["conversion"], Fraction(converted, len(mine)) if mine else None)
        assert same(row["usage"], Fraction(1, 10))
