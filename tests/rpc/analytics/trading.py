"""Random trades of some weeks, and their numbers from the raw rows, by the definitions alone."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.rpc.engagement.events import SITES, Connection, make_id
from tests.rpc.engagement.lists import Row, owner_rows

from .visits import BEGIN

Entry = dict[str, Any]
DAYS = 40
SLACK = timedelta(minutes=5)
# Clocks change in Paris on March 29th; on Lord Howe Island by half an hour, on April 5th.
ZONES = ["UTC", "Europe/Paris", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York"]
# Who was brought by whom: lines of one to four.
BROUGHT = {0: 1, 3: 1, 6: 1, 9: 1, 2: 0, 5: 0, 4: 2, 7: 4}
TYPES = ["market", "dca", "limit", "twap", "vwap", "custom"]
STATUSES = ["pending", "confirmed", "confirmed", "confirmed", "failed", "reverted"]


def random_trades(seed: int, count: int = 120) -> list[Entry]:
    """Trades on each of SITES, many at midnights; some told twice, some again otherwise."""
    chance = random.Random(seed)  # noqa: S311
    found = [entry for site in SITES for entry in _told(chance, site, seed, count)]
    again = [
        entry | {"status": chance.choice(STATUSES), "at": _text(BEGIN + timedelta(days=DAYS + 2))}
        for entry in chance.sample(found, k=count // 5)
        if entry["kind"] == "transaction"
    ]
    found += again + chance.choices(found, k=count // 5)
    chance.shuffle(found)
    return found


def _told(chance: random.Random, site: str, seed: int, count: int) -> Iterator[Entry]:
    said = {"site_domain": site, "at": _text(BEGIN + timedelta(days=DAYS + 1))}
    for number in range(5):
        yield said | _token(number) | {
            "kind": "token", "symbol": f"T{number}", "decimals": 6,
            "provider": chance.choice(["raydium", "pump.fun", None]),
        }  # fmt: skip
    for number in range(count):
        deal = {
            "user": f"trader-{chance.randrange(12)}",
            "token": _token(chance.randrange(5)),
            "type": chance.choice(TYPES),
            "side": chance.choice(["buy", "sell"]),
        }
        at = _moment(chance)
        order = f"order-{seed}-{number // 2}"
        if chance.random() < 0.3:
            yield said | deal | {
                "kind": "order", "external_id": order, "size_minor": 9, "status": "open",
                "placed_at": _text(at), "provider": chance.choice(["orca", "raydium", None]),
            }  # fmt: skip
        yield said | deal | {
            "kind": "transaction", "chain_ref": f"solana:{seed}-{number}",
            "order": chance.choice([order, None]), "amount_minor": chance.randrange(1000),
            "volume_usd_minor": str(chance.choice([0, chance.randrange(10**6), 10**22])),
            "fee_minor": chance.randrange(5), "fee_asset": "USDC",
            "fee_usd_minor": chance.choice([None, chance.randrange(500)]),
            "status": chance.choice(STATUSES), "venue": chance.choice(["web", "mobile", None]),
            "occurred_at": _text(at),
        }  # fmt: skip


def _token(number: int) -> Entry:
    return {"chain": "solana", "address": f"T{number}"}


def _moment(chance: random.Random) -> datetime:
    day = BEGIN + timedelta(days=chance.randrange(DAYS))
    if chance.random() < 0.5:
        return day + timedelta(seconds=chance.randrange(86400))
    midnight = day.replace(tzinfo=ZoneInfo(chance.choice(ZONES))).astimezone(UTC)
    return midnight - chance.choice([timedelta(0), timedelta(milliseconds=1)])


def _text(at: datetime) -> str:
    return at.isoformat()


def tell(db: Connection, entries: list[Entry], seed: int) -> None:
    """Send entries as the platform does, in batches of random sizes, some counted in between."""
    chance = random.Random(seed)  # noqa: S311
    place = 0
    while place < len(entries):
        size = chance.randint(1, 160)
        db.execute("select ingest_trades(%s)", [json.dumps(entries[place : place + size])])
        if chance.random() < 0.4:
            db.execute("select run_rollup_upkeep(%s)", [chance.randint(1, 200)])
        place += size


def bring_some(db: Connection, domain_id: Any) -> None:
    """Many traders were brought, some over several hands; some are in a cohort for some weeks."""
    for brought, by in BROUGHT.items():
        db.execute(
            "update platform_users as u set referrer_id = by.id, referred_at = %s"
            " from platform_users as by where u.domain_id = %s and by.domain_id = u.domain_id"
            " and u.external_id = %s and by.external_id = %s",
            [BEGIN + timedelta(days=brought, hours=7), domain_id, f"trader-{brought}",
             f"trader-{by}"],
        )  # fmt: skip
    db.execute(
        "insert into cohorts (domain_id, id, name, priority)"
        " select %s, unnest(%s::uuid[]), unnest('{early,late}'::text[]), unnest('{1,2}'::int[])",
        [domain_id, [cohort(domain_id, "early"), cohort(domain_id, "late")]],
    )
    db.execute(
        "insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)"
        " select u.domain_id, c.id, u.id, tstzrange(%s, case when c.name = 'early' then %s end)"
        " from platform_users as u join cohorts as c on c.domain_id = u.domain_id"
        " where u.domain_id = %s and u.external_id ~ '-[02468]$'",
        [BEGIN + timedelta(days=5), BEGIN + timedelta(days=20), domain_id],
    )


def cohort(domain_id: Any, name: str) -> str:
    return make_id(f"cohort {name} {domain_id}")


def read_trades(db: Connection, domain_id: Any) -> list[Row]:
    """Every trade with all that it is counted by."""

    def by_id(table: str, key: str = "id") -> dict[Any, Row]:
        rows = owner_rows(db, f"select * from {table} where domain_id = '{domain_id}'")
        return {row[key]: row for row in rows}

    users, tokens, orders = by_id("platform_users"), by_id("tokens"), by_id("orders", "external_id")
    members = by_id("cohort_members").values()
    charges = by_id("fee_charges", "transaction_id")
    trades = list(by_id("transactions").values())
    for trade in trades:
        is_ahead = trade["occurred_at"] > trade["received_at"] + SLACK
        at = trade["received_at"] if is_ahead else trade["occurred_at"]
        placed = orders.get(trade["order_external_id"]) or {}
        trade["at"] = at
        token = tokens[trade["token_id"]]
        trade["provider"] = placed.get("provider") or token["provider"]
        trade["depth"] = len(line_above(users, trade["platform_user_id"]))
        trade["is_referred"] = trade["depth"] > 0
        trade["charge"] = charges.get(trade["id"])
        trade["cohorts"] = {
            str(row["cohort_id"])
            for row in members
            if row["platform_user_id"] == trade["platform_user_id"]
            and row["valid"].lower <= at
            and (row["valid"].upper is None or at < row["valid"].upper)
        }
    return trades


def line_above(users: dict[Any, Row], user_id: Any) -> list[Any]:
    """Who brought the user, who brought that one and who brought this: at most three."""
    line: list[Any] = []
    while len(line) < 3 and (above := users[user_id]["referrer_id"]):
        line.append(above)
        user_id = above
    return line


def is_meant(trade: Row, wanted: dict[str, Any]) -> bool:
    """Whether the filter, without its times and domains, means the trade."""
    return (
        trade["order_type"] in wanted.get("order_types", TYPES)
        and trade["side"] == wanted.get("side", trade["side"])
        and str(trade["token_id"]) == wanted.get("token_id", str(trade["token_id"]))
        and trade["provider"] == wanted.get("provider", trade["provider"])
        and trade["is_referred"] == wanted.get("is_referred", trade["is_referred"])
        and trade["venue"] == wanted.get("venue", trade["venue"])
        and ("cohort_id" not in wanted or wanted["cohort_id"] in trade["cohorts"])
    )


def count_by_hand(trades: Iterable[Row], begin: datetime, end: datetime) -> dict[str, Any]:
    """The numbers of transaction_stats in begin <= time < end."""
    found = [trade for trade in trades if begin <= trade["at"] < end]
    done = [trade for trade in found if trade["status"] == "confirmed"]
    types: dict[str, list[int]] = defaultdict(list)
    for trade in done:
        types[trade["order_type"]].append(int(trade["volume_usd_minor"]))
    return {
        "transactions": len(done),
        "volume_usd_minor": sum(int(trade["volume_usd_minor"]) for trade in done),
        "by_type": [
            {"order_type": name, "transactions": len(worth), "volume_usd_minor": sum(worth)}
            for name, worth in sorted(types.items())
        ],
    } | {
        status: sum(trade["status"] == status for trade in found)
        for status in ("failed", "reverted", "pending")
    }
