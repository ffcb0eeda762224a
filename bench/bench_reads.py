"""What row security and the RPCs cost on a million conversations, and what batches save.

    .venv/bin/python bench/bench_reads.py [--conversations N] [--keep] [--db-url URL]
        [--processor-time]

Makes its own database on the running stack and drops it, or takes the one that it is given. Each
measurement is a whole request as the API sends it (begin, claims and role, the query, commit) and
takes turns with its baseline, so that load hits both alike; the median of the rounds counts. Both
have a connection of their own, prepared statements and the text of PostgREST around the query
(bench/api_text.py): on one connection the same text would be planned anew at each change of role,
which no API does. "Bare text" is without what PostgREST puts around it. Behind a ratio stands what
is left of it without the question who asks and what he may. Exits 1 where a ratio misses its bar.
"""

import json
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import clock
import psycopg
from api_text import of_rows
from bars import bar
from scaled import read_arguments, scaled_database

from bo_cli.core.project import find_project

ROUNDS = 400
DATABASE = "bo_bench_reads"
PERSON = "00000000-0000-4000-8000-000000000001"  # The admin: all domains, the most costly answer.
DOMAINS = "select id from domains where site_domain = any(%s) order by site_domain"
# The largest domain, one in the middle and one of the smallest.
SITES = ["scale-0001.example", "scale-0040.example", "scale-0200.example"]
COLUMNS = "domain_id, id, visitor_id, started_at, last_message_at, total_turns, language, outcome"
PAGE = (
    f"select {COLUMNS} from conversations where domain_id = %s"
    " order by started_at desc, id desc limit 50"
)
ASK_PAGE = "cardinality(private.domains_with('conversations.view'))"
LIST = "select * from list_conversations(%s)"
SEARCH = "select * from search_conversations(%s, %s)"
BARE_SEARCH = """
select newest.domain_id, newest.conversation_id, newest.id, newest.occurred_at, newest.role,
  ts_headline(
    'private.plain_words', newest.content, websearch_to_tsquery('private.plain_words', %s),
    'StartSel=**, StopSel=**, MaxWords=30, MinWords=10'
  )
from (
  select distinct on (conversation_id) domain_id, conversation_id, id, occurred_at, role, content
  from messages
  where domain_id = %s and tsv @@ websearch_to_tsquery('private.plain_words', %s)
  order by conversation_id, occurred_at desc, seq desc
) as newest
join conversations as talk
  on talk.domain_id = newest.domain_id and talk.id = newest.conversation_id
where not talk.is_test
order by newest.occurred_at desc, newest.conversation_id desc limit 50
"""

# By the first word of the bar's name; a million conversations in 200 domains.
BASELINES = {
    "page": "the same query with an explicit filter, without RLS",
    "newest": "the newest 50 of one domain",
    "search": "the bare query on the same index, without RLS",
    "ingestion": "rows a second of single calls",
}

Action = Callable[[], Any]


def request(db: psycopg.Connection, query: str, *args: Any, role: str = "authenticated") -> Action:
    """A whole request; as postgres it pays for the same claims and role, but not for RLS."""
    claims = json.dumps({"sub": PERSON, "role": role, "aal": "aal2", "iat": int(time.time())})
    begin = f"select set_config('role', '{role}', true), set_config('request.jwt.claims', %s, true)"

    def run() -> None:
        with db.transaction():
            db.execute(begin, [claims])
            db.execute(query, args).fetchall()

    return run


