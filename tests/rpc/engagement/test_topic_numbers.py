"""Frequency, trend and list of topics equal a computation in Python over random conversations."""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from .actors import SUPPORT
from .events import SITES, Connection, ingest, make_id, message
from .lists import Row, owner_rows, pages
from .test_store_conversation_topics import store

LABELS = ["red", "green", "blue", "hidden", "old red"]
FROM, TO = datetime(2026, 10, 20, 3, 30, tzinfo=UTC), datetime(2026, 11, 3, 22, 15, tzinfo=UTC)
WINDOW = {"from": FROM.isoformat(), "to": TO.isoformat()}
TALKS = """
select c.*, d.site_domain, v.email,
  coalesce((select array_agg(t.label order by t.label) from conversation_topics h
   join topics t on (t.domain_id, t.id) = (h.domain_id, h.topic_id)
   where (h.domain_id, h.conversation_id) = (c.domain_id, c.id)), '{}') as labels
from conversations c join domains d on d.id = c.domain_id
join visitors v on (v.domain_id, v.id) = (c.domain_id, c.visitor_id)
where d.site_domain = any('{fresh.example,second.example}') and c.topics_at is not null
"""


@pytest.fixture(autouse=True)
def talks(db: Connection) -> None:
    """Four weeks around the end of summer time in Europe, on two sites, some of them tests."""
    chance = random.Random(7)  # noqa: S311
    events, entries = [], []
    for number in range(400):
        name, site = f"talk {number}", chance.choice(SITES)
        at = FROM - timedelta(days=14) + timedelta(minutes=chance.randrange(28 * 1440))
        events.append(
            message(
                name, 0, site_domain=site, conversation_id=make_id(name),
                occurred_at=at.isoformat(), received_at=at.isoformat(),
                visitor_id=make_id(f"v {number % 50}"), session_id=make_id(f"s {number}"),
                properties={"language": chance.choice(["en", "fr"])},
                environment=chance.choice(["production"] * 9 + ["staging"]),
            )
        )  # fmt: skip
        if chance.random() < 0.8:
            weights = [9, 2, 2, 2, 4] if at >= FROM else [1, 4, 4, 2, 1]
            labels = chance.choices(LABELS, weights, k=chance.choice([0, 1, 1, 2, 3]))
            entries.append((site, name, labels))
    ingest(db, events)
    domains = dict(db.execute("select site_domain, id::text from domains").fetchall())
    store(db, [
        {"domain_id": domains[site], "conversation_id": make_id(name),
         "classified_at": "2026-11-20T00:00:00Z", "topics": [{"name": label} for label in labels]}
        for site, name, labels in entries
    ])  # fmt: skip
    db.execute(
        "update topics t set status = 'merged', merged_into_id = (select id from topics"
        " where domain_id = t.domain_id and label = 'red') where label = 'old red';"
        " update topics set status = 'hidden' where label = 'hidden'"
    )


def meant(db: Connection, start: datetime, end: datetime, **more: Any) -> list[Row]:
    rows = owner_rows(db, TALKS)
    return [
        row for row in rows
        if start <= row["started_at"] < end
        and (more.get("include_test") or not row["is_test"])
        and row["language"] == more.get("language", row["language"])
    ]  # fmt: skip


def topics_of(row: Row) -> set[str]:
    return {"red" if label == "old red" else label for label in row["labels"]}


def starts_on(at: datetime, bucket: str, zone: str) -> date:
    day = at.astimezone(ZoneInfo(zone)).date()
    if bucket == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if bucket == "month" else day


