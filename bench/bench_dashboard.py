"""What the rollups of the dashboard save, and what keeping them costs.

    .venv/bin/python bench/bench_dashboard.py [--conversations N] [--keep] [--db-url URL]
        [--processor-time]

Makes two databases on the running stack, with N conversations and with a tenth of them, and drops
them; the larger one may be given. A copy of it holds the rollups of ten times as many people. Each
measurement is a whole request and takes turns with its baseline, so that load hits both alike;
the median counts. Exits 1 where a ratio misses its bar.
"""

import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import clock
import psycopg
from bars import bar
from bench_reads import DOMAINS, SITES, Action, compare, ms, request, visit
from bench_topics import classify, has_topics
from psycopg import sql
from scaled import count_conversations, grown_database, read_arguments, scaled_database

from bo_cli.core.project import find_project

YEAR = {"from": "2025-11-20T00:00:00Z", "to": "2026-11-20T00:00:00Z"}
DASHBOARD = "select client_dashboard(%s, 'America/Argentina/Buenos_Aires')"
# From midnight to midnight in that zone, which is the client's; and in another one, of which no day
# is split there.
LOCAL = {"from": "2025-11-20T00:00:00-03:00", "to": "2026-11-20T00:00:00-03:00"}
ABROAD = {"from": "2025-11-20T00:00:00+01:00", "to": "2026-11-20T00:00:00+01:00"}
ACTIVITY = "select * from activity_series(%s, 'day', 'America/Argentina/Buenos_Aires')"
PAGE = "select * from list_conversations(%s)"
# The same persons and conversations from the raw rows, as one would write it by hand, once.
RAW = Path(__file__).with_suffix(".sql").read_text()
RAW_ACTIVITY = Path(__file__).with_name("bench_activity.sql").read_text()
NOTES = {
    "conversations": (
        *("note_inserted", "note_updated", "note_deleted"),
        *("note_topics_inserted", "note_topics_updated", "note_topics_deleted"),
    ),
    "session_events": ("note_inserted", "note_deleted"),
    "visitors": ("note_changed",),
}
# What ingestion writes, in the order of its references; generated columns are left out.
TABLES = (
    *("accounts", "visitors", "visitor_sessions", "session_events", "conversations", "messages"),
)
COLUMNS = """
select attname from pg_attribute
where attrelid = %s::regclass and attnum > 0 and attgenerated = '' and not attisdropped
order by attnum
"""


def year_of(*ids: Any, year: dict[str, str] = YEAR) -> str:
    return json.dumps({**year, "domain_ids": [str(one) for one in ids]})


def domains(db: psycopg.Connection) -> list[Any]:
    """The largest domain, one in the middle and one of the smallest."""
    return [row[0] for row in db.execute(DOMAINS, [SITES])]


def dashboards(db: psycopg.Connection) -> Iterator[bool]:
    """A year of the largest domain, against its raw rows and against the smallest domain."""
    largest, _, smallest = domains(db)
    year = [YEAR["from"], YEAR["to"]]
    dashboard = request(db, DASHBOARD, year_of(largest))
    raw, ten = compare(
        7,
        request(db, RAW, largest, *year, role="postgres"),
        # One alone would pay for what the raw rows have pushed out of the processor's caches.
        lambda: [dashboard() for _ in range(10)],
    )
    rollup = ten / 10
    print(f"a year of the largest domain: {ms(rollup)}, from raw rows {ms(raw)}")
    baseline = "the same numbers from the raw rows, without RLS"
    yield bar("dashboard of a year", raw / rollup, 200, baseline, at_least=True)
    small, large = compare(100, *(request(db, DASHBOARD, year_of(x)) for x in (smallest, largest)))
    print(f"a year of the largest domain: {ms(large)}, of the smallest {ms(small)}")
    yield bar("dashboard of the largest domain", large / small, 3, "that of the smallest, a year")


def activity(db: psycopg.Connection) -> Iterator[bool]:
    """Who was active on each day of a year of the largest domain, against its raw rows."""
    largest = domains(db)[0]
    raw, rollup = compare(
        7,
        request(db, RAW_ACTIVITY, largest, YEAR["from"], YEAR["to"], role="postgres"),
        request(db, ACTIVITY, year_of(largest)),
    )
    print(f"activity by day, a year of the largest domain: {ms(rollup)}, from raw rows {ms(raw)}")
    baseline = "dau, wau and mau from the raw rows, without RLS"
    yield bar("activity by day, a year", raw / rollup, 5, baseline, at_least=True)


def growth(few: psycopg.Connection, many: psycopg.Connection) -> Iterator[bool]:
    """The same requests on ten times the rows."""
    asked = (
        ("dashboard", DASHBOARD, YEAR),
        ("dashboard from midnight", DASHBOARD, LOCAL),
        ("page of a list", PAGE, YEAR),
    )
    for name, query, year in asked:
        small, large = compare(
            200, *(request(db, query, year_of(domains(db)[0], year=year)) for db in (few, many))
        )
        print(f"{name}: {ms(large)}, with a tenth of the rows {ms(small)}")
        yield bar(f"{name}, ten times the rows", large / small, 1.3, "a tenth of the conversations")


