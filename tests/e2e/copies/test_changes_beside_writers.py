"""Copies that are kept while transactions commit in any order are whole in the end."""

import random
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from tests.e2e.copies.phones import (
    EVERYBODY,
    GUARDIAN,
    PARTNER,
    SUPPORT,
    USER,
    Connection,
    Phone,
    own_database,
    settle,
    shown,
)

ANY = "(select {0} from {1} order by random() limit 1)"
SOMEBODY = "(select id from people where auth_user_id is not null order by random() limit 1)"
DOMAIN = ANY.format("id", "domains")
WRITES = (
    "update tickets set title = 'T ' || random() where id in (select id from tickets"
    " order by random() limit 3)",
    f"insert into tickets (domain_id, number, kind, title, reporter_id) values"
    f" ({DOMAIN}, 1000 + floor(random() * 1e9), 'general', 'new', {SOMEBODY})",
    "insert into ticket_comments (domain_id, ticket_id, author_id, body)"
    f" select domain_id, id, {SOMEBODY}, 'said' from tickets order by random() limit 1",
    "delete from ticket_comments where id = " + ANY.format("id", "ticket_comments"),
    "insert into notifications (recipient_id, domain_id, event, type, severity, title)"
    f" select p.id, {DOMAIN}, 'ticket.created', 'ticket', 'info', 'x' from people as p",
    "update notifications set read_at = now() where id in (select id from notifications"
    " order by random() limit 5)",
    "delete from notifications where id in (select id from notifications"
    " order by random() limit 2)",
    "update cases set title = 'C ' || random() where id = " + ANY.format("id", "cases"),
    "update alerts set state = 'ack' where id = " + ANY.format("id", "alerts"),
    "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
    f" select id, 'tickets', 'view', 'deny', {DOMAIN}, 'test' from people"
    f" where email in ('{USER}', '{SUPPORT}') order by random() limit 1 on conflict do nothing",
    "delete from person_permissions where reason = 'test'",
    "update case_guardians set valid = tstzrange(lower(valid), now()) where upper_inf(valid)"
    f" and lower(valid) < now() and guardian_id = tests.person('{GUARDIAN}') and random() < 0.2",
    "delete from case_shares where random() < 0.05",
)


def _write(url: str, seed: int, is_over: Event) -> tuple[int, int]:
    """Transactions that take their time, some of them in vain; how many, and how many stood."""
    draw = random.Random(seed)  # noqa: S311
    begun = stood = 0
    with psycopg.connect(url) as db:
        while not is_over.is_set():
            begun += 1
            try:
                for query in draw.choices(WRITES, k=draw.randint(1, 4)):
                    db.execute(query)
                    time.sleep(draw.random() / 50)
            except psycopg.Error:  # A deadlock, or the same number again.
                db.rollback()
                continue
            if draw.random() < 0.1:
                db.rollback()
            else:
                db.commit()
                stood += 1
    return begun, stood


def _follow(url: str, email: str, seed: int, is_over: Event) -> tuple[Phone, Counter[str]]:
    """One telephone, in pages of any size, some of which are lost on the way."""
    draw = random.Random(seed)  # noqa: S311
    phone, seen = Phone(email), Counter[str]()
    with psycopg.connect(url, autocommit=True) as db:
        while not is_over.is_set():
            told = phone.ask(db, draw.randint(1, 60))
            seen.update(pages=1, resets=len(told["resets"]), changes=len(told["changes"]))
            if draw.random() < 0.9:
                phone.apply(told)
            time.sleep(draw.random() / 20)
    return phone, seen


def _differences(db: Connection, phone: Phone) -> list[Any]:
    expected = shown(db, phone.email)
    return [
        key for key in expected.keys() | phone.rows.keys()
        if expected.get(key) != phone.rows.get(key)
    ]  # fmt: skip


@pytest.mark.row("C54")
@pytest.mark.parametrize("seed", [1, 2])
def test_copies_are_whole_in_the_end(
    database_server: ConnectionInfo, template: str, seed: int
) -> None:
    is_over = Event()
    with own_database(database_server, template) as (url, db), ThreadPoolExecutor(9) as pool:
        writers = [pool.submit(_write, url, 10 * seed + n, is_over) for n in range(3)]
        followers: list[Future[tuple[Phone, Counter[str]]]] = [
            pool.submit(_follow, url, email, seed + n, is_over) for n, email in enumerate(EVERYBODY)
        ]
        time.sleep(6)
        is_over.set()
        stood = sum(each.result()[1] for each in writers)
        phones = [each.result() for each in followers]
        settle(db)
        for phone, _ in phones:
            phone.pull(db, 13)
            assert _differences(db, phone) == [], phone.email
    assert stood > 50
    told = sum((seen for _, seen in phones), Counter[str]())
    # They did follow, and some lost sight of something on the way.
    assert told["pages"] > 60
    assert told["resets"] > 6 * len(EVERYBODY)
    assert {PARTNER, GUARDIAN} <= {phone.email for phone, _ in phones}
