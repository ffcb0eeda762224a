"""Who was active when, from the raw events, in Python, by the definitions alone."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.rpc.engagement.events import SITES, Connection, Event, make_id

from .model import Raw, read_raw
from .test_client_dashboard import ZONES
from .users import add_kinds, random_log, random_sign_ups, send_log
from .visits import BEGIN, EPSILON, count, merge_some, random_visits, send

Days = dict[Any, set[date]]
SPAN = 75
ACTIVE = {"page_view", "cta_clicked", "form_submitted", "email_captured", "demo_booked"}
KINDS = ("page_view", "page_view", "cta_clicked", "widget_shown")


def random_returns(seed: int, people: int = 30) -> list[Event]:
    """Events of the visitors of random_visits over two more months, many at midnights of ZONES."""
    chance = random.Random(seed)  # noqa: S311
    found: list[Event] = []
    for site in SITES:
        for number in range(people):
            for place in range(chance.randint(0, 12)):
                kind = chance.choice(KINDS)
                at = _moment(chance)
                found.append(
                    {
                        "id": make_id(f"return {site} {seed} {number} {place}"),
                        "site_domain": site,
                        "visitor_id": make_id(f"visitor {site} {seed} {number}"),
                        "session_id": make_id(f"return {site} {seed} {number} {place}"),
                        "kind": kind,
                        "occurred_at": at.isoformat(),
                        "received_at": at.isoformat(),
                        "environment": chance.choices(["production", "staging"], [9, 1])[0],
                        "properties": {"visible_ms": 20000} if kind == "widget_shown" else {},
                    }
                )
    return found + chance.choices(found, k=len(found) // 10)


def _moment(chance: random.Random) -> datetime:
    day = BEGIN + timedelta(days=chance.randrange(SPAN))
    if chance.random() < 0.5:
        return day + timedelta(seconds=chance.randrange(86400))
    midnight = day.replace(tzinfo=ZoneInfo(chance.choice(ZONES))).astimezone(UTC)
    return midnight - chance.choice([timedelta(0), EPSILON])


def fill(db: Connection, seed: int) -> Raw:
    """Three months of two sites and an empty one, merged and counted; the raw rows."""
    db.execute(
        "insert into domains (client_id, site_domain)"
        " select client_id, 'empty.example' from domains where site_domain = %s",
        [SITES[0]],
    )
    send(db, random_visits(seed) + random_returns(seed), seed)
    add_kinds(db)
    random_sign_ups(db, seed, _moment)
    send_log(db, random_log(seed, _moment), seed)
    merge_some(db, seed)
    count(db)
    return read_raw(db)


def active_days(raw: Raw, domain_id: Any, zone: ZoneInfo) -> Days:
    """The local days on which each person was active."""
    found: Days = defaultdict(set)
    for event in raw.events:
        person = raw.person(event)
        is_said = event["kind"] == "message" and event["role"] == "visitor"
        if event["domain_id"] != domain_id or person is None:
            continue
        if event["kind"] in ACTIVE or is_said:
            found[person].add(event["occurred_at"].astimezone(zone).date())
    kinds = {(k["domain_id"], k["name"], k["schema_version"]) for k in raw.kinds if k["is_active"]}
    for event in raw.log:
        is_user = event["actor_kind"] == "user" and not event["is_test"]
        is_counted = (domain_id, event["name"], event["schema_version"]) in kinds
        if event["domain_id"] == domain_id and is_user and is_counted:
            found["user", event["actor_id"]].add(event["occurred_at"].astimezone(zone).date())
    return found


def sign_up_days(raw: Raw, domain_id: Any, zone: ZoneInfo) -> dict[Any, date]:
    """The local day on which each user signed up."""
    return {
        ("user", user["external_id"]): user["joined_at"].astimezone(zone).date()
        for user in raw.users
        if user["domain_id"] == domain_id
    }


def period_of(day: date, bucket: str) -> date:
    """The day on which the period that holds `day` begins."""
    if bucket == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if bucket == "month" else day


def periods(first: date, last: date, bucket: str) -> Iterator[date]:
    """The periods that touch first <= day < last, by the day on which they begin."""
    day = period_of(first, bucket)
    while day < last:
        yield day
        day = period_after(day, bucket)


def period_after(day: date, bucket: str) -> date:
    after = day + timedelta(days={"day": 1, "week": 7, "month": 32}[bucket])
    return after.replace(day=1) if bucket == "month" else after


def active_between(days: Days, first: date, last: date) -> set[Any]:
    """Who was active in first <= day < last."""
    return {person for person, seen in days.items() if any(first <= day < last for day in seen)}


def active_in(days: Days, period: date, bucket: str) -> set[Any]:
    return active_between(days, period, period_after(period, bucket))
