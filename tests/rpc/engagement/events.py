"""Widget events for the tests, and the state that they lead to."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
Event = dict[str, Any]

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# Sites without demo data, which add_sites makes: what is found there came from the test.
SITES = ["fresh.example", "second.example"]
# What events lead to, without the times of writing: these tell when, not what.
STATE = {
    "accounts": "created_at,updated_at",
    "visitors": "created_at,updated_at",
    "visitor_sessions": "created_at,updated_at",
    "session_events": "",
    "visitor_enrichments": "",
    "conversations": "created_at,updated_at",
    "messages": "created_at",
}


def add_sites(db: Connection) -> None:
    """Make the sites; who calls rolls back or drops the database."""
    db.execute(
        "with client as (insert into clients (name) values ('Fresh') returning id)"
        " insert into domains (client_id, site_domain) select id, unnest(%s::text[]) from client",
        [SITES],
    )


def make_id(name: str) -> str:
    """The same uuid for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def event(name: str, kind: str = "page_view", **fields: Any) -> Event:
    """An event that is well formed as long as `fields` are; `minute` counts from START."""
    at = START + timedelta(minutes=fields.pop("minute", 0))
    return {
        "id": make_id(f"event {name}"),
        "site_domain": SITES[0],
        "visitor_id": make_id("visitor"),
        "session_id": make_id("session"),
        "kind": kind,
        "occurred_at": at.isoformat(),
        "received_at": (at + timedelta(seconds=1)).isoformat(),
        **fields,
    }


def message(name: str, seq: int, content: str = "Hello", **fields: Any) -> Event:
    """A message of the visitor, or of the assistant where `seq` is odd."""
    role = "assistant" if seq % 2 else "visitor"
    properties = {"seq": seq, "role": role, "content": content, **fields.pop("properties", {})}
    fields = {"conversation_id": make_id("conversation"), **fields}
    return event(name, "message", properties=properties, **fields)


def ingest(db: Connection, events: list[Event], is_backfill: bool = True) -> dict[str, int]:
    """Ingest a batch as the worker does."""
    with db.transaction():
        db.execute("select tests.as_service()")
        row = db.execute(
            "select public.ingest_visitor_events(%s, %s)", [json.dumps(events), is_backfill]
        ).fetchone()
        db.execute("select tests.back()")
    assert row is not None
    result: dict[str, int] = row[0]
    return result


def state(db: Connection) -> dict[str, list[Any]]:
    """Every row of SITES in every table that ingestion writes, in the order of its key."""
    found = {}
    for table, ignored in STATE.items():
        rows = db.execute(
            f"select to_jsonb(t) - %s::text[] from public.{table} as t"
            " where domain_id in (select id from domains where site_domain = any(%s))"
            " order by domain_id, id",
            ["{" + ignored + "}", SITES],
        ).fetchall()
        found[table] = [row[0] for row in rows]
    return found
