"""Which fee rule wins, and what it makes, worked out without the database."""

import random
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

Rule = dict[str, Any]
Context = dict[str, Any]

WEIGHTS = {
    "order_id": 32,
    "platform_user_id": 16,
    "cohort_id": 8,
    "token_id": 4,
    "provider": 2,
    "order_type": 1,
}
TYPES = ["market", "dca", "limit", "twap", "vwap", "custom"]
START = datetime(2026, 1, 1, tzinfo=UTC)


def specificity(rule: Rule) -> int:
    return sum(weight for scope, weight in WEIGHTS.items() if rule[scope] is not None)


def fits(rule: Rule, context: Context) -> bool:
    for scope in WEIGHTS:
        if rule[scope] is None:
            continue
        if scope == "cohort_id":
            if rule[scope] not in context["cohorts"]:
                return False
        elif rule[scope] != context[scope]:
            return False
    return bool(
        rule["starts_at"] <= context["at"] < (rule["ends_at"] or datetime.max.replace(tzinfo=UTC))
    )


def resolve(rules: list[Rule], context: Context) -> tuple[Rule, Rule | None]:
    """Return the winner, and the promotion that lowers it, if any."""
    candidates = [rule for rule in rules if fits(rule, context)]
    ranked = sorted(
        (rule for rule in candidates if rule["kind"] == "rule"),
        key=lambda rule: (-specificity(rule), context["cohorts"].get(rule["cohort_id"], 0)),
    )
    promotions = [rule for rule in candidates if rule["kind"] == "promotion"]
    lowest = min(promotions, key=lambda rule: (rule["rate_ppm"], rule["id"]), default=None)
    if lowest and lowest["rate_ppm"] < ranked[0]["rate_ppm"]:
        return ranked[0], lowest
    return ranked[0], None


def charge(
    rule: Rule, promotion: Rule | None, value: int, asset: str, discount_ppm: int, parts: list[int]
) -> dict[str, Any]:
    """Return the fee and its parts, all in whole minor units."""
    rate = (promotion or rule)["rate_ppm"]
    gross = Fraction(value * rate, 10**6)
    fees = [
        _limited(rule, fee, value, asset) for fee in (gross, gross * (10**6 - discount_ppm) / 10**6)
    ]
    before, fee = (round(exact) for exact in fees)  # of a Fraction: half to even
    commissions = [fee * part // 10**6 for part in parts]
    return {
        "gross_minor": before,
        "discount_minor": before - fee,
        "fee_minor": fee,
        "commissions_minor": commissions,
        "platform_net_minor": fee - sum(commissions),
    }


def _limited(rule: Rule, fee: Fraction, value: int, asset: str) -> Fraction:
    if rule["limit_asset"] == asset:
        if rule["max_minor"] is not None:
            fee = min(fee, Fraction(rule["max_minor"]))
        if rule["min_minor"] is not None:
            fee = max(fee, Fraction(rule["min_minor"]))
    return min(fee, Fraction(value))


def moment(draw: random.Random, days: int = 60) -> datetime:
    return START + timedelta(minutes=draw.randrange(days * 1440))


def random_rule(draw: random.Random, things: dict[str, list[Any]]) -> Rule:
    """Return a rule of few things, so that many of them meet."""
    kind = draw.choices(["rule", "promotion"], [4, 1])[0]
    scopes = {
        scope: draw.choice(things[scope]) if draw.random() < 0.35 else None for scope in WEIGHTS
    }
    if kind == "rule" and not any(scopes.values()):
        scopes["order_type"] = draw.choice(TYPES)
    starts_at = moment(draw)
    ends_at = (
        starts_at + timedelta(days=draw.randint(0, 40))
        if draw.random() < 0.6 or kind == "promotion"
        else None
    )
    rule: Rule = {"kind": kind, **scopes, "starts_at": starts_at, "ends_at": ends_at}
    rule |= {"rate_ppm": draw.randrange(0, 30_000, 250), "reason": "random"}
    rule |= {"min_minor": None, "max_minor": None, "limit_asset": None}
    if kind == "rule" and draw.random() < 0.3:
        low = draw.choice([None, draw.randint(0, 500)])
        rule |= {"min_minor": low, "max_minor": (low or 0) + draw.randint(0, 900)}
        rule["limit_asset"] = draw.choice(["USDC", "SOL"])
    return rule
