"""The list and detail RPCs against the best query by hand, which knows no row security."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
from bars import bar
from bench_reads import DOMAINS, LIST, SEARCH, SITES, compare, ms, request
from hand_queries import HAND_DETAIL, HAND_LIST, HAND_TIMELINE, HAND_VISITORS

DETAIL = "select conversation_detail(%s, %s)"
VISITORS = "select * from list_visitors(%s)"
TIMELINE = "select * from visitor_timeline(%s, %s)"
PLAIN_SEARCH = """
select domain_id, conversation_id, id, occurred_at from messages
where domain_id = %s and tsv @@ websearch_to_tsquery('private.plain_words', %s)
order by occurred_at desc limit 50
"""
BY_HAND = "the best query by hand, without RLS"


def by_hand(db: psycopg.Connection, rounds: int = 200) -> Iterator[bool]:
    """Print each ratio; whether it keeps its bar."""
    ids = [row[0] for row in db.execute(DOMAINS, [SITES])]
    for domain_id, name in zip(ids, ("largest", "middle", "smallest"), strict=True):
        listing = request(db, LIST, json.dumps({"domain_ids": [str(domain_id)]}))
        hand, rpc = compare(rounds, request(db, HAND_LIST, domain_id, role="postgres"), listing)
        yield report(f"list of the {name} domain", rpc, hand, 1.5, BY_HAND)
    yield from single(db, ids[0], rounds)
    one, every = compare(
        rounds // 4,
        request(db, LIST, json.dumps({"domain_ids": [str(ids[1])]})),
        request(db, LIST, "{}"),
    )
    yield report("newest 50 of all domains", every, one, 30, "the newest 50 of one domain")
    yield plain(db, ids[0])


def single(db: psycopg.Connection, domain_id: Any, rounds: int) -> Iterator[bool]:
    """What the largest domain shows of its visitors and of one conversation."""
    pick = "select visitor_id, id from conversations where domain_id = %s order by id limit 1"
    [visitor_id, talk_id] = db.execute(pick, [domain_id]).fetchone() or ()
    wanted = json.dumps({"domain_ids": [str(domain_id)]})
    for name, by_hand_query, query, given, asked in [
        ("list of visitors", HAND_VISITORS, VISITORS, [domain_id], [wanted]),
        ("detail of a conversation", HAND_DETAIL, DETAIL, *[[domain_id, talk_id]] * 2),
        ("timeline of a visitor", HAND_TIMELINE, TIMELINE, *[[domain_id, visitor_id]] * 2),
    ]:
        hand, rpc = compare(
            rounds, request(db, by_hand_query, *given, role="postgres"), request(db, query, *asked)
        )
        yield report(name, rpc, hand, 1.5, BY_HAND)


def plain(db: psycopg.Connection, domain_id: Any) -> bool:
    """A search as the RPC does it, and as a filter under row security."""
    filtered, search = compare(
        3,  # Of the largest domain this reads every message: half a minute on five million.
        request(db, PLAIN_SEARCH, domain_id, "word1500"),
        request(db, SEARCH, "word1500", [domain_id]),
    )
    print(f"search: {ms(search)}, plain filtering {ms(filtered)}")
    baseline = "plain filtering under RLS"
    return bar("search beside a filter", filtered / search, 50, baseline, at_least=True)


def report(name: str, seconds: float, against: float, limit: float, baseline: str) -> bool:
    print(f"{name}: {ms(seconds)}, {baseline} {ms(against)}")
    return bar(name, seconds / against, limit, baseline)