def expected_frequency(rows: list[Row], bucket: str, zone: str) -> dict[Any, tuple[int, int]]:
    classified: Counter[Any] = Counter()
    counted: Counter[Any] = Counter()
    for row in rows:
        at = (row["domain_id"], starts_on(row["started_at"], bucket, zone))
        classified[at] += 1
        counted[*at, None] += bool(row["labels"])
        counted.update((*at, label) for label in topics_of(row) - {"hidden"})
    return {key: (number, classified[key[:2]]) for key, number in counted.items()}


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("zone", ["UTC", "Europe/Madrid", "Asia/Kathmandu", "America/St_Johns"])
@pytest.mark.parametrize("bucket", ["day", "week", "month"])
@pytest.mark.parametrize("more", [{}, {"include_test": True}, {"language": "fr"}])
def test_frequency(
    db: Connection, as_person: Any, rpc: Callable[..., Any], zone: str, bucket: str, more: Row
) -> None:
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "topic_frequency", filter={**WINDOW, **more, "domain_ids": sites(db)},
                    bucket=bucket, time_zone=zone)  # fmt: skip
    told = {
        (row["domain_id"], row["starts_on"], row["topic_name"]):
            (row["conversations"], row["classified"]) for row in found
    }  # fmt: skip
    assert told == expected_frequency(meant(db, FROM, TO, **more), bucket, zone)
    assert len(told) == len(found)
    for row in found:
        assert float(row["share"]) == round(row["conversations"] / row["classified"], 6)


def sites(db: Connection) -> list[str]:
    rows = db.execute("select id::text from domains where site_domain = any(%s)", [SITES])
    return [row[0] for row in rows.fetchall()]


@pytest.mark.row("R06")
def test_a_bucket_that_the_window_cuts_or_that_is_not_over_is_partial(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "topic_frequency", filter={**WINDOW, "domain_ids": sites(db)},
                    bucket="day", time_zone="Europe/Madrid")  # fmt: skip
    partial = {row["starts_on"] for row in found if row["is_partial"]}
    assert partial <= {date(2026, 10, 20), date(2026, 11, 3)}
    assert partial


def wilson(hits: int, total: int) -> tuple[float, float]:
    z, share = 1.959963984540054, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / 4 / total**2)
    return middle - half, middle + half


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("more", [{}, {"language": "fr"}])
def test_trend(db: Connection, as_person: Any, rpc: Callable[..., Any], more: Row) -> None:
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "topic_trend", filter={**WINDOW, **more, "domain_ids": sites(db)})
    totals: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    counts: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for place, (start, end) in enumerate([(FROM, TO), (FROM - (TO - FROM), FROM)]):
        for row in meant(db, start, end, **more):
            totals[row["domain_id"]][place] += 1
            for label in topics_of(row) - {"hidden"}:
                counts[row["domain_id"], label][place] += 1
    assert {(row["domain_id"], row["topic_name"]) for row in found} == counts.keys()
    trends = set()
    for row in found:
        (now, then), (all_now, all_then) = (
            counts[row["domain_id"], row["topic_name"]], totals[row["domain_id"]],
        )  # fmt: skip
        assert (row["conversations"], row["classified"]) == (now, all_now)
        assert (row["previous_conversations"], row["previous_classified"]) == (then, all_then)
        low, high = wilson(now, all_now)
        old_low, old_high = wilson(then, all_then)
        told = [
            row[key] for key in ("share_lower", "share_upper", "previous_lower", "previous_upper")
        ]
        assert [float(bound) for bound in told] == pytest.approx(
            [low, high, old_low, old_high], abs=1e-6
        )
        assert float(row["share_change"]) == pytest.approx(
            now / all_now - then / all_then, abs=1e-6
        )
        trend = "emerging" if low > old_high else "fading" if high < old_low else "steady"
        assert row["trend"] == trend
        trends.add(trend)
    assert "emerging" in trends


