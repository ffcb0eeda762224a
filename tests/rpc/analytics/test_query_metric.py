"""Any dimensions, filters and buckets tell what counting by hand does; nothing else is asked."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

pytestmark = pytest.mark.row("C51")

Connection = psycopg.Connection[Any]
Row = dict[str, Any]
SITES = ["cooking.example", "toto.example"]
START = datetime(2026, 9, 28, tzinfo=UTC)
TRADES = ["domain_id", "order_type", "side", "provider", "token_id", "is_referred"]
EVENTS = ["domain_id", "name", "actor_kind", "source"]
METRICS = ["transactions", "volume_usd_minor", "traders", "events", "active_users"]
FACTS = """
select t.domain_id::text, t.order_type, t.side, k.provider, t.token_id::text,
  u.referrer_id is not null, t.platform_user_id::text, t.volume_usd_minor::bigint, t.occurred_at
from transactions as t
join platform_users as u on (u.domain_id, u.id) = (t.domain_id, t.platform_user_id)
join tokens as k on (k.domain_id, k.id) = (t.domain_id, t.token_id)
where t.status = 'confirmed'
"""
EVENT_FACTS = """
select e.domain_id::text, e.name, e.actor_kind, e.source, e.actor_id, e.occurred_at
from event_log as e join event_catalog as c using (domain_id, name, schema_version)
where c.is_active and not e.is_test
"""


def fill(db: Connection, draw: random.Random) -> None:
    """Make trades and events of two platforms, on a few days around a change of month."""
    db.execute("delete from transactions")
    db.execute("delete from event_log")
    for site in SITES:
        for number in range(6):
            db.execute(
                "insert into tokens (domain_id, chain, address, provider) select id, 'x', %s, %s"
                " from domains where site_domain = %s",
                [f"a{number}", draw.choice([None, "raydium", "pump.fun"]), site],
            )
        for _ in range(150):
            at = START + timedelta(minutes=draw.randrange(60 * 24 * 40))
            status = draw.choice(["confirmed", "confirmed", "confirmed", "failed"])
            kind, side = draw.choice(["market", "dca", "limit"]), draw.choice(["buy", "sell"])
            db.execute(
                "insert into transactions (domain_id, chain_ref, platform_user_id, token_id, side,"
                " order_type, amount_minor, volume_usd_minor, fee_minor, fee_asset, status,"
                " occurred_at, told_at, told_by) select d.id, gen_random_uuid(), u.id, k.id, %s,"
                " %s, 1, %s, 1, 'USDC', %s, %s, now(), gen_random_uuid() from domains as d"
                " join lateral (select id from platform_users where domain_id = d.id"
                " order by random() limit 1) as u on true join lateral (select id from tokens"
                " where domain_id = d.id order by random() limit 1) as k on true"
                " where d.site_domain = %s",
                [side, kind, draw.randrange(9999), status, at, site],
            )
            name = draw.choice(["order_placed", "user_signed_in", "page_pinged"])
            actor, source = draw.choice(["user", "integration"]), draw.choice(["app", "desk"])
            db.execute(
                "insert into event_log select id, gen_random_uuid(), %s, 1, %s, %s, null, '{}', %s,"
                " now(), %s, null, %s, false from domains where site_domain = %s",
                [name, actor, f"u{draw.randrange(5)}", at, source, draw.random() < 0.2, site],
            )


def read_facts(db: Connection) -> dict[str, list[Row]]:
    trades = [
        dict(zip([*TRADES, "person", "amount", "at"], row, strict=True))
        for row in db.execute(FACTS)
    ]
    events = [
        dict(zip([*EVENTS, "person", "at"], row, strict=True)) for row in db.execute(EVENT_FACTS)
    ]
    return {"trades": trades, "events": events}


def begins(at: datetime, bucket: str | None, zone: str) -> str | None:
    day = at.astimezone(ZoneInfo(zone)).date()
    if bucket == "week":
        day -= timedelta(days=day.weekday())
    if bucket == "month":
        day = day.replace(day=1)
    return str(day) if bucket else None


def by_hand(facts: dict[str, list[Row]], asked: Row) -> dict[tuple[str | None, str], int]:
    """Count without the database."""
    metric, kept = asked["metric"], asked["filter"]
    groups: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for fact in facts["events" if metric in ("events", "active_users") else "trades"]:
        at, sites = fact["at"], kept.get("domain_ids")
        inside = datetime.fromisoformat(kept["from"]) <= at < datetime.fromisoformat(kept["to"])
        suits = all(
            fact[name] in value if isinstance(value, list) else fact[name] == value
            for name, value in kept.items()
            if name not in ("from", "to", "domain_ids")
        )
        if inside and suits and (sites is None or fact["domain_id"] in sites):
            parts = json.dumps({name: fact[name] for name in sorted(asked["dims"])})
            groups[begins(at, asked["bucket"], asked["time_zone"]), parts].append(fact)
    return {key: number(metric, rows) for key, rows in groups.items()}


def number(metric: str, rows: list[Row]) -> int:
    if metric == "volume_usd_minor":
        return sum(row["amount"] for row in rows)
    if metric == "traders":
        return len({(row["domain_id"], row["person"]) for row in rows})
    if metric == "active_users":
        return len({(r["domain_id"], r["person"]) for r in rows if r["actor_kind"] == "user"})
    return len(rows)


def questions(draw: random.Random, facts: dict[str, list[Row]], count: int) -> Iterator[Row]:
    for place in range(count):
        metric = METRICS[place % len(METRICS)]
        names = EVENTS if metric in ("events", "active_users") else TRADES
        known = facts["events" if names is EVENTS else "trades"]
        first = START + timedelta(hours=draw.randrange(300))
        kept: Row = {
            "from": first.isoformat(),
            "to": (first + timedelta(hours=1 + draw.randrange(600))).isoformat(),
        }
        for name in names:
            if draw.random() < 0.3:
                values = sorted({row[name] for row in draw.sample(known, 2)} - {None})
                if name == "is_referred":
                    kept[name] = draw.random() < 0.5
                elif values:
                    kept["domain_ids" if name == "domain_id" else name] = values
        yield {
            "metric": metric,
            "dims": draw.sample(names, draw.randrange(len(names) + 1)),
            "filter": kept,
            "bucket": draw.choice([None, "day", "week", "month"]),
            "time_zone": draw.choice(["UTC", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"]),
        }


def ask(db: Connection, asked: Row) -> dict[tuple[str | None, str], int]:
    found = db.execute(
        "select begins_on::text, parts, value from query_metric(%s, %s, %s, %s, %s)",
        [
            asked["metric"],
            asked["dims"],
            json.dumps(asked["filter"]),
            asked["bucket"],
            asked["time_zone"],
        ],
    )
    return {(day, json.dumps(parts, sort_keys=True)): int(value) for day, parts, value in found}


def test_any_question_equals_counting_by_hand(db: Connection) -> None:
    draw = random.Random(51)  # noqa: S311
    fill(db, draw)
    facts = read_facts(db)
    assert len(facts["trades"]) > 150
    assert len(facts["events"]) > 50
    db.execute("select tests.as('admin@admin.com')")
    answered = 0
    for asked in questions(draw, facts, 120):
        wanted = by_hand(facts, asked)
        assert ask(db, asked) == wanted, asked
        answered += len(wanted) > 0
    assert answered > 80


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"metric": "pg_sleep(9)"}, "metric: must be transactions"),
        ({"metric": None}, "metric: must be transactions"),
        (
            {"dims": ["side); drop table transactions; --"]},
            "dims: must be of domain_id, is_referred",
        ),
        ({"dims": ["platform_user_id"]}, "dims: must be of"),
        ({"dims": ["name"]}, "dims: must be of"),
        ({"dims": None}, "dims: must be of"),
        ({"dims": [None]}, "dims: must be of"),
        (
            {"metric": "events", "dims": ["side"]},
            "dims: must be of domain_id, actor_kind, name, source",
        ),
        ({"filter": {"1=1; --": []}}, "is no known filter"),
        ({"filter": {"side": "buy"}}, "filter.side: must be an array of buy or sell"),
        ({"filter": {"side": ["' or true --"]}}, "filter.side: must be an array of buy or sell"),
        ({"filter": {"provider": [1]}}, "filter.provider: must be an array of texts"),
        ({"filter": {"provider": "raydium"}}, "filter.provider: must be an array of texts"),
        ({"filter": {"name": ["x"]}}, "filter.name: is no known filter"),
        ({"bucket": "1 day'; --"}, "bucket: must be day, week or month"),
        ({"time_zone": "UTC'; --"}, "time_zone"),
        ({"filter": {"domain_ids": ["10000000-0000-4000-8000-000000000001"]}}, "not permitted"),
    ],
)
def test_nothing_else_can_be_asked(db: Connection, over: Row, message: str) -> None:
    asked = {"metric": "transactions", "dims": [], "filter": {}, "bucket": None, "time_zone": None}
    db.execute("select tests.as('business@demo.example')")
    with pytest.raises(psycopg.Error, match=message), db.transaction():
        ask(db, asked | over)


def test_what_looks_like_a_statement_is_a_value(db: Connection) -> None:
    asked = {"metric": "events", "dims": ["name"], "bucket": None, "time_zone": None}
    db.execute("select tests.as('business@demo.example')")
    asked["filter"] = {"from": "2026-11-01T00:00:00Z", "name": ["x' or '1'='1"]}
    assert ask(db, asked) == {}
    asked["filter"] = {"from": "2026-11-01T00:00:00Z"}
    assert len(ask(db, asked)) > 1


@pytest.mark.parametrize("person", ["tests.as_anon()", "tests.as_service()"])
def test_who_may_not_ask(db: Connection, person: str) -> None:
    db.execute(f"select {person}")
    with pytest.raises(psycopg.Error, match="permission denied"), db.transaction():
        db.execute("select public.query_metric('events')")


def test_too_many_rows_are_refused(db: Connection) -> None:
    db.execute(
        "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
        " actor_kinds) select id, 'probe_' || n, 1, 'x', '{}', '{user}' from domains,"
        " generate_series(1, 10001) as n where site_domain = 'cooking.example'"
    )
    db.execute(
        "insert into event_log select domain_id, gen_random_uuid(), name, 1, 'user', 'u', null,"
        " '{}', '2026-10-10T00:00:00Z', now(), 'x', null, false, false from event_catalog"
        " where name ~ '^probe_'"
    )
    db.execute("select tests.as('business@demo.example')")
    asked = {"metric": "events", "dims": ["name"], "bucket": None, "time_zone": None}
    asked["filter"] = {"from": "2026-10-10T00:00:00Z", "to": "2026-10-11T00:00:00Z"}
    with pytest.raises(psycopg.Error, match="dims: give more than 10000 rows"), db.transaction():
        ask(db, asked)
    asked["filter"] |= {"name": [f"probe_{n}" for n in range(1, 10001)]}
    assert len(ask(db, asked)) == 10000
