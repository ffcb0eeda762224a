"""What the rollup of topics saves.

    .venv/bin/python bench/bench_topics.py [--conversations N] [--keep] [--db-url URL]
        [--processor-time]

Makes a database with N conversations on the running stack, classifies those of three domains, and
drops it; or takes the one that it is given. Each measurement is a whole request and takes turns
with its baseline. Exits 1 where a ratio misses its bar.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import clock
import psycopg
from bars import bar
from bench_reads import DOMAINS, SITES, compare, ms, request
from hand_queries import HAND_TOPICS
from scaled import read_arguments, scaled_database

from bo_cli.core.project import find_project

# The window and the one before it are what the data set has.
HALF = {"from": "2026-05-22T00:00:00Z", "to": "2026-11-20T00:00:00Z"}
YEAR = {"from": "2025-11-20T00:00:00Z", "to": "2026-11-20T00:00:00Z"}
TREND = "select * from topic_trend(%s)"
LISTED = "select * from list_topics(%s)"
FREQUENCY = "select * from topic_frequency(%s, 'day', 'Europe/Paris')"
# The same counts from the conversations, as they were made before there was a rollup.
RAW = "select * from private.count_found_topics(private.topic_window(%s), {})"
WHOLE, DAYS = RAW.format("null, 'UTC'"), RAW.format("'day', 'Europe/Paris'")
TOPICS = """
insert into topics (domain_id, id, label, name)
select id, gen_random_uuid(), 'topic ' || n, 'Topic ' || n
from unnest(%s::uuid[]) as id, generate_series(1, 20) as n
"""
HELD = """
insert into conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
select distinct on (talk.domain_id, talk.id, topic.id) talk.domain_id, talk.id, topic.id, 0.9, 'llm'
from conversations as talk
cross join generate_series(0, 1) as place
cross join lateral (select uuid_send(talk.id) as bytes) as raw
join topics as topic on topic.domain_id = talk.domain_id
  and topic.label = 'topic ' || 1 + get_byte(raw.bytes, place) * get_byte(raw.bytes, 2) %% 20
where talk.domain_id = any(%s::uuid[])
"""
CLASSIFIED = """
update conversations set topics_at = started_at + interval '1 hour', topics_source = 'llm'
where domain_id = any(%s::uuid[])
"""


def classify(db: psycopg.Connection) -> None:
    """Give conversations of three domains one topic of twenty, or two, and count them, once."""
    if has_topics(db):
        return
    ids = [row[0] for row in db.execute(DOMAINS, [SITES])]
    for query in (TOPICS, HELD, CLASSIFIED):
        db.execute(query, [ids])
    db.execute("vacuum (analyze) conversations, conversation_topics, topics")
    while _is_waiting(db):
        pass


def has_topics(db: psycopg.Connection) -> bool:
    """Whether the conversations of the largest domain were classified before."""
    largest = db.execute(DOMAINS, [SITES]).fetchone() or ()
    return bool(db.execute("select 1 from topics where domain_id = %s limit 1", largest).fetchone())


def _is_waiting(db: psycopg.Connection) -> bool:
    row = db.execute("select (run_rollup_upkeep(100000) ->> 'is_waiting')::boolean").fetchone()
    return bool(row and row[0])


def reports(db: psycopg.Connection) -> Iterator[bool]:
    """Reports of topics of the largest domain, from the rollup and from its conversations."""
    largest, _, smallest = [str(row[0]) for row in db.execute(DOMAINS, [SITES])]
    half, year = ({**window, "domain_ids": [largest]} for window in (HALF, YEAR))
    before = half | {"from": "2025-11-21T00:00:00Z", "to": half["from"]}
    windows = [request(db, WHOLE, json.dumps(one), role="postgres") for one in (half, before)]
    trend = request(db, TREND, json.dumps(half))
    raw, rollup = compare(7, lambda: [one() for one in windows], trend)
    print(f"trend, two half years: {ms(rollup)}, from conversations {ms(raw)}")
    baseline = "the counts of both windows from the conversations, without RLS"
    yield bar("trend of topics", raw / rollup, 20, baseline, at_least=True)
    days = request(db, DAYS, json.dumps(year), role="postgres")
    raw, rollup = compare(7, days, request(db, FREQUENCY, json.dumps(year)))
    print(f"frequency, each day of a year: {ms(rollup)}, from conversations {ms(raw)}")
    baseline = "the counts of each day from the conversations, without RLS"
    yield bar("frequency of topics by day", raw / rollup, 2, baseline, at_least=True)
    tiny = request(db, TREND, json.dumps(half | {"domain_ids": [smallest]}))
    small, large = compare(50, tiny, trend)
    print(f"trend of the largest domain: {ms(large)}, of the smallest {ms(small)}")
    yield bar("trend of the largest domain", large / small, 3, "that of the smallest")


def listing(db: psycopg.Connection) -> bool:
    """The list of the largest domain's topics against the best query by hand."""
    largest = str(db.execute(DOMAINS, [SITES]).fetchall()[0][0])
    given = [largest, HALF["from"], HALF["to"], largest]
    asked = json.dumps({**HALF, "domain_ids": [largest]})
    hand, listed = compare(
        100, request(db, HAND_TOPICS, *given, role="postgres"), request(db, LISTED, asked)
    )
    print(f"list of topics: {ms(listed)}, by hand {ms(hand)}")
    return bar("list of topics", listed / hand, 1.5, "the best query by hand, without RLS")


def main() -> None:
    given = read_arguments(__doc__)
    project = find_project(Path(__file__).parent)
    with (
        scaled_database(
            project, given.conversations, given.keep, "bo_bench_topics", given.db_url
        ) as url,
        psycopg.connect(url, autocommit=True) as db,
    ):
        if given.processor_time:
            clock.watch(db)
        classify(db)
        kept = [*reports(db), listing(db)]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
