"""The list and detail RPCs against the best query by hand, which knows no row security."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from api_text import of_rows, of_value
from bars import bar
from bench_reads import DOMAINS, LIST, SEARCH, SITES, asking, compare, ms, request
from hand_queries import (
    HAND_ACCOUNTS,
    HAND_DETAIL,
    HAND_LIST,
    HAND_TICKET,
    HAND_TIMELINE,
    HAND_VISITORS,
)

DETAIL = "select conversation_detail(%s, %s)"
VISITORS = "select * from list_visitors(%s)"
TIMELINE = "select * from visitor_timeline(%s, %s)"
ACCOUNTS = "select * from list_accounts(%s)"
TICKET = "select ticket_detail(%s, %s)"
FILLED = "accounts, visitors, tickets, ticket_events, ticket_comments, ticket_notes"
PLAIN_SEARCH = """
select domain_id, conversation_id, id, occurred_at from messages
where domain_id = %s and tsv @@ websearch_to_tsquery('private.plain_words', %s)
order by occurred_at desc limit 50
"""
LAST_TICKET = "select id from tickets where domain_id = %s order by number desc limit 1"
# What each of them asks of who it is and what he may.
ASK_LIST = (
    "cardinality(private.permitted_among('visitors.view', array[%s::uuid])),"
    " cardinality(private.permitted_domains('conversations.view', array[%s::uuid]))"
)
ASK_ACCOUNTS = ASK_LIST + ", cardinality(private.permitted_among('accounts.view', array[%s::uuid]))"
ASK_ONE = "private.permitted_in(%s, '{{conversations.view,visitors.view,{}.view}}')"
ASK_TICKET = "private.ticket_access(%s, '00000000-0000-0000-0000-000000000000')"
Case = tuple[str, str, str, list[Any], list[Any], str]
BY_HAND = "the best query by hand, without RLS"


def by_hand(
    db: psycopg.Connection, bare_db: psycopg.Connection, rounds: int = 200
) -> Iterator[bool]:
    """Print each ratio; whether it keeps its bar."""
    ids = [row[0] for row in db.execute(DOMAINS, [SITES])]
    for domain_id, name in zip(ids, ("largest", "middle", "smallest"), strict=True):
        times = compare(
            rounds,
            request(bare_db, of_rows(HAND_LIST), domain_id, role="postgres"),
            request(db, of_rows(LIST), json.dumps({"domain_ids": [str(domain_id)]})),
            *asking(bare_db, ASK_LIST, domain_id, domain_id),
        )
        yield beside(f"list of the {name} domain", times)
    yield from single(db, bare_db, ids[0], rounds)
    one, every = compare(
        rounds // 4,
        request(db, LIST, json.dumps({"domain_ids": [str(ids[1])]})),
        request(db, LIST, "{}"),
    )
    yield report("newest 50 of all domains", every, one, 30, "the newest 50 of one domain")
    yield plain(db, ids[0])


def single(
    db: psycopg.Connection, bare_db: psycopg.Connection, domain_id: Any, rounds: int
) -> Iterator[bool]:
    """What the largest domain shows of its visitors, accounts, and of one of each."""
    lists, details = questions(db, domain_id)
    cases = [(of_rows, case) for case in lists] + [(of_value, case) for case in details]
    bare = [(str, lists[1]), (str, details[1])]  # Asking is the largest part of these.
    for wrapped, (name, by_hand_query, query, given, asked, question) in cases + bare:
        times = compare(
            rounds,
            request(bare_db, wrapped(by_hand_query), *given, role="postgres"),
            request(db, wrapped(query), *asked),
            *asking(bare_db, question, *[domain_id] * question.count("%s")),
        )
        yield beside(f"{name}, bare text" if wrapped is str else name, times)


def questions(db: psycopg.Connection, domain_id: Any) -> tuple[list[Case], list[Case]]:
    """Lists and details: name, query by hand, RPC, arguments of either, and what it asks."""
    add_rows(db, domain_id)
    pick = "select visitor_id, id from conversations where domain_id = %s order by id limit 1"
    [visitor_id, talk_id] = db.execute(pick, [domain_id]).fetchone() or ()
    [ticket_id] = db.execute(LAST_TICKET, [domain_id]).fetchone() or ()
    talk, visitor, ticket = ([domain_id, known] for known in (talk_id, visitor_id, ticket_id))
    wanted = json.dumps({"domain_ids": [str(domain_id)]})
    one = ASK_ONE.format
    lists: list[Case] = [
        ("list of visitors", HAND_VISITORS, VISITORS, [domain_id], [wanted], ASK_LIST),
        ("timeline of a visitor", HAND_TIMELINE, TIMELINE, visitor, visitor, one("integrations")),
        ("list of accounts", HAND_ACCOUNTS, ACCOUNTS, [domain_id], [wanted], ASK_ACCOUNTS),
    ]
    return lists, [
        ("detail of a conversation", HAND_DETAIL, DETAIL, talk, talk, one("accounts")),
        ("detail of a ticket", HAND_TICKET, TICKET, ticket, ticket, ASK_TICKET),
    ]


def beside(name: str, times: list[float]) -> bool:
    """Print an RPC beside its query by hand, and what is left of it without asking."""
    hand, rpc, asked, empty = times
    print(f"{name}: {ms(rpc)}, {BY_HAND} {ms(hand)}, asking {ms(asked - empty)}")
    return bar(name, rpc / hand, 1.5, BY_HAND, beyond=(rpc - asked + empty) / hand)


def add_rows(db: psycopg.Connection, domain_id: Any) -> None:
    """Give the domain accounts and tickets, of which the scaled data set has none, once."""
    if db.execute(LAST_TICKET, [domain_id]).fetchone():
        return
    with db.transaction():
        db.execute("select set_config('bench.domain', %s, true)", [str(domain_id)])
        db.execute((Path(__file__).parent / "more_rows.sql").read_text())
    db.execute(f"vacuum (analyze) {FILLED}")


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
