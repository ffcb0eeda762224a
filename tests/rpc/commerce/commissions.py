"""Who earns what by a trade, worked out without the database."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

Row = dict[str, Any]

START = datetime(2026, 9, 1, tzinfo=UTC)
NAMES = "abcdefg"
COHORTS = [("Early traders", 20), ("Large volume", 30), ("PROMO2025", 10)]


def random_tree(draw: random.Random) -> dict[str, Row]:
    """Return users, each brought by one of those before, or by nobody."""
    users: dict[str, Row] = {}
    for name in NAMES:
        referrer = draw.choice([None, *users, *users, *users]) if users else None
        since = START + timedelta(days=draw.randint(-9, 6))
        status = draw.choice(["active"] * 5 + ["deleted"])
        cohorts = draw.sample(COHORTS, draw.randint(0, 2))
        users[name] = {"referrer": referrer, "since": since, "status": status, "cohorts": cohorts}
    return users


def random_rule(draw: random.Random) -> Row:
    scope = draw.choice(["programme", "programme", "cohort", "user"])
    starts = START + timedelta(days=draw.randint(-5, 8))
    return {
        "scope": scope,
        "whom": {"user": draw.choice(NAMES), "cohort": draw.choice(COHORTS)[0]}.get(scope),
        "level": draw.randint(1, 3),
        "min_volume_usd_minor": draw.choice([0, 0, 500_000, 2_000_000]),
        "rate_ppm": draw.choice([0, 20_000, 333_333, 450_000, 700_000]),
        "bonus_ppm": draw.choice([0, 50_000]),
        "bonus_volume_usd_minor": draw.choice([0, 300_000]),
        "base": draw.choice(["fee_charged", "fee_gross"]),
        "starts_at": starts,
        "ends_at": draw.choice([None, starts + timedelta(days=draw.randint(1, 9))]),
    }


def random_trades(draw: random.Random, day: int) -> list[Row]:
    return [
        {
            "user": draw.choice(NAMES),
            "at": START + timedelta(days=day, minutes=draw.randrange(1440)),
            "volume": draw.choice([0, draw.randint(1, 900_000)]),
            "fee": draw.choice([0, draw.randint(1, 99), draw.randint(1, 10**20)]),
        }
        for _ in range(5)
    ]


def earned(
    programme: Row, users: dict[str, Row], rules: list[Row], past: list[Row], trade: Row
) -> list[tuple[Any, ...]]:
    """Return level, who, rate, base, amount and state of each level that brought the trader."""
    line, name = [], users[trade["user"]]
    while len(line) < programme["levels"] and name["referrer"] and name["since"] <= trade["at"]:
        line.append(name["referrer"])
        name = users[name["referrer"]]
    if not holds(programme["runs"], trade["at"]):
        return []
    left, parts = trade["fee"], []
    for level, who in enumerate(line, 1):
        rule, rate = None, 0
        if users[who]["status"] != "deleted" and not holds(programme["paused"], trade["at"]):
            rule, rate = _rate(programme, users, rules, past, trade["at"], who, level)
        base = trade["gross"] if rule and rule["base"] == "fee_gross" else trade["fee"]
        amount = min(base * rate // 10**6, left)
        left -= amount
        state = "void" if _is_void(programme, users, trade, who) else "accrued"
        parts.append((level, who, rate, base, amount, state))
    return parts


def _is_void(programme: Row, users: dict[str, Row], trade: Row, who: str) -> bool:
    return users[who]["status"] == "deleted" and not holds(programme["paused"], trade["at"])


def holds(span: tuple[datetime, datetime], at: datetime) -> bool:
    return span[0] <= at < span[1]


def _rate(
    programme: Row,
    users: dict[str, Row],
    rules: list[Row],
    past: list[Row],
    at: datetime,
    who: str,
    level: int,
) -> tuple[Row | None, int]:
    until = at.replace(hour=0, minute=0)
    window = (until - timedelta(days=programme["window_days"]), until)
    counted = [trade for trade in past if holds(window, trade["at"])]
    volumes = [0, 0, 0, 0]
    for trade in counted:
        name, distance = trade["user"], 0
        while name and distance <= programme["levels"]:
            if name == who:
                volumes[distance] += trade["volume"]
            name, distance = users[name]["referrer"], distance + 1
    volume = volumes[1] if programme["tier_basis"] == "level_one" else sum(volumes[1:])
    cohorts = dict(users[who]["cohorts"])
    fitting = [
        rule
        for rule in rules
        if rule["level"] == level
        and rule["min_volume_usd_minor"] <= volume
        and holds((rule["starts_at"], rule["ends_at"] or datetime.max.replace(tzinfo=UTC)), at)
        and (rule["scope"] == "programme" or rule["whom"] == who or rule["whom"] in cohorts)
    ]
    if not fitting:
        return None, 0
    best = min(
        fitting,
        key=lambda rule: (
            ["user", "cohort", "programme"].index(rule["scope"]),
            cohorts.get(rule["whom"], 0),
            -rule["min_volume_usd_minor"],
        ),
    )
    bonus = best["bonus_ppm"] if volumes[0] >= best["bonus_volume_usd_minor"] else 0
    return best, best["rate_ppm"] + bonus
