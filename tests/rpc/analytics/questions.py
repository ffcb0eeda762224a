"""Random questions about random trades and events, and their answers counted by hand."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

Connection = psycopg.Connection[Any]
Row = dict[str, Any]
SITES = ["cooking.example", "toto.example"]
VENUES = ["web", "mobile", "unknown"]
START = datetime(2026, 9, 28, tzinfo=UTC)
TRADES = [
    "domain_id",
    "order_type",
    "side",
    "provider",
    "token_id",
    "is_referred",
    "venue",
    "cohort_id",
]
EVENTS = ["domain_id", "name", "actor_kind", "source"]
METRICS = ["transactions", "volume_usd_minor", "traders", "events", "active_users"]
FACTS = """
select t.domain_id::text, t.order_type, t.side, k.provider, t.token_id::text,
  u.referrer_id is not null, t.venue,
  array(
    select m.cohort_id::text from cohort_members as m
    where (m.domain_id, m.platform_user_id) = (t.domain_id, t.platform_user_id)
      and m.valid @> t.occurred_at
  ), t.platform_user_id::text, t.volume_usd_minor::bigint, t.occurred_at
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
        join_cohorts(db, site)
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
                " occurred_at, told_at, told_by, venue)"
                " select d.id, gen_random_uuid(), u.id, k.id, %s, %s, 1, %s, 1, 'USDC', %s, %s,"
                " now(), gen_random_uuid(), %s from domains as d"
                " join lateral (select id from platform_users where domain_id = d.id"
                " order by random() limit 1) as u on true join lateral (select id from tokens"
                " where domain_id = d.id order by random() limit 1) as k on true"
                " where d.site_domain = %s",
                [side, kind, draw.randrange(9999), status, at, draw.choice(VENUES), site],
            )
            name = draw.choice(["order_placed", "user_signed_in", "page_pinged"])
            actor, source = draw.choice(["user", "integration"]), draw.choice(["app", "desk"])
            db.execute(
                "insert into event_log select id, gen_random_uuid(), %s, 1, %s, %s, null, '{}', %s,"
                " now(), %s, null, %s, false from domains where site_domain = %s",
                [name, actor, f"u{draw.randrange(5)}", at, source, draw.random() < 0.2, site],
            )


def join_cohorts(db: Connection, site: str) -> None:
    """Put users of the site in one cohort for good, or in some for a while."""
    db.execute(
        "insert into cohorts (domain_id, name, priority) select d.id, 'c' || n, 900 + n"
        " from domains as d, generate_series(1, 3) as n where d.site_domain = %s",
        [site],
    )
    db.execute(
        "insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)"
        " select c.domain_id, c.id, u.id, tstzrange(%s, case when c.name <> 'c1' then %s end)"
        " from domains as d join cohorts as c on c.domain_id = d.id and c.priority > 900"
        " join platform_users as u on u.domain_id = d.id"
        " where d.site_domain = %s and u.external_id ~ case when c.name = 'c3' then '1$'"
        " else '[12]$' end",
        [START, START + timedelta(days=20), site],
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
            fits(fact[name], value)
            for name, value in kept.items()
            if name not in ("from", "to", "domain_ids")
        )
        if inside and suits and (sites is None or fact["domain_id"] in sites):
            for each in apart(fact, asked):
                parts = json.dumps({name: each[name] for name in sorted(asked["dims"])})
                groups[begins(at, asked["bucket"], asked["time_zone"]), parts].append(fact)
    return {key: number(metric, rows) for key, rows in groups.items()}


def fits(known: Any, wanted: Any) -> bool:
    if isinstance(known, list):
        return bool(set(known) & set(wanted))
    return known in wanted if isinstance(wanted, list) else bool(known == wanted)


def apart(fact: Row, asked: Row) -> list[Row]:
    """Return the fact once for each cohort that counts; of a user in none, without one."""
    if "cohort_id" not in asked["dims"]:
        return [fact]
    wanted = asked["filter"].get("cohort_id", fact["cohort_id"] or [None])
    return [fact | {"cohort_id": one} for one in fact["cohort_id"] or [None] if one in wanted]


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
                values = drawn(draw.sample(known, 2), name)
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


def drawn(rows: list[Row], name: str) -> list[Any]:
    values = [row[name] for row in rows]
    if name == "cohort_id":
        values = [one for several in values for one in several]
    return sorted(set(values) - {None})


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
