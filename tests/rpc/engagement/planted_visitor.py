"""Erika, who is everywhere: rows of hers in each table that leads to a visitor."""

import hashlib
import json
import uuid
from typing import Any

from .actors import act_as
from .consents import decision
from .events import SITES, Connection, Event, event, ingest, make_id, message

ADMIN = "admin@admin.com"
TWIN = {"visitor_id": make_id("twin"), "session_id": make_id("twin session")}
OTHER = {"visitor_id": make_id("other"), "session_id": make_id("other session")}
# The assistant's, whose id is made from conversation and place.
MESSAGE = uuid.UUID(hashlib.md5(f"{make_id('conversation')}/1".encode()).hexdigest())  # noqa: S324
WORDS = ["erika", "musterfrau", "gartenzwerg", "4930123456", "checkout-step-7", "hubspot-4711"]
IDS = [make_id(name) for name in ("visitor", "session", "twin", "twin session", "event e2")]

# Tables whose rows are a person's: by foreign key from visitors, or by a column of that name where
# areas do not refer to each other.
TABLES = """
with recursive leads (oid) as (
  select attrelid from pg_attribute join pg_class on pg_class.oid = attrelid
  where relkind = 'r' and relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and (
      attname in ('visitor_id', 'conversation_id', 'local_id', 'local_ids')
      or attrelid = 'visitors'::regclass
    )
  union
  select conrelid from pg_constraint join leads on confrelid = leads.oid where contype = 'f'
)
select oid::regclass::text from leads order by 1
"""
SYNCED = """
with integration as (
  insert into integrations (domain_id, status, portal_id)
  values (tests.domain(%(site)s), 'connected', 'portal') returning *
), config as (
  insert into sync_configs (domain_id, integration_id, objects, field_map)
  select domain_id, id, '{contacts}', '{"contacts": {"email": "email"}}' from integration
  returning *
), run as (
  insert into sync_runs (domain_id, config_id, kind, scanned, pending)
  select domain_id, id, 'full', 2, 2 from config returning *
), record as (
  insert into sync_records (
    domain_id, config_id, object, local_id, remote_id, hash, state, error, message, trace_id, run_id
  )
  select
    domain_id, config_id, 'contacts', %(visitor)s, 'hubspot-4711', '', 'failed', 'X',
    'no such property for Erika', 'trace', id
  from run
)
insert into private.sync_batches (
  domain_id, run_id, object, local_ids, digests, worker, leased_until
)
select
  domain_id, id, 'contacts', array[%(twin)s, %(other)s]::uuid[], '{"",""}', 'w', 'infinity'
from run
"""


def planted() -> list[Event]:
    """What the widget tells of Erika, in two browsers, and of somebody else."""
    talk = {"conversation_id": make_id("conversation")}
    far = {**TWIN, "conversation_id": make_id("twin talk")}
    url = "https://fresh.example/checkout-step-7?to=erika%40musterfrau.example"
    return [
        event("e1", url=url, properties={"form": "Erika", "role": "Erika", "visible_ms": 7}),
        event("e2", "widget_shown", properties={"visible_ms": 12000, "who": "Erika"}, minute=1),
        event("e3", "identify", properties={"email": "Erika@Musterfrau.example"}, minute=2),
        event("e4", "enrichment", minute=3, properties={
            "source": "x", "data": {"full_name": "Erika Musterfrau", "phone": "4930123456"},
            "company": {"domain": "musterfrau-gmbh.example", "name": "Musterfrau GmbH"}}),
        message("m0", 0, "I am Erika and I collect Gartenzwerg", minute=4,
                properties={"meta": {"name": "Erika"}}),
        message("m1", 1, "Hello Erika", minute=5),
        event("booked", "demo_booked", minute=6, **talk),
        event("closed", "conversation_status", minute=7, properties={"status": "closed"}, **talk),
        event("t1", "identify", properties={"email": "erika.musterfrau@private.example"}, **TWIN),
        message("t2", 0, "Erika again", **far),
        event("o1", "identify", properties={"email": "x@neighbour.example"}, **OTHER),
        message("o2", 0, "Somebody else", **{**OTHER, "conversation_id": make_id("other talk")}),
    ]  # fmt: skip


def store_erika(db: Connection, alone: bool = False) -> None:
    """In every table; somebody else is in some of them, unless she is to be alone."""
    events = [told for told in planted() if not alone or told["visitor_id"] != OTHER["visitor_id"]]
    late = [told for told in events if told["id"] == make_id("event t2")]
    ingest(db, [told for told in events if told not in late])
    db.execute("select public.run_keyword_upkeep()")
    ingest(db, late)  # Its keywords are not taken yet.
    act_as(db, ADMIN)
    _merge_and_judge(db)
    _report(db)
    db.execute("select tests.back()")
    _decide(db)
    db.execute("select tests.back()")
    db.execute("select public.run_rollup_upkeep(100000)")
    db.execute(
        SYNCED,
        {"site": SITES[0], **{name: make_id(name) for name in ("visitor", "twin", "other")}},
    )