@pytest.mark.row("R06")
def test_under_twenty_classified_conversations_there_is_no_trend(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    rows = sorted(meant(db, FROM, TO), key=lambda row: row["started_at"])
    mine = [row for row in rows if row["site_domain"] == SITES[0]]
    seen = set()
    for count in range(15, 40):
        cut = mine[count - 1]["started_at"] + timedelta(microseconds=1)
        # The window before is as long, and then the shorter one of the two has too few.
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "topic_trend", filter={
                "from": FROM.isoformat(), "to": cut.isoformat(),
                "domain_ids": [str(mine[0]["domain_id"])],
            })  # fmt: skip
        before = meant(db, FROM - (cut - FROM), FROM)
        fewest = min(count, sum(row["site_domain"] == SITES[0] for row in before))
        known = fewest >= 20
        seen.add(fewest)
        assert found
        assert all((row["trend"] != "unknown") is known for row in found)
        assert all((row["share_change"] is not None) is known for row in found)
    assert 20 in seen
    assert min(seen) < 20


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("size", [3, 500])
def test_list(db: Connection, as_person: Any, rpc: Callable[..., Any], size: int) -> None:
    wanted = {**WINDOW, "domain_ids": sites(db)}
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "list_topics", size, filter=wanted)
    counted = Counter(
        (row["domain_id"], label) for row in meant(db, FROM, TO) for label in topics_of(row)
    )
    assert {(row["domain_id"], row["name"]): row["conversations"] for row in found} == counted
    numbers = [row["conversations"] for row in found]
    assert numbers == sorted(numbers, reverse=True)
    assert {row["status"] for row in found} == {"active", "hidden"}


NUMBERS = ["topic_frequency", "topic_trend", "list_topics"]


@pytest.mark.row("R06", "R25")
@pytest.mark.parametrize("name", NUMBERS)
def test_who_sees_them(db: Connection, as_person: Any, rpc: Callable[..., Any], name: str) -> None:
    other = sites(db)
    with as_person(db, "user@user.com"):
        found = rpc(db, name, filter={"from": "2026-10-01T00:00:00Z", "to": "2026-11-20T00:00:00Z"})
        assert {str(row["domain_id"]) for row in found} == {"10000000-0000-4000-8000-000000000001"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "user@user.com"):
        rpc(db, name, filter={"domain_ids": other})
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "staff@demo.example"):
        rpc(db, name)


@pytest.mark.row("R06", "R25")
@pytest.mark.parametrize("name", NUMBERS)
def test_who_may_not_view_conversations_learns_nothing_of_single_ones(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str
) -> None:
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'conversations', 'view', 'deny', tests.domain(%s), 'test'),"
        " (tests.person(%s), 'conversations', 'view', 'deny', tests.domain(%s), 'test')",
        [SUPPORT, "abtasty.com", SUPPORT, "cooking.example"],
    )
    with as_person(db, SUPPORT):
        assert rpc(db, name, filter=WINDOW)
    for more in ({"language": "fr"}, {"status": "open"}, {"outcome": "none"}, {"text": "hello"},
                 {"has_email": False}, {"score_min": 1}, {"score_max": 99},
                 {"account_id": make_id("x")}, {"topic_id": make_id("x")}):  # fmt: skip
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            as_person(db, SUPPORT),
        ):
            rpc(db, name, filter={**WINDOW, **more})


BAD: list[tuple[str, Row]] = [
    ("filter.from", {"filter": {"from": "2026-02-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}}),
    ("filter.from", {"filter": {"from": "2025-01-01T00:00:00Z", "to": "2026-02-06T00:00:00Z"}}),
    ("filter.colour", {"filter": {"colour": "red"}}),
    ("filter", {"filter": []}),
]


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize(("field", "arguments"), BAD)
def test_bad_filters_are_named(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str, field: str, arguments: Row
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, name, **arguments)


@pytest.mark.row("R06")
@pytest.mark.parametrize(
    ("name", "field", "arguments"),
    [
        ("topic_frequency", "bucket", {"bucket": "hour"}),
        ("topic_frequency", "bucket", {"bucket": None}),
        ("topic_frequency", "time_zone", {"time_zone": "Mars/Base"}),
        ("topic_frequency", "time_zone", {"time_zone": None}),
        ("list_topics", "page_size", {"page_size": 501}),
        ("list_topics", "after", {"after": "x"}),
    ],
)
def test_bad_arguments_are_named(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str, field: str, arguments: Row
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, name, **arguments)