def compare(rounds: int, *actions: Action) -> list[float]:
    """Median seconds of each action, taking turns."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, found in zip(actions, times, strict=True):
            started = clock.now()
            action()
            found.append(clock.now() - started)
    return [statistics.median(found[rounds // 10 :]) for found in times]


def asking(db: psycopg.Connection, question: str, *args: Any) -> tuple[Action, Action]:
    """Requests with the question of permission alone, and with a constant in its place."""
    return request(db, f"select {question}", *args, role="postgres"), request(
        db, "select 1", role="postgres"
    )


def reads(db: psycopg.Connection, bare_db: psycopg.Connection) -> Iterator[bool]:
    """Print each ratio of reading; whether it keeps its bar."""
    ids = [row[0] for row in db.execute(DOMAINS, [SITES])]
    cases = [("page of the largest domain, bare text", PAGE, ids[0])]
    names = ("largest", "middle", "smallest")
    cases += [
        (f"page of the {name} domain under RLS", of_rows(PAGE), domain_id)
        for name, domain_id in zip(names, ids, strict=True)
    ]
    for name, query, domain_id in cases:
        bare, page, asked, empty = compare(
            ROUNDS,
            request(bare_db, query, domain_id, role="postgres"),
            request(db, query, domain_id),
            *asking(bare_db, ASK_PAGE),
        )
        print(f"{name}: {ms(page)}, bare {ms(bare)}, asking {ms(asked - empty)}")
        beyond = (page - asked + empty) / bare
        yield bar(name, page / bare, 1.5, BASELINES["page"], beyond=beyond)
    wanted = [json.dumps({"domain_ids": [str(x) for x in group]}) for group in (ids[:1], ids)]
    one, three = compare(ROUNDS, *(request(db, LIST, group) for group in wanted))
    yield report("newest 50 of three domains", three, f"one domain {ms(one)}", three / one, 2.0)
    for word in ("word7", "word1500", "word3 word12"):
        bare, search = compare(
            ROUNDS // 2,
            request(db, BARE_SEARCH, word, ids[0], word, role="postgres"),
            request(db, SEARCH, word, ids[:1]),
        )
        yield report(f"search {word!r}", search, f"bare {ms(bare)}", search / bare, 1.5)


def visit(number: int) -> list[dict[str, Any]]:
    """Twelve events of one visit, as a widget sends them."""
    base = {
        "site_domain": SITES[1], "visitor_id": str(uuid.uuid4()), "session_id": str(uuid.uuid4()),
        "occurred_at": "2026-03-02T09:00:00Z", "received_at": "2026-03-02T09:00:01Z",
    }  # fmt: skip
    talk = {"kind": "message", "conversation_id": str(uuid.uuid4())}
    view = {"kind": "page_view", "url": f"https://{SITES[1]}/pricing"}
    texts = [
        {"seq": n, "role": "visitor", "content": f"word{number + n} word{n} word{number % 7}"}
        for n in range(10)
    ]
    listed = [view, view, *({**talk, "properties": text} for text in texts)]
    return [{**base, **fields, "id": str(uuid.uuid4())} for fields in listed]


def ingestion(db: psycopg.Connection, batches: int = 60) -> Iterator[bool]:
    """Print what batches of 100 save against single calls."""
    events = iter([event for number in range(2000) for event in visit(number)])

    def send(size: int) -> Action:
        # Written beforehand: what it costs to make up the events is not the database's.
        texts = iter([json.dumps([next(events) for _ in range(size)]) for _ in range(batches)])

        def run() -> None:
            with db.transaction():
                db.execute("select set_config('role', 'service_role', true)")
                db.execute("select ingest_visitor_events(%s)", [next(texts)])

        return run

    single, batch = compare(batches, send(1), send(100))
    rates = f"{100 / batch:.0f} rows/s against {1 / single:.0f}"
    yield report(
        "ingestion in batches of 100", batch, rates, 100 * single / batch, 20.0, at_least=True
    )


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def report(
    name: str, seconds: float, against: str, ratio: float, limit: float, at_least: bool = False
) -> bool:
    print(f"{name}: {ms(seconds)}, {against}")
    return bar(name, ratio, limit, BASELINES[name.split()[0]], at_least=at_least)


def main() -> None:
    given = read_arguments(__doc__)
    project = find_project(Path(__file__).parent)
    with (
        scaled_database(project, given.conversations, given.keep, DATABASE, given.db_url) as url,
        psycopg.connect(url, autocommit=True) as db,
        psycopg.connect(url, autocommit=True) as bare_db,
    ):
        if given.processor_time:
            clock.watch(db)
            clock.watch(bare_db)
        from hand_written import by_hand  # It takes its tools from here.

        kept = [*reads(db, bare_db), *by_hand(db, bare_db), *ingestion(db)]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
