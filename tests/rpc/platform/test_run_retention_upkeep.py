"""Months go to files and out of the table, and no number changes."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.rpc.platform.archives import (
    KINDS,
    Connection,
    claim,
    confirm,
    fill,
    finish,
    one,
    upkeep,
    write,
)

pytestmark = pytest.mark.row("C49")

AsPerson = Callable[..., AbstractContextManager[None]]
MONTHS = ["2023-11", "2023-12", "2024-01"]
WINDOW = '{"from": "2023-11-01T00:00:00Z", "to": "2024-02-15T00:00:00Z"}'
ACTIVITY = (
    "select coalesce(jsonb_agg(to_jsonb(a) order by a.begins_on), '[]')"
    " from event_activity(%s, %s, %s) as a"
)
PERSONS = ACTIVITY.replace("event_activity", "activity_series")
GROWTH = ACTIVITY.replace("event_activity", "growth_accounting")
NOTE_DAYS = (
    "insert into private.dirty_days (domain_id, day, cause) select id, day::date, 'events'"
    " from domains, generate_series(date '2023-10-28', '2024-02-18', '1 day') as day"
)
METRIC = (
    "select coalesce(jsonb_agg(to_jsonb(m) order by m.begins_on, m.parts), '[]')"
    " from query_metric(%s, %s, %s, %s, %s) as m"
)
DIMS: list[list[str]] = [[], ["domain_id"], ["name", "source"], ["actor_kind", "domain_id"]]
ALERT_DAYS = (
    "select private.count_alert_days(r, array(select d::date from"
    " generate_series(date '2023-10-30', '2024-02-03', '1 day') as d))"
    " from alert_rules as r where r.title = %s"
)
RULES = (
    "insert into alert_rules (domain_id, title, metric, event_name, method, limit_value, time_zone)"
    " select id, m.metric, m.metric, m.name, 'robust_z', 4, 'Asia/Kathmandu' from domains,"
    " (values ('events', 'seen'), ('active_users', null)) as m (metric, name)"
    " where site_domain = 'cooking.example'"
)


def numbers(db: Connection, as_person: AsPerson) -> list[Any]:
    """Return whatever is counted of events, divided in many ways."""
    db.execute("set local time zone 'UTC'")
    db.execute("update domains set stats_valid_from = null")
    db.execute(NOTE_DAYS)
    one(db, "select run_rollup_upkeep(100000)")
    found = [one(db, ALERT_DAYS, metric) for metric in ("events", "active_users")]
    with as_person(db, "admin@admin.com"):
        for bucket, zone in (("day", "Asia/Kathmandu"), ("week", "UTC"), ("month", "America/Lima")):
            for series in (ACTIVITY, PERSONS, GROWTH):
                found.append(one(db, series, WINDOW, bucket, zone))
            for dims in DIMS:
                for metric in ("events", "active_users"):
                    found.append(one(db, METRIC, metric, dims, WINDOW, bucket, zone))
    return found


def rows(db: Connection) -> list[Any]:
    kept = "select to_jsonb(e) from event_log as e where occurred_at < '2024-06-01'"
    db.execute("set local time zone 'UTC'")
    return sorted((row[0] for row in db.execute(kept)), key=lambda e: (e["domain_id"], e["id"]))


def test_no_number_changes_and_the_files_have_every_row(
    db: Connection, as_person: AsPerson, tmp_path: Path
) -> None:
    db.execute(KINDS)
    db.execute(RULES)
    fill(db, MONTHS, 40)
    before, logged = numbers(db, as_person), rows(db)
    assert len(logged) == 120
    assert sum(before[0]) > 20  # Events of the alert's days.
    assert sum(row["active"] for row in before[3]) > 20
    assert upkeep(db) == {"due": 3, "archive_id": None}
    files = write(db, tmp_path)
    assert rows(db) == logged  # Written is not dropped.
    assert finish(db) == ["dropped"] * 3
    assert rows(db) == []
    # No day is to be made anew, and one that is has the same numbers.
    assert one(db, "select count(*) from private.dirty_days where day < '2024-02-01'") == 0
    read = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert sorted(read, key=lambda e: (e["domain_id"], e["id"])) == logged
    assert numbers(db, as_person) == before


def test_what_comes_for_a_month_that_is_gone_makes_another_archive(
    db: Connection, as_person: AsPerson, tmp_path: Path
) -> None:
    db.execute(KINDS)
    db.execute(RULES)
    fill(db, MONTHS[1:], 20)
    upkeep(db)
    write(db, tmp_path)
    finish(db)
    fill(db, MONTHS[1:], 20, seed=2)
    before = numbers(db, as_person)
    assert upkeep(db)["due"] == 2
    write(db, tmp_path)
    assert finish(db) == ["dropped"] * 2
    assert numbers(db, as_person) == before
    archived = (
        "select count(*), sum(row_count) from retention_archives where from_at < '2024-02-01'"
    )
    assert db.execute(archived).fetchone() == (4, 80)


def test_a_row_that_comes_between_writing_and_dropping_has_it_written_anew(
    db: Connection, tmp_path: Path
) -> None:
    fill(db, MONTHS[1:2], 10)
    upkeep(db)
    write(db, tmp_path)
    fill(db, MONTHS[1:2], 1, seed=3)
    assert upkeep(db)["state"] == "due"
    assert upkeep(db) == {"due": 0, "archive_id": None}
    state = (
        "select state, parts, row_count::int, fault is null from retention_archives"
        " where state <> 'dropped'"
    )
    assert db.execute(state).fetchone() == ("due", 0, 0, False)
    assert one(db, "select count(*) from private.outbox where topic = 'archive.due'") == 2
    write(db, tmp_path)
    assert db.execute(state).fetchone() == ("written", 2, 11, True)
    assert finish(db) == ["dropped"]


@pytest.mark.parametrize(
    "change",
    [
        "update event_log set properties = '{}' where occurred_at < '2024-01-01'",
        "delete from event_log where id = (select max(id::text)::uuid from event_log"
        " where occurred_at < '2024-01-01')",
        "update archive_parts set sha256 = 'other' where part = 1 and path not like '%2024-05%'",
    ],
)
def test_nothing_goes_that_is_not_what_was_written(
    db: Connection, tmp_path: Path, change: str
) -> None:
    fill(db, MONTHS[1:2], 10)
    upkeep(db)
    write(db, tmp_path, page_size=4)
    assert db.execute(change).rowcount > 0
    kept = len(rows(db))
    assert upkeep(db)["state"] == "due"
    assert len(rows(db)) == kept


def test_a_part_that_was_not_confirmed_is_handed_out_again(db: Connection) -> None:
    fill(db, MONTHS[1:2], 10)
    upkeep(db)
    first = claim(db)
    assert claim(db) == first
    confirm(db, first, first["content"].encode())
    second = claim(db)
    assert (first["part"], first["is_last"]) == (1, False)
    assert (second["part"], second["is_last"]) == (2, True)
    assert first["content"].count("\n") == 7
    assert second["content"].count("\n") == 3
    assert upkeep(db) == {"due": 0, "archive_id": None}  # Half of it goes nowhere.
    assert confirm(db, second, second["content"].encode()) == {
        **{"state": "written", "parts": 2, "row_count": 10},
    }
