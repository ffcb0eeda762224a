"""The list and detail RPCs against the best query by hand, which knows no row security."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
from bars import bar
from bench_reads import DOMAINS, LIST, SEARCH, SITES, compare, ms, request

HAND_LIST = """
select talk.domain_id, talk.id, talk.visitor_id, visitor.email, visitor.account_id,
  coalesce(account.company_name, account.company_domain), talk.started_at, talk.last_message_at,
  talk.total_turns, talk.language, talk.status, talk.outcome, talk.is_test,
  left(opening.content, 200), talk.score, talk.scorer
from (
  select * from conversations where domain_id = %s and not is_test
  order by started_at desc, id desc limit 50
) as talk
left join visitors as visitor
  on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
left join accounts as account
  on visitor.domain_id = account.domain_id and visitor.account_id = account.id
left join lateral (
  select content from messages as message
  where message.domain_id = talk.domain_id and message.conversation_id = talk.id
  order by seq limit 1
) as opening on true
order by talk.started_at desc, talk.id desc
"""
HAND_DETAIL = """
select jsonb_build_object(
  'conversation', to_jsonb(talk), 'visitor', to_jsonb(visitor), 'account', to_jsonb(account),
  'session', to_jsonb(session),
  'messages', (
    select jsonb_agg(to_jsonb(m) - '{domain_id,conversation_id,tsv}'::text[] order by m.seq)
    from messages as m where m.domain_id = talk.domain_id and m.conversation_id = talk.id
  ),
  'scores', (
    select jsonb_agg(
      to_jsonb(s) - '{domain_id,conversation_id}'::text[]
      order by array_position(array['human', 'llm', 'rule'], s.scorer), s.rubric_version desc
    )
    from conversation_scores as s
    where s.domain_id = talk.domain_id and s.conversation_id = talk.id
  )
)
from conversations as talk
left join visitors as visitor
  on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
left join accounts as account
  on visitor.domain_id = account.domain_id and visitor.account_id = account.id
left join visitor_sessions as session
  on talk.domain_id = session.domain_id and talk.session_id = session.id
where talk.domain_id = %s and talk.id = %s
"""
DETAIL = "select conversation_detail(%s, %s)"
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
    talk = db.execute("select id from conversations where domain_id = %s limit 1", ids[:1])
    [talk_id] = talk.fetchone() or ()
    hand, rpc = compare(
        rounds,
        request(db, HAND_DETAIL, ids[0], talk_id, role="postgres"),
        request(db, DETAIL, ids[0], talk_id),
    )
    yield report("detail of a conversation", rpc, hand, 1.5, BY_HAND)
    one, every = compare(
        rounds // 4,
        request(db, LIST, json.dumps({"domain_ids": [str(ids[1])]})),
        request(db, LIST, "{}"),
    )
    yield report("newest 50 of all domains", every, one, 30, "the newest 50 of one domain")
    yield plain(db, ids[0])


def plain(db: psycopg.Connection, domain_id: Any) -> bool:
    """A search as the RPC does it, and as a filter under row security."""
    filtered, search = compare(
        10,
        request(db, PLAIN_SEARCH, domain_id, "word1500"),
        request(db, SEARCH, "word1500", [domain_id]),
    )
    print(f"search: {ms(search)}, plain filtering {ms(filtered)}")
    baseline = "plain filtering under RLS"
    return bar("search beside a filter", filtered / search, 50, baseline, at_least=True)


def report(name: str, seconds: float, against: float, limit: float, baseline: str) -> bool:
    print(f"{name}: {ms(seconds)}, {baseline} {ms(against)}")
    return bar(name, seconds / against, limit, baseline)
