"""Rings of one person's accounts are flagged, those who bring many are not, nobody is banned."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .shadow import SHADOW, cast_shadow
from .trades import Connection

pytestmark = pytest.mark.row("C55")

SITE = "(select id from domains where site_domain = 'cooking.example')"
USER = (
    "insert into platform_users (domain_id, external_id, email, wallets, referrer_id, joined_at)"
    f" values ({SITE}, %s, %s, %s, %s, %s) returning id"
)
TRADE = (
    "insert into transactions (domain_id, chain_ref, platform_user_id, token_id, order_type, side,"
    " amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)"
    f" select {SITE}, gen_random_uuid(), %s, t.id, 'market', %s, 1, %s, 1, 'USDC', %s, %s, now(),"
    f" gen_random_uuid() from tokens as t where t.domain_id = {SITE} and t.symbol = %s"
)
NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


class Platform:
    """Users and what they do, made by hand."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.number = 0

    def user(self, referrer: Any = None, hours_ago: float = 1000, **over: Any) -> Any:
        self.number += 1
        name = f"probe-{self.number}"
        email = over.get("email", f"{name}@mail.example")
        wallets = over.get("wallets", [f"W{self.number}"])
        joined = NOW - timedelta(hours=hours_ago)
        return self._one(USER, [name, email, wallets, referrer, joined])

    def trade(self, user: Any, hours_ago: float, volume: int = 1000, **over: Any) -> None:
        side, symbol = over.get("side", "buy"), over.get("symbol", "SOL")
        at = NOW - timedelta(hours=hours_ago)
        status = over.get("status", "confirmed")
        self.db.execute(TRADE, [user, side, volume, status, at, symbol])

    def scores(self, days: int = 90) -> dict[Any, int]:
        self.db.execute("select public.run_risk_upkeep(%s)", [days])
        found = self.db.execute(
            f"select platform_user_id, score from risk_scores where domain_id = {SITE}"
        )
        return dict(found.fetchall())

    def signals(self, user: Any) -> dict[str, int]:
        self.scores()
        found = self.db.execute(
            "select r ->> 'signal', (r ->> 'value')::numeric::int from risk_scores,"
            " jsonb_array_elements(reasons) as r"
            f" where platform_user_id = %s and domain_id = {SITE}",
            [user],
        )
        return dict(found.fetchall())

    def _one(self, statement: str, values: list[Any]) -> Any:
        row = self.db.execute(statement, values).fetchone()
        assert row is not None
        return row[0]


@pytest.fixture
def platform(db: Connection) -> Platform:
    cast_shadow(db)
    db.execute("delete from risk_reviews")
    db.execute("delete from risk_scores")
    return Platform(db)


def honest(platform: Platform, draw: random.Random, count: int) -> list[Any]:
    """Make people who came alone or through one another, at all times, and trade as they like."""
    made: list[Any] = []
    for _ in range(count):
        referrer = draw.choice(made) if made and draw.random() < 0.6 else None
        person = platform.user(referrer, hours_ago=draw.uniform(200, 3000))
        made.append(person)
        for _ in range(draw.randrange(6)):
            side = draw.choice(["buy", "sell"])
            volume = draw.randrange(500, 90000)
            platform.trade(person, draw.uniform(1, 2000), volume, side=side)
    return made


def rings(platform: Platform) -> dict[str, list[Any]]:
    """Make twenty accounts of one person, in three ways."""
    by_wallet = [platform.user(hours_ago=900, wallets=["R1"])]
    by_mailbox = [platform.user(hours_ago=900, email="ring@mail.example")]
    by_script = [platform.user(hours_ago=900)]
    for number in range(19):
        by_wallet.append(
            platform.user(by_wallet[0], 880 - 9 * number, wallets=["R1", f"R{number}"])
        )
        mailbox = f"ring+{number}@mail.example"
        by_mailbox.append(platform.user(by_mailbox[-1], 880 - 9 * number, email=mailbox))
        by_script.append(platform.user(by_script[0], 800 - number / 60))
        platform.trade(by_script[-1], 700 - number / 60, 777)
    return {"wallet": by_wallet, "mailbox": by_mailbox, "script": by_script}


def test_planted_rings_are_flagged_and_honest_people_are_not(platform: Platform) -> None:
    draw = random.Random(55)  # noqa: S311
    good = honest(platform, draw, 400)
    # Two of a household share a wallet, and one of them brought the other.
    first = platform.user(wallets=["H"])
    good += [first, platform.user(first, 500, wallets=["H"])]
    planted = rings(platform)
    scores = platform.scores()
    for name, ring in planted.items():
        assert [scores.get(user, 0) > 60 for user in ring] == [True] * 20, name
    assert [user for user in good if scores.get(user, 0) > 60] == []
    held = platform.db.execute(
        "select count(*) from platform_users as u"
        f" where u.domain_id = {SITE} and private.has_risk_hold(u.domain_id, u.id)"
    ).fetchone()
    assert held == (60,)
    status = platform.db.execute(
        "select distinct status from platform_users where external_id ~ '^probe'"
    )
    assert status.fetchall() == [("active",)], "nobody is banned"
    again = platform.db.execute("select public.run_risk_upkeep()").fetchone()
    assert again is not None
    assert again[0]["scores_changed"] == 0


