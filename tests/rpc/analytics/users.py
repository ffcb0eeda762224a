"""What users of a platform do, told by its event log."""

import json
import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.rpc.engagement.events import SITES, Connection, Event, make_id

from .visits import count

# Name and version; of two versions of a kind one may be inactive.
KINDS = {
    ("user_signed_in", 1): True,
    ("order_placed", 1): True,
    ("order_placed", 2): False,
    ("push_received", 1): False,
}
CATALOGUE = (
    "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
    " actor_kinds, is_active) select tests.domain(site), %s, %s, 'A kind.', '{}',"
    " '{user,bo_user,system,integration}', %s from unnest(%s::text[]) as site"
)


def add_kinds(db: Connection) -> None:
    """Make the same catalogue for each of SITES."""
    for (name, version), is_active in KINDS.items():
        db.execute(CATALOGUE, [name, version, is_active, SITES])


def sign_up(db: Connection, site: str, user: str, joined_at: datetime) -> None:
    db.execute(
        "insert into platform_users (domain_id, external_id, joined_at)"
        " values (tests.domain(%s), %s, %s)",
        [site, user, joined_at],
    )


def random_sign_ups(
    db: Connection, seed: int, moment: Callable[[random.Random], datetime], users: int = 25
) -> None:
    """Have most users of random_log, and as many others, sign up, at other times on each site."""
    chance = random.Random(seed)  # noqa: S311
    for site in SITES:
        for user in range(2 * users):
            if user % 5:
                sign_up(db, site, f"user-{user}", moment(chance))


def told(key: str, user: str, at: datetime | str, **over: Any) -> Event:
    """An event of the log, by a user of the first of SITES as long as `over` says nothing else."""
    return {
        "id": make_id(f"told {key}"),
        "site_domain": SITES[0],
        "name": "order_placed",
        "actor_kind": "user",
        "actor_id": user,
        "occurred_at": at.isoformat() if isinstance(at, datetime) else at,
        **over,
    }


def random_log(
    seed: int, moment: Callable[[random.Random], datetime], users: int = 25
) -> list[Event]:
    """Events of users, of whom each site has one of the same name; some are sent twice."""
    chance = random.Random(seed)  # noqa: S311
    found = []
    for site in SITES:
        for user in range(users):
            for place in range(chance.randint(0, 12)):
                name, version = chance.choice(list(KINDS))
                over = {
                    "schema_version": version,
                    "actor_kind": chance.choices(["user", "bo_user", "integration"], [9, 1, 1])[0],
                    "is_test": chance.random() < 0.1,
                }
                key = f"{site} {seed} {user} {place}"
                at = moment(chance)
                found.append(told(key, f"user-{user}", at, site_domain=site, name=name, **over))
    return found + chance.choices(found, k=len(found) // 10)


def send_log(db: Connection, events: list[Event], seed: int, size: int = 60) -> None:
    """Tell of the events in an order of their own; count, and make the months, in between."""
    mixed = random.Random(seed).sample(events, len(events))  # noqa: S311
    for start in range(0, len(mixed), size):
        tell(db, mixed[start : start + size])
        if start // size == 1:
            count(db)
            db.execute("select private.ensure_event_partitions()")


def tell(db: Connection, events: list[Event]) -> dict[str, int]:
    """Tell of a batch as the platform does."""
    with db.transaction():
        db.execute("select tests.as_service()")
        row = db.execute("select public.ingest_events(%s)", [json.dumps(events)]).fetchone()
        db.execute("select tests.back()")
    assert row is not None
    answer: dict[str, int] = row[0]
    return answer
