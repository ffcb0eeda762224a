"""Who comes back, equals a computation from the raw rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import SITES, Connection, event, ingest, make_id

from .activity import Days, active_days, active_in, fill, period_of, periods, sign_up_days
from .test_activity_series import SEVERAL, uuids
from .test_client_dashboard import ZONES, same
from .users import add_kinds, sign_up, tell, told
from .visits import BEGIN, as_filter, count, domain

Cell = tuple[int, int | None]


def cells(
    sites: list[Days], begun: list[dict[Any, date]], days: list[date], bucket: str, variant: str
) -> dict[tuple[date | None, int], Cell]:
    """Size and active people of each cohort and of all together; all periods are over.

    begun has for each site when each person first was active, or signed up.
    """
    found: dict[tuple[date | None, int], Cell] = {}
    for place, cohort_on in enumerate(days):
        cohorts = [
            {who for who, day in one.items() if period_of(day, bucket) == cohort_on}
            for one in begun
        ]
        active = [[active_in(one, day, bucket) for day in days[place:]] for one in sites]
        size = sum(map(len, cohorts))
        for later in range(len(days) - place):
            back = 0
            for cohort, seen in zip(cohorts, active, strict=True):
                wanted = seen[later:] if variant == "unbounded" else [seen[later]]
                back += len(cohort & set().union(*wanted))
            found[cohort_on, later] = (size, back)
    for later in range(len(days)):
        column = [cell for (_, one), cell in found.items() if one == later]
        found[None, later] = (sum(c[0] for c in column), sum(c[1] or 0 for c in column))
    return found


@pytest.mark.row("R02", "C19")
@pytest.mark.parametrize("cohort", ["first_active", "sign_up"])
@pytest.mark.parametrize("variant", ["n_day", "unbounded"])
@pytest.mark.parametrize(("bucket", "span"), [("day", 30), ("week", 60), ("month", 70)])
def test_every_cell_equals_the_raw_rows(
    db: Connection,
    as_person: Any,
    rpc: Callable[..., Any],
    bucket: str,
    span: int,
    variant: str,
    cohort: str,
) -> None:
    raw = fill(db, 8)
    for zone in map(ZoneInfo, ZONES):
        begin, end = ((BEGIN + timedelta(days=day)).replace(tzinfo=zone) for day in (4, span))
        for names in SEVERAL:
            ids = uuids(db, names)
            sites = [active_days(raw, one, zone) for one in ids]
            wanted = as_filter(from_=begin, to=end, domain_ids=[str(one) for one in ids])
            with as_person(db, "admin@admin.com"):
                found = rpc(
                    db, "retention", filter=wanted, bucket=bucket, variant=variant,
                    time_zone=zone.key, cohort=cohort,
                )  # fmt: skip
            begun = [{who: min(seen) for who, seen in one.items()} for one in sites]
            if cohort == "sign_up":
                begun = [sign_up_days(raw, one, zone) for one in ids]
            days = list(periods(begin.date(), end.date(), bucket))
            expected = cells(sites, begun, days, bucket, variant)
            assert {(row["cohort_on"], row["later"]) for row in found} == set(expected)
            for row in found:
                size, active = expected[row["cohort_on"], row["later"]]
                assert (row["cohort_size"], row["active"], row["state"]) == (size, active, "final")
                assert same(row["rate"], Fraction(active or 0, size) if size else None)
            assert names == ["empty.example"] or any(
                row["later"] and row["active"] for row in found
            )


@pytest.mark.row("R02")
@pytest.mark.parametrize("variant", ["n_day", "unbounded"])
def test_a_cell_whose_period_is_not_over_is_null(
    db: Connection, as_person: Any, rpc: Callable[..., Any], variant: str
) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    visits = [("both", 2), ("both", 0), ("once", 1), ("once", 0), ("fresh", 0)]
    ingest(db, [_seen(name, today - timedelta(days=ago)) for name, ago in visits])
    count(db)
    wanted = as_filter(
        from_=today - timedelta(days=2),
        to=today + timedelta(hours=1),
        domain_ids=[domain(db, SITES[0])],
    )
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "retention", filter=wanted, bucket="day", variant=variant, time_zone="UTC")
    first = [today.date() - timedelta(days=ago) for ago in (2, 1, 0)]
    came_back = 1 if variant == "unbounded" else 0
    assert [
        (row["cohort_on"], row["later"], row["state"], row["cohort_size"], row["active"])
        for row in found
    ] == [
        (None, 0, "provisional", 2, 2),
        (None, 1, "provisional", 1, came_back),
        (None, 2, "partial", None, None),
        (first[0], 0, "provisional", 1, 1),
        (first[0], 1, "provisional", 1, came_back),
        (first[0], 2, "partial", 1, None),
        (first[1], 0, "provisional", 1, 1),
        (first[1], 1, "partial", 1, None),
        (first[2], 0, "partial", 1, None),
    ]
    assert all((row["rate"] is None) == (row["active"] is None) for row in found)


def _seen(name: str, at: datetime) -> dict[str, Any]:
    return event(
        f"{name} {at}", visitor_id=make_id(name), session_id=make_id(f"{name} {at}"),
        occurred_at=at.isoformat(), received_at=at.isoformat(),
    )  # fmt: skip


@pytest.mark.row("C19")
def test_who_signed_up_before_the_numbers_are_valid_is_in_no_cohort(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    add_kinds(db)
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    for place in range(3):
        at = monday + timedelta(days=place, hours=9)
        sign_up(db, SITES[0], f"user-{place}", at)
        tell(db, [told(f"order {place}", f"user-{place}", at)])
    count(db)
    since = monday + timedelta(hours=20)
    db.execute("update domains set stats_valid_from = %s where site_domain = %s", [since, SITES[0]])
    wanted = as_filter(
        from_=monday, to=monday + timedelta(days=3), domain_ids=[domain(db, SITES[0])]
    )
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "retention", filter=wanted, bucket="day", time_zone="UTC", cohort="sign_up")
    own = [row for row in found if row["cohort_on"] and row["later"] == 0]
    assert [(row["cohort_size"], row["active"]) for row in own] == [(0, 0), (1, 1), (1, 1)]
