"""Planted anomalies are found, once a cool-down; the rhythm of the week is none."""

import json
import math
import random
import statistics
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from .log import Connection

pytestmark = pytest.mark.row("C52")

WEEK = [400, 420, 410, 430, 450, 160, 120]
LIMIT = 4
RULE = (
    "insert into alert_rules (domain_id, title, metric, event_name, method, direction, limit_value,"
    " cooldown_days, min_volume) select id, 'Pings', %s, 'watched', %s, %s, %s, %s, %s from domains"
    " where site_domain = 'cooking.example'"
)
FILL = (
    "insert into event_log select d.id, gen_random_uuid(), 'watched', 1, 'user', 'u-' || n %% 50,"
    " null, '{}', c.day::timestamptz + n * interval '1 second', now(), 'test', null, %s, false"
    " from domains as d, unnest(%s::date[], %s::int[]) as c (day, number),"
    " generate_series(1, c.number) as n where d.site_domain = 'cooking.example'"
)
ALERTS = "select a.day, a.value::int, a.is_provisional, a.state from alerts as a order by a.day"


def prepare(db: Connection) -> date:
    """Make a kind of event and forget the demo's rule; return the database's today."""
    db.execute("set local time zone 'UTC'")
    db.execute("delete from alerts")
    db.execute("delete from alert_rules")
    db.execute(
        "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
        " actor_kinds) select id, 'watched', 1, 'x', '{}', '{user}' from domains"
    )
    db.execute("delete from event_log")
    row = db.execute("select now()").fetchone()
    assert row is not None
    today: datetime = row[0]
    return today.astimezone(UTC).date()


def fill(db: Connection, counts: dict[date, int], is_test: bool = False) -> None:
    db.execute(FILL, [is_test, list(counts), list(counts.values())])


def watch(db: Connection, method: str, limit: float, **over: Any) -> None:
    said = {"metric": "events", "direction": "both", "cooldown": 7, "volume": 0} | over
    names = (said["metric"], method, said["direction"], limit, said["cooldown"], said["volume"])
    db.execute(RULE, names)


def upkeep(db: Connection, days: int = 8) -> Any:
    row = db.execute("select public.run_alert_upkeep(%s)", [days]).fetchone()
    assert row is not None
    return row[0]


def noisy(draw: random.Random, day: date) -> int:
    usual = WEEK[day.weekday()]
    return max(0, round(draw.gauss(usual, 1.2 * math.sqrt(usual))))


def score(value: float, history: list[int]) -> float:
    """Return how far a value is from its history: median and MAD, worked out apart."""
    middle = statistics.median(history)
    spread = statistics.median(abs(each - middle) for each in history)
    return (value - middle) / max(1.4826 * spread, math.sqrt(middle), 1)


def test_planted_days_are_found_and_the_rhythm_of_the_week_is_not(db: Connection) -> None:
    today = prepare(db)
    draw = random.Random(7)  # noqa: S311
    days = [today - timedelta(days=back) for back in range(110, 0, -1)]
    counts = {day: noisy(draw, day) for day in days}
    planted = {days[70]: 1500, days[71]: 1400, days[85]: 20, days[100]: 900}
    counts |= planted
    fill(db, counts)
    watch(db, "robust_z", LIMIT)
    upkeep(db, 50)
    wanted: list[date] = []
    for day in days[60:]:
        history = [counts[day - timedelta(weeks=week)] for week in range(1, 9)]
        if abs(score(counts[day], history)) > LIMIT and all((day - d).days > 7 for d in wanted):
            wanted.append(day)
    found = db.execute(ALERTS).fetchall()
    assert [row[0] for row in found] == wanted == [days[70], days[85], days[100]]
    assert [row[2] for row in found] == [False, False, False]
    assert upkeep(db, 50)["alerts_made"] == 0


