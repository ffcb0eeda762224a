"""Telephones that keep copies with changes_since(), and what the tables show their people."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

Connection = psycopg.Connection[Any]
Key = tuple[str, str | None, str]
Copy = dict[Key, Any]

ADMIN, USER, SUPPORT = "admin@admin.com", "user@user.com", "support@demo.example"
PARTNER, GUARDIAN = "partner@demo.example", "guardian@demo.example"
BUSINESS = "business@demo.example"
EVERYBODY = (ADMIN, USER, SUPPORT, PARTNER, GUARDIAN, BUSINESS)
TABLES = ("alerts", "approvals", "cases", "notifications", "ticket_comments", "tickets")
NIL = "00000000-0000-0000-0000-000000000000"

TELL = (
    "insert into notifications (recipient_id, domain_id, event, type, severity, title)"
    " values (tests.person(%s), %s, 'ticket.created', 'ticket', 'info', 'x') returning id::text"
)
TICKET = (
    "insert into tickets (domain_id, id, number, kind, title, reporter_id)"
    " values (tests.domain(%s), coalesce(%s, gen_random_uuid()), %s, 'general', 'x',"
    " tests.person(%s)) returning id::text"
)


@contextmanager
def own_database(server: ConnectionInfo, template: str) -> Iterator[tuple[str, Connection]]:
    """A database whose transactions do end: its address, and a connection that commits."""
    with (
        worker_database(server, template) as url,
        psycopg.connect(url, autocommit=True) as db,
    ):
        yield url, db


class Phone:
    """What one person's telephone has, and where it stands."""

    def __init__(self, email: str, aal: str = "aal2") -> None:
        self.email, self.aal = email, aal
        self.rows: Copy = {}
        self.cursor: str | None = None

    def ask(self, db: Connection, size: int = 200) -> dict[str, Any]:
        with db.transaction():
            db.execute("select tests.as(%s, %s)", [self.email, self.aal])
            answer = db.execute(
                "select public.changes_since(%s, %s)", [self.cursor, size]
            ).fetchone()
            db.execute("select tests.back()")
        assert answer is not None
        told: dict[str, Any] = answer[0]
        return told

    def pull(self, db: Connection, size: int = 200) -> list[dict[str, Any]]:
        """Ask and apply until there is no more; the answers."""
        answers = []
        while not answers or answers[-1]["has_more"]:
            answers.append(told := self.ask(db, size))
            self.apply(told)
        return answers

    def apply(self, told: dict[str, Any]) -> None:
        self.rows = {key: row for key, row in self.rows.items() if key[0] not in told["resets"]}
        for change in told["changes"]:
            key = (change["relation"], change["domain_id"], change["id"])
            if change["row"] is None:
                self.rows.pop(key, None)
            else:
                self.rows[key] = change["row"]
        self.cursor = told["cursor"]


def shown(db: Connection, email: str, aal: str = "aal2") -> Copy:
    """All that the tables show this person."""
    found: Copy = {}
    with db.transaction():
        db.execute("select tests.as(%s, %s)", [email, aal])
        for table in TABLES:
            rows = db.execute(
                "select to_jsonb(t) - '{tsv,idempotency_key,dedupe_key}'::text []"
                f" from public.{table} as t"
            )
            for (row,) in rows:
                found[table, row["domain_id"], row["id"]] = row
        db.execute("select tests.back()")
    return found


def settle(db: Connection) -> None:
    """Wait until no transaction runs that began before, in whatever database of the server.

    So these tests stand apart from those that mutants are asked of: such a run always has one open.
    """
    row = db.execute("select pg_current_xact_id()").fetchone()
    assert row is not None
    for _ in range(15_000):
        if db.execute(
            "select pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8", [row[0]]
        ).fetchone() == (True,):
            return
        time.sleep(0.02)
    raise TimeoutError


def of(copy: Copy, table: str) -> set[str]:
    return {key[2] for key in copy if key[0] == table}


def place(cursor: str | None, **over: str) -> str:
    """The cursor with other entries."""
    assert cursor is not None
    return json.dumps(json.loads(cursor) | over)


def new(db: Connection, query: str, *given: Any) -> str:
    row = db.execute(query, given).fetchone()
    assert row is not None
    return str(row[0])