def test_how_well_it_tells_is_reported_against_decisions(platform: Platform) -> None:
    ring = rings(platform)["script"]
    quiet, loud = platform.user(), platform.user(wallets=["R1"])
    platform.scores()
    decided = dict.fromkeys(ring[:15], "confirmed") | {quiet: "confirmed", loud: "cleared"}
    decided[ring[15]] = "cleared"
    for user, decision in decided.items():
        platform.db.execute(
            "insert into risk_reviews (domain_id, platform_user_id, decision, reason, score)"
            f" values ({SITE}, %s, %s, 'looked at', 90)",
            [user, decision],
        )
    platform.db.execute("select tests.as('business@demo.example')")
    row = platform.db.execute(
        "select reviewed, true_positives, false_positives, false_negatives, true_negatives,"
        " precision, recall, unreviewed_flags from risk_report()"
    ).fetchone()
    assert row is not None
    assert row[:5] == (18, 15, 1, 1, 1)
    assert [float(share) for share in row[5:7]] == pytest.approx([15 / 16, 15 / 16])
    assert row[7] == 60 - 16


def test_what_wash_trading_is(platform: Platform) -> None:
    washer, trader = platform.user(), platform.user()
    for number in range(10):
        side = "buy" if number % 2 else "sell"
        platform.trade(washer, 50 + number / 10, 10000 + number, side=side)
        platform.trade(trader, 50 + number / 2, 10000 + number, side=side)
    assert platform.signals(washer) == {"wash_trades": 9}
    assert platform.signals(trader) == {}, "an hour between is none"


@pytest.mark.parametrize(
    "over", [{"status": "failed"}, {"side": "buy"}, {"volume": 12000}, {"symbol": "LADLE"}]
)
def test_what_wash_trading_is_not(platform: Platform, over: dict[str, Any]) -> None:
    washer = platform.user()
    for number in range(12):
        platform.trade(washer, 50 + number / 10)
        platform.trade(washer, 50 + number / 10 + 0.05, **({"side": "sell"} | over))
    assert "wash_trades" not in platform.signals(washer)


def test_velocity_counts_an_hour(platform: Platform) -> None:
    quick, slow = platform.user(), platform.user()
    for number in range(120):
        platform.trade(quick, 30 + number / 130, 10 * 3 ** (number % 9))
        platform.trade(slow, 30 + number / 100, 10 * 3 ** (number % 9))
    assert platform.signals(quick) == {"velocity": 120}
    assert platform.signals(slow) == {}
    assert platform.scores(1)[quick] == 0, "trades of the last day alone: none"


def test_a_burst_is_ten_within_half_an_hour(platform: Platform) -> None:
    guide, host = platform.user(), platform.user()
    brought = [platform.user(guide, 400 + number / 20) for number in range(10)]
    for number in range(9):
        platform.user(host, 400 + number / 20)
    assert platform.signals(guide) == {"referral_burst": 10}
    assert platform.signals(brought[5]) == {"referral_burst": 10}
    assert platform.signals(host) == {}


def test_selling_codes_is_many_who_never_trade(platform: Platform) -> None:
    seller, host = platform.user(), platform.user()
    for owner in (seller, host):
        platform.db.execute(
            "insert into invite_codes (domain_id, code, owner_user_id, slots_total)"
            f" values ({SITE}, %s, %s, 99)",
            [str(owner)[-12:], owner],
        )
        for number in range(10):
            guest = platform.user(owner, 400 + 3 * number)
            platform.db.execute(
                "insert into invite_redemptions (domain_id, invite_code_id, platform_user_id,"
                " redeemed_at) select c.domain_id, c.id, %s, now() - interval '10 days'"
                " from invite_codes as c where c.owner_user_id = %s",
                [guest, owner],
            )
            has_traded = number < (2 if owner == host else 1)
            status = "confirmed" if has_traded else "failed"
            platform.trade(guest, 20 + 3 * number, 100 + number, status=status)
    assert platform.signals(seller) == {"code_selling": 10}
    assert platform.signals(host) == {}
    platform.db.execute("update invite_redemptions set redeemed_at = now() - interval '6 days'")
    assert platform.signals(seller) == {}, "nobody has had the time"


def test_lockstep_is_of_one_line(platform: Platform) -> None:
    guides = [platform.user(), platform.user()]
    pair = [platform.user(guide, 20 * number) for number, guide in enumerate(guides, 3)]
    for user in pair:
        platform.trade(user, 10)
    # Elsewhere one user brought both.
    platform.db.execute(
        "update platform_users set referrer_id = %s where domain_id = %s and id = any(%s)",
        [guides[0], SHADOW, pair],
    )
    alike = f"select 1 from private.risk_lockstep({SITE}, '2020-01-01') where platform_user_id"
    assert platform.db.execute(f"{alike} = any(%s)", [pair + guides]).fetchall() == []


def test_bad_arguments_and_callers_are_refused(db: Connection) -> None:
    for days in (0, 3651, None):
        with pytest.raises(Exception, match="days: 1 to 3650"), db.transaction():
            db.execute("select public.run_risk_upkeep(%s)", [days])
    db.execute("select tests.as('admin@admin.com', 'aal2')")
    with pytest.raises(Exception, match="permission denied"), db.transaction():
        db.execute("select public.run_risk_upkeep()")
