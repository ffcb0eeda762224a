"""Charges equal those of an independent resolver, in whatever order and batches they are told."""

import json
import random
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest

from .fees import TYPES, WEIGHTS, Context, moment, random_rule, resolve
from .test_fee_resolution import DOMAIN, PROVIDERS, STORE, _rules
from .trades import Connection, Entry, digest, ingest, order, transaction

STATE = """
select t.chain_ref, c.rule_id::text, c.promotion_id::text, c.rate_ppm, c.platform_rate_ppm,
  c.order_type, c.gross_minor::text, c.fee_minor::text, c.platform_net_minor::text,
  c.usd_minor::text, c.due_usd_minor::text, c.platform_usd_minor::text, o.external_id
from fee_charges as c
join transactions as t on (t.domain_id, t.id) = (c.domain_id, c.transaction_id)
left join orders as o on (o.domain_id, o.id) = (c.domain_id, c.order_id)
where t.chain_ref ~ ':x'
"""


def random_entries(draw: random.Random) -> list[Entry]:
    """Return orders and their trades, told several times, some of them never."""
    return [_order(draw) if draw.random() < 0.4 else _trade(draw) for _ in range(60)]


def _order(draw: random.Random) -> Entry:
    return order(draw.randint(1, 6), **_said(draw, "placed_at"), provider=draw.choice(PROVIDERS))


def _trade(draw: random.Random) -> Entry:
    number, fee = draw.randint(1, 15), draw.choice([0, draw.randint(1, 10**20)])
    amounts = {"volume_usd_minor": draw.randint(0, 10**7), "fee_minor": str(fee)}
    amounts["fee_usd_minor"] = draw.choice([None, None, draw.randint(0, 10**5)])
    status = draw.choice(["confirmed", "confirmed", "pending", "reverted"])
    named = draw.choice([None, *(f"order-x{order}" for order in range(1, 7))])
    return transaction(number, **_said(draw, "occurred_at"), **amounts, status=status, order=named)


def _said(draw: random.Random, event: str) -> Entry:
    at = moment(draw).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"type": draw.choice(TYPES[:3]), "at": at, event: at}


def expected(entries: list[Entry], rules: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """Work out the charges that the newest entries make."""
    newest: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry["at"], digest(entry))):
        newest[entry.get("chain_ref", entry.get("external_id"))] = entry
    return {
        _charge(trade, newest.get(trade["order"]), rules)
        for trade in newest.values()
        if trade.get("status") == "confirmed" and "chain_ref" in trade
    }


def _charge(trade: Entry, placed: Entry | None, rules: list[dict[str, Any]]) -> tuple[Any, ...]:
    of, at = placed or trade, (placed or trade).get("placed_at", trade["occurred_at"])
    context: Context = dict.fromkeys(WEIGHTS) | {"cohorts": {}, "order_type": of["type"]}
    context |= {"provider": of.get("provider"), "at": datetime.fromisoformat(at)}
    rule, promotion = resolve(rules, context)
    base, _ = resolve([rule for rule in rules if not rule["specificity"]], context)
    rate, volume = (promotion or rule)["rate_ppm"], trade["volume_usd_minor"]
    due, platform = (_part(volume, ppm) for ppm in (rate, base["rate_ppm"]))
    fee, told = trade["fee_minor"], trade["fee_usd_minor"]
    cents = told if told is not None else 0 if fee == "0" else due
    return (
        *(trade["chain_ref"], rule["id"], promotion and promotion["id"], rate, base["rate_ppm"]),
        *(trade["type"], fee, fee, fee, str(cents), str(due), str(platform)),
        placed and placed["external_id"],
    )


def _part(volume: int, ppm: int) -> int:
    return round(Fraction(volume * ppm, 10**6))  # of a Fraction: half to even


@pytest.mark.row("C14", "C23")
def test_order_and_split_do_not_matter(db: Connection) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    things: dict[str, list[Any]] = {"provider": PROVIDERS, "order_type": TYPES[:3]}
    things |= {scope: [None] for scope in WEIGHTS if scope not in things}
    wanted = [random_rule(draw, things) for _ in range(60)]
    db.execute(STORE, [DOMAIN, json.dumps(wanted, default=str)])
    rules = _rules(db)
    for _ in range(12):
        entries = random_entries(draw)
        sent = entries + draw.sample(entries, 20)
        draw.shuffle(sent)
        with db.transaction(force_rollback=True):
            while sent:
                batch, sent = sent[:7], sent[7:]
                ingest(db, batch)
            assert set(db.execute(STATE).fetchall()) == expected(entries, rules), f"seed {seed}"
