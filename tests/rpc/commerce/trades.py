"""Entries of ingest_trades(), and what must come of them, worked out without the database."""

import hashlib
import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
Entry = dict[str, Any]

SITES = ["cooking.example", "toto.example"]
START = datetime(2026, 3, 1, tzinfo=UTC)
TYPES = ["market", "dca", "limit", "twap", "vwap", "custom"]
ORDER_STATUSES = ["open", "partly_filled", "filled", "cancelled", "failed"]
STATUSES = ["pending", "confirmed", "failed", "reverted"]


def moment(hours: int) -> str:
    return (START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def user(number: int = 1, **over: Any) -> Entry:
    told = {"external_id": f"trader-{number}", "joined_at": moment(0)}
    return _entry("user", told) | over


def token(number: int = 1, **over: Any) -> Entry:
    told = {"chain": "solana", "address": f"T{number}", "symbol": "TOK", "decimals": 6}
    return _entry("token", told) | over


def order(number: int = 1, **over: Any) -> Entry:
    told = {"external_id": f"order-x{number}", "size_minor": 5, "status": "open"}
    return _entry("order", _deal() | told | {"placed_at": moment(1)}) | over


def transaction(number: int = 1, **over: Any) -> Entry:
    told = {"chain_ref": f"solana:x{number}", "status": "confirmed", "occurred_at": moment(1)}
    amounts = {"amount_minor": 7, "volume_usd_minor": 100, "fee_minor": 1, "fee_asset": "USDC"}
    return _entry("transaction", _deal() | told | amounts) | over


def ingest(db: Connection, entries: Any) -> dict[str, int]:
    row = db.execute("select public.ingest_trades(%s)", [json.dumps(entries)]).fetchone()
    assert row is not None
    counts: dict[str, int] = row[0]
    return counts


def random_entries(draw: random.Random, count: int) -> list[Entry]:
    """Return entries that meet often: few things, few times, some of them said twice."""
    return [_random_entry(draw) for _ in range(count)]


def digest(entry: Entry) -> str:
    """Return what the database calls md5(entry::text): keys by length, then by name."""
    return hashlib.md5(_text(entry).encode(), usedforsecurity=False).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key), key))
        return "{" + ", ".join(f"{json.dumps(key)}: {_text(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _random_entry(draw: random.Random) -> Entry:
    number, said = draw.randint(1, 3), {"at": moment(draw.randint(2, 4))}
    said["site_domain"] = draw.choice(SITES)
    deal = {
        "user": f"trader-{draw.randint(1, 4)}",
        "token": {"chain": "solana", "address": f"T{draw.randint(1, 4)}"},
        "type": draw.choice(TYPES),
        "side": draw.choice(["buy", "sell"]),
    }
    match draw.choice(["user", "token", "order", "transaction"]):
        case "user":
            wallets = draw.sample(["a", "b", "c"], draw.randint(0, 2))
            return user(number, joined_at=moment(draw.randint(0, 9)), wallets=wallets, **said)
        case "token":
            return token(number, decimals=draw.randint(0, 9), **said)
        case "order":
            return order(number, **deal, status=draw.choice(ORDER_STATUSES), **said)
        case _:
            volume = {"volume_usd_minor": str(draw.randint(0, 10**20))}
            return transaction(number, **deal, **volume, status=draw.choice(STATUSES), **said)


def _entry(kind: str, told: Entry) -> Entry:
    return {"kind": kind, "site_domain": SITES[0], "at": moment(2)} | told


def _deal() -> Entry:
    return {
        "user": "trader-1",
        "token": {"chain": "solana", "address": "T1"},
        "type": "market",
        "side": "buy",
    }