def people(many: psycopg.Connection, grown: psycopg.Connection) -> Iterator[bool]:
    """The dashboard of ten times as many people: of days in UTC, in its zone, and in another."""
    largest = domains(many)[0]
    years = (
        ("dashboard", YEAR),
        ("dashboard from midnight", LOCAL),
        ("dashboard from midnight abroad", ABROAD),
    )
    for name, year in years:
        asked = year_of(largest, year=year)
        small, large = compare(100, *(request(db, DASHBOARD, asked) for db in (many, grown)))
        print(f"{name}: {ms(large)}, with a tenth of the people {ms(small)}")
        yield bar(f"{name}, ten times the people", large / small, 1.3, "a tenth of the people")


def batch_of(size: int) -> str:
    """`size` events of fresh visits as JSON."""
    events: list[dict[str, Any]] = []
    while len(events) < size:
        seen = visit(len(events))
        seen[0] |= {"kind": "widget_shown", "properties": {"visible_ms": 12000}}
        events += [{**event, "id": str(uuid.uuid4())} for event in seen]
    return json.dumps(events[:size])


def ingesting(db: psycopg.Connection, *, notes: bool, size: int = 100) -> Action:
    """Ingest a batch with or without the triggers that note days; nothing stays."""

    def run() -> float:
        text = batch_of(size)
        with db.transaction(force_rollback=True):
            if not notes:
                for table, names in NOTES.items():
                    for name in names:
                        db.execute(f"alter table {table} disable trigger {name}")
            started = clock.now()
            db.execute("select ingest_visitor_events(%s)", [text])
            db.execute("set constraints all immediate")
            return clock.now() - started

    return run


def copying(db: psycopg.Connection, size: int = 500) -> tuple[float, float]:
    """Seconds of a batch, and of its rows by copy, whose triggers note days and words too."""
    text = batch_of(size)
    with db.transaction(force_rollback=True):
        started = clock.now()
        db.execute("select ingest_visitor_events(%s)", [text])
        db.execute("set constraints all immediate")
        ingested = clock.now() - started
        listed = {table: [row[0] for row in db.execute(COLUMNS, [table])] for table in TABLES}
        rows = {table: fresh(db, table, columns) for table, columns in listed.items()}
    with db.transaction(force_rollback=True):
        started = clock.now()
        for table, columns in listed.items():
            with db.cursor().copy(copy_of(table, columns, "from stdin")) as copy:
                copy.write(rows[table])
        db.execute("set constraints all immediate")
        return ingested, clock.now() - started


def fresh(db: psycopg.Connection, table: str, columns: list[str]) -> bytes:
    """The rows of the table that this transaction made."""
    mine = "xmin::text = (pg_current_xact_id()::xid)::text"
    key = "domain_id = (select id from domains where site_domain = 'scale-0040.example')"
    query = sql.SQL("(select {} from {} where {} and {})").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.Identifier(table),
        sql.SQL(key),
        sql.SQL(mine),
    )
    with db.cursor().copy(sql.SQL("copy {} to stdout").format(query)) as copy:
        return b"".join(copy)


def copy_of(table: str, columns: list[str], where: str) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("copy {} ({}) {}").format(sql.Identifier(table), names, sql.SQL(where))


def writes(db: psycopg.Connection, rounds: int = 60) -> Iterator[bool]:
    """What the notes cost ingestion, and what ingestion costs beside copy."""
    noted, bare = [], []
    for _ in range(rounds):
        bare.append(ingesting(db, notes=False)())
        noted.append(ingesting(db, notes=True)())
    ratio = median(bare) / median(noted)
    print(f"batch of 100 with notes: {ms(median(noted))}, without {ms(median(bare))}")
    yield bar(
        "rate with days noted", ratio, 0.8, "the rate of the same batches without", at_least=True
    )
    pairs = [copying(db) for _ in range(rounds // 2)]
    ingested, copied = (median([pair[side] for pair in pairs]) for side in (0, 1))
    print(f"batch of 500: {ms(ingested)}, its rows by copy {ms(copied)}")
    baseline = "the rate of the same rows, noted too, by copy without RLS and audit"
    yield bar("ingestion in batches of 500", copied / ingested, 0.6, baseline, at_least=True)


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def main() -> None:
    given = read_arguments(__doc__)
    project = find_project(Path(__file__).parent)
    count = count_conversations(given.db_url) if given.db_url else given.conversations
    with (
        scaled_database(project, count // 10, given.keep, "bo_bench_tenth") as tenth,
        scaled_database(project, count, given.keep, "bo_bench_dashboard", given.db_url) as url,
        grown_database(url, given.keep) as people_url,
        psycopg.connect(tenth, autocommit=True) as few,
        psycopg.connect(people_url, autocommit=True) as grown,
        psycopg.connect(url, autocommit=True) as many,
    ):
        if has_topics(many):  # Given with topics: a dashboard shows those, too.
            classify(few)
        if given.processor_time:
            for db in (few, many, grown):
                clock.watch(db)
        kept = [*dashboards(many), *activity(many), *growth(few, many), *people(many, grown)]
        kept += writes(many)
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