def _decide(db: Connection) -> None:
    """She agreed to be written to; and something of hers waits, from when the site asked."""
    ask = "update domains set is_consent_required = %s where site_domain = %s"
    db.execute(ask, [True, SITES[0]])
    ingest(db, [decision("d1", "granted", ["contact"], minute=8),
                event("d2", properties={"form": "Erika waits"}, minute=8)])  # fmt: skip
    db.execute(ask, [False, SITES[0]])


def _merge_and_judge(db: Connection) -> None:
    there = {"site": SITES[0], "talk": make_id("conversation")}
    for call in (
        "merge_visitors(tests.domain(%(site)s), %(twin)s, %(visitor)s, 'same person')",
        "score_conversation(tests.domain(%(site)s), %(talk)s, 70, 1,"
        " '{\"tone\": 80, \"towards Erika\": 60}', 'Erika Musterfrau was happy')",
        "set_conversation_topics(tests.domain(%(site)s), %(talk)s,"
        " array[(create_topic(tests.domain(%(site)s), 'Dwarfs')).id])",
    ):
        db.execute(
            f"select {call}", {**there, "twin": make_id("twin"), "visitor": make_id("visitor")}
        )


def _report(db: Connection) -> None:
    """A ticket about what the agent said to her, which everybody talks about."""
    db.execute("select tests.back()")
    db.execute(
        "insert into memberships (person_id, domain_id, role_key)"
        " select id, tests.domain(%s), 'support' from people where email = 'support@demo.example'",
        [SITES[0]],
    )
    act_as(db, ADMIN)
    row = db.execute(
        "select create_chatbot_ticket(tests.domain(%s), %s, %s, 'not_accurate', 'Not Erika')",
        [SITES[0], make_id("conversation"), MESSAGE],
    ).fetchone()
    assert row is not None
    there = {"site": SITES[0], "ticket": row[0], "person": "support@demo.example"}
    for call in (
        "comment_ticket(tests.domain(%(site)s), %(ticket)s, 'Erika called',"
        " array[tests.person(%(person)s)])",
        "note_ticket(tests.domain(%(site)s), %(ticket)s, 'Erika Musterfrau again')",
        "update_ticket(tests.domain(%(site)s), %(ticket)s, 1, description => 'Erika')",
    ):
        db.execute(f"select {call}", there)
    db.execute("select tests.back()")
    _tell_linear(db, row[0])


def _tell_linear(db: Connection, ticket_id: Any) -> None:
    """Linear has the issue, and has told of it twice; the second is not read yet."""
    row = db.execute("select id from ticket_links where ticket_id = %s", [ticket_id]).fetchone()
    assert row is not None
    issue_id = str(row[0])
    url = "https://linear.app/acme/issue/A-1/about-erika"
    db.execute("select store_issue(%s, 'A-1', %s, 'started', 'Started', now())", [issue_id, url])
    body = json.dumps({"type": "Issue", "data": {"id": issue_id, "title": "About Erika"}}).encode()
    db.execute(
        "insert into private.webhook_inbox"
        " (provider, delivery_id, headers, body, signature_ok, is_fresh, processed_at)"
        " values ('linear', 'd1', '{}', %(body)s, true, true, now()),"
        " ('linear', 'd2', '{}', %(body)s, true, true, null)",
        {"body": body},
    )


def found_in(db: Connection, needle: str) -> set[str]:
    """Tables with a row that has the needle in any column, raw bytes read as text.

    Of every schema but the history of migrations.
    """
    tables = db.execute(
        "select a.attrelid::regclass::text, string_agg(case a.atttypid when 'bytea'::regtype"
        "  then format('encode(%I, ''escape'')', a.attname)"
        "  else format('%I::text', a.attname) end, ', ')"
        " from pg_attribute as a join pg_class as c on c.oid = a.attrelid"
        " where c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped"
        " and c.relnamespace::regnamespace::text"
        "  !~ '^(pg_|information_schema$|supabase_migrations$)'"
        " and has_table_privilege(c.oid, 'select') group by 1"
    ).fetchall()
    return {
        table for table, columns in tables
        if db.execute(
            f"select 1 from {table} where concat_ws(' ', {columns}) ilike %s limit 1",
            [f"%{needle}%"],
        ).fetchone()
    }  # fmt: skip


def tables_of_person(db: Connection) -> list[str]:
    """Every table that leads to a visitor, by the catalogue."""
    return [table for (table,) in db.execute(TABLES).fetchall()]


def rows_of_person(db: Connection, table: str) -> list[dict[str, Any]]:
    """Its rows in the first of SITES."""
    rows = db.execute(
        f"select to_jsonb(t) from {table} as t where domain_id = tests.domain(%s)", [SITES[0]]
    ).fetchall()
    return [row for (row,) in rows]