def test_how_many_ordinary_days_are_alarms_and_how_many_odd_ones_are_found(db: Connection) -> None:
    draw = random.Random(52)  # noqa: S311
    cases = []
    for number in range(4000):
        day = date(2026, 1, 5) + timedelta(days=number)
        history = [noisy(draw, day) for _ in range(8)]
        value = noisy(draw, day)
        cases += [[value, history], [value * 2, history], [value // 3, history]]
    found = db.execute(
        "select v.is_alert, v.score::float8"
        " from jsonb_array_elements(%s) with ordinality as c (c, n),"
        " private.alert_verdict('robust_z', 'both', %s, 0, (c.c ->> 0)::numeric,"
        " array(select h::numeric from jsonb_array_elements_text(c.c -> 1) as h)) as v order by n",
        [json.dumps(cases), LIMIT],
    ).fetchall()
    for (value, history), (is_alert, said) in zip(cases, found, strict=True):
        assert said == pytest.approx(score(value, history))
        assert is_alert == (abs(said) > LIMIT)
    false_alarms = sum(is_alert for is_alert, _ in found[0::3]) / 4000
    doubled, thirds = (sum(is_alert for is_alert, _ in found[at::3]) / 4000 for at in (1, 2))
    assert false_alarms < 0.01, false_alarms
    assert doubled > 0.95, doubled
    assert thirds > 0.95, thirds


@pytest.mark.parametrize(
    ("method", "direction", "limit", "volume", "value", "history", "is_alert"),
    [
        ("threshold", "above", 10, 0, 11, [], True),
        ("threshold", "above", 10, 0, 10, [], False),
        ("threshold", "above", 10, 12, 11, [], False),
        ("threshold", "below", 10, 0, 9, [], True),
        ("threshold", "below", 10, 0, 10, [], False),
        ("pct_change", "both", 50, 0, 151, [100], True),
        ("pct_change", "both", 50, 0, 150, [100], False),
        ("pct_change", "both", 50, 0, 49, [100], True),
        ("pct_change", "above", 50, 0, 49, [100], False),
        ("pct_change", "below", 50, 0, 49, [100], True),
        ("pct_change", "below", 50, 0, 151, [100], False),
        ("pct_change", "both", 50, 101, 49, [100], False),
        ("pct_change", "both", 50, 100, 49, [100], True),
        ("pct_change", "both", 50, 0, 49, [0], False),
        ("pct_change", "both", 50, 0, 49, [], False),
        ("robust_z", "both", 4, 0, 500, [100, 100, 100], False),
        ("robust_z", "both", 4, 0, 500, [100, 100, 100, 100], True),
        ("robust_z", "both", 4, 0, 140, [100, 100, 100, 100], False),
        ("robust_z", "both", 4, 0, 141, [100, 100, 100, 100], True),
        ("robust_z", "both", 4, 0, 5, [0, 0, 0, 0], True),
        ("robust_z", "both", 4, 0, 4, [0, 0, 0, 0], False),
        ("robust_z", "below", 4, 0, 500, [100, 100, 100, 100], False),
    ],
)
def test_what_breaks_a_rule(
    db: Connection,
    method: str,
    direction: str,
    limit: int,
    volume: int,
    value: int,
    history: list[int],
    is_alert: bool,
) -> None:
    row = db.execute(
        "select is_alert from private.alert_verdict(%s, %s, %s, %s, %s, %s::numeric[])",
        [method, direction, limit, volume, value, history],
    ).fetchone()
    assert row == (is_alert,)


def test_what_may_still_change_is_provisional_and_counted_anew(db: Connection) -> None:
    today = prepare(db)
    old, young = today - timedelta(days=20), today - timedelta(days=2)
    fill(db, {old: 3, young: 3, today: 1})
    watch(db, "threshold", 10, direction="below", cooldown=0, volume=1)
    upkeep(db, 21)
    assert db.execute(ALERTS).fetchall() == [(old, 3, False, "open"), (young, 3, True, "open")]
    before = db.execute("select max(id) from audit_log").fetchone()
    upkeep(db, 21)
    assert db.execute("select max(id) from audit_log").fetchone() == before, "nothing new was told"
    db.execute("update alerts set state = 'ack'")
    fill(db, {young: 4, old: 4})
    upkeep(db, 21)
    assert db.execute(ALERTS).fetchall() == [(old, 3, False, "ack"), (young, 7, True, "ack")]
    fill(db, {young: 40}, is_test=True)
    upkeep(db)
    assert db.execute(ALERTS).fetchall()[1] == (young, 7, True, "ack"), "tests do not count"
    fill(db, {young: 5})
    upkeep(db)
    assert db.execute(ALERTS).fetchall()[1] == (young, 12, True, "resolved")


def test_a_rule_counts_its_own(db: Connection) -> None:
    today = prepare(db)
    day = today - timedelta(days=2)
    fill(db, {day: 60})
    watch(db, "threshold", 55, direction="above", metric="active_users")
    upkeep(db)
    assert db.execute(ALERTS).fetchall() == [], "50 users did 60 things"
    watch(db, "threshold", 49, direction="above", metric="active_users")
    assert upkeep(db) == {"rules": 2, "alerts_made": 1}
    db.execute("update alert_rules set event_name = 'other'")
    db.execute("delete from alerts")
    assert upkeep(db)["alerts_made"] == 0, "of this kind alone"
    db.execute("update alert_rules set event_name = null")
    db.execute("update event_catalog set is_active = false")
    assert upkeep(db)["alerts_made"] == 0, "of active kinds"
    db.execute("update event_catalog set is_active = true")
    db.execute(
        "update event_log set domain_id = d.id from domains as d"
        " where d.site_domain = 'toto.example'"
    )
    assert upkeep(db)["alerts_made"] == 0, "of its domain"


def test_what_is_off_or_closed_is_silent(db: Connection) -> None:
    today = prepare(db)
    fill(db, {today - timedelta(days=9): 5, today - timedelta(days=1): 5})
    watch(db, "threshold", 1, direction="above", cooldown=0)
    with db.transaction(force_rollback=True):
        db.execute("update alert_rules set is_active = false")
        assert upkeep(db) == {"rules": 0, "alerts_made": 0}
    with db.transaction(force_rollback=True):
        db.execute("update domains set archived_at = now() where site_domain = 'cooking.example'")
        assert upkeep(db) == {"rules": 0, "alerts_made": 0}
    assert upkeep(db) == {"rules": 1, "alerts_made": 1}, "eight days"
    assert upkeep(db, 9)["alerts_made"] == 1, "or more"
    for days in (0, 401):
        with pytest.raises(Exception, match="days: 1 to 400"), db.transaction():
            upkeep(db, days)
    for sender in ("tests.as('admin@admin.com', 'aal2')", "tests.as_anon()"):
        with pytest.raises(Exception, match="permission denied"), db.transaction():
            db.execute(f"select {sender}")
            upkeep(db)


def test_a_rule_of_the_same_id_elsewhere_is_another(db: Connection) -> None:
    yesterday = prepare(db) - timedelta(days=1)
    fill(db, {yesterday: 10})
    db.execute(FILL.replace("cooking", "toto"), [False, [yesterday], [10]])
    watch(db, "threshold", 5, direction="above")
    db.execute(
        "insert into alert_rules (domain_id, id, title, metric, method, direction, limit_value,"
        " is_active) select d.id, r.id, r.title, r.metric, r.method, r.direction, r.limit_value,"
        " false from alert_rules as r, domains as d where d.site_domain = 'toto.example'"
    )
    db.execute(
        "insert into alerts (domain_id, rule_id, day, value, score, is_provisional)"
        " select r.domain_id, r.id, %s, 1, 1, true from alert_rules as r where not r.is_active",
        [yesterday],
    )
    upkeep(db, 1)
    found = db.execute("select value::int, state from alerts order by value").fetchall()
    assert found == [(1, "open"), (10, "open")]
