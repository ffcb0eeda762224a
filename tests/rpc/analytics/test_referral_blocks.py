"""Whatever becomes of who brought whom, numbers of referrals equal the raw rows at every moment."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import SITES, Connection, make_id

from .activity import period_after
from .test_referral_stats import at, inside, people
from .trade_filters import ask
from .trading import ZONES
from .visits import BEGIN, DAYS, count, domain

PEOPLE = [make_id(f"line {number}") for number in range(14)]
NEW = ("new_referrers", "new_referrals", "new_level_2", "new_level_3")
TOTAL = ("referrers_total", "referrals_total", "level_2_total", "level_3_total")
STORED = """
select block, cells, trades from private.trade_blocks
where domain_id = %s and level = %s and part = 'referral' and key = ''
"""
ADD = """
insert into platform_users (domain_id, id, external_id, referrer_id, referred_at, joined_at)
values (%s, %s, %s, %s, %s, %s) on conflict do nothing
"""
# Who brought nobody leaves without a trace; the others stay.
REMOVE = """
delete from platform_users as u where u.domain_id = %s and u.id = %s and not exists (
  select from platform_users as o where o.domain_id = u.domain_id and o.referrer_id = u.id
)
"""
EARLIEST = datetime.min.replace(tzinfo=UTC)


def moment(chance: random.Random) -> datetime:
    """Often an instant that others have too; some are on a midnight of some zone."""
    return BEGIN + chance.choice([15, 45, 240, 720]) * timedelta(minutes=chance.randrange(20))


def change(db: Connection, chance: random.Random, site: str) -> None:
    """Somebody is brought by one of those before, by somebody else, at another time, or goes."""
    place = chance.randrange(len(PEOPLE))
    who = [site, PEOPLE[place]]
    host = chance.choice([None, *PEOPLE[:place]])
    known = db.execute("select id::text from platform_users where domain_id = %s", [site])
    if host and (host,) not in known.fetchall():
        host = None
    when = chance.choice([None, moment(chance)])
    does = chance.choice(["add", "add", "add", "bring", "bring", "move", "join", "remove"])
    if does == "add":
        db.execute(ADD, [*who, f"line {place}", host, when, moment(chance)])
    elif does == "remove":
        db.execute(REMOVE, who)
    else:
        told = {
            "bring": ("referrer_id = %s, referred_at = %s", [host, when]),
            "move": ("referred_at = %s", [when]),
            "join": ("joined_at = %s", [moment(chance)]),
        }
        columns, values = told[does]
        update = f"update platform_users set {columns} where domain_id = %s and id = %s"
        db.execute(update.encode(), [*values, *who])


def facts(db: Connection, site: str, since: datetime | None = None) -> dict[int, list[datetime]]:
    """When users came to stand below 1 to 3 others, and (0) when somebody first brought one."""
    users = people(db, site)
    found: dict[int, list[datetime]] = {level: [] for level in range(4)}
    first: dict[Any, datetime] = {}
    for user in users.values():
        latest, above = EARLIEST, user
        for level in (1, 2, 3):
            if not above["referrer_id"]:
                break
            latest = max(latest, above["referred_at"] or above["joined_at"])
            above = users[above["referrer_id"]]
            if latest >= (since or EARLIEST):
                found[level].append(latest)
                if level == 1:
                    first[above["id"]] = min(latest, first.get(above["id"], latest))
    found[0] = list(first.values())
    return found


def check(
    db: Connection, as_person: Any, rpc: Callable[..., Any], chance: random.Random,
    since: dict[str, datetime | None],
) -> None:  # fmt: skip
    """Of one site or both, by days or weeks of a zone, or of a window between any two instants."""
    zone, cycle = ZoneInfo(chance.choice(ZONES)), chance.choice(["day", "week", "custom"])
    sites = chance.choice([SITES[:1], SITES[1:], SITES])
    begin = BEGIN.replace(tzinfo=zone) + timedelta(days=chance.randrange(9))
    end = begin + timedelta(days=chance.randrange(1, DAYS), minutes=chance.randrange(9))
    asked = ask({"sites": sites}, db, from_=begin, to=end)
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "referral_stats", filter=asked, cycle=cycle, time_zone=zone.key)
        [summary] = rpc(db, "referral_summary", filter=asked, time_zone=zone.key)
    assert found
    lines = [facts(db, site, since[site]) for site in sites]
    for row in found:
        span = [begin, end]
        if cycle != "custom":
            days = row["begins_on"], period_after(row["begins_on"], cycle)
            span = [at(day, zone) for day in days]
        for level in range(4):
            fresh = sum(inside(line[level], *span) for line in lines)
            total = sum(inside(line[level], EARLIEST, span[1]) for line in lines)
            told = level, row[NEW[level]], row[TOTAL[level]]
            assert told == (level, fresh, total), (span, zone, sites)
    ever = [facts(db, site) for site in sites]
    for level in (0, 1):
        whole = sum(inside(line[level], EARLIEST, end) for line in ever)
        assert summary[TOTAL[level]] == whole


def check_blocks(db: Connection) -> None:
    """Each block holds what its hours do, and there is none of an hour without anybody."""
    for site in SITES:
        lines = facts(db, site)
        for above in (0, 1, 4, 9):
            wanted = Counter(
                (int((one - datetime(2000, 1, 1, tzinfo=UTC)) / timedelta(hours=1)) >> above, level)
                for level, moments in lines.items()
                for one in moments
            )
            rows = db.execute(STORED, [domain(db, site), above]).fetchall()
            assert wanted == {
                (block, cell): number
                for block, cells, numbers in rows
                for cell, number in zip(cells, numbers, strict=True)
            }


@pytest.mark.row("C26", "C27", "R26")
@pytest.mark.parametrize("seed", range(6))
def test_any_history_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    since: dict[str, datetime | None] = dict.fromkeys(SITES)
    for site in SITES:
        for place in range(0, len(PEOPLE), 2):
            host = chance.choice(PEOPLE[:place:2]) if place else None
            known = [domain(db, site), PEOPLE[place], f"line {place}"]
            db.execute(ADD, [*known, host, moment(chance), moment(chance)])
    for turn in range(90):
        change(db, chance, domain(db, chance.choice(SITES)))
        if chance.random() < 0.3:
            count(db, chance.choice([1, 2, 100_000]))
        if turn > 60 and chance.random() < 0.1:
            site = chance.choice(SITES)
            since[site] = chance.choice([None, moment(chance)])
            cut = "update domains set stats_valid_from = %s where id = %s"
            db.execute(cut, [since[site], domain(db, site)])
        if turn > 20:
            check(db, as_person, rpc, chance, since)
    assert not count(db)["is_waiting"]
    check_blocks(db)
    check(db, as_person, rpc, chance, since)
