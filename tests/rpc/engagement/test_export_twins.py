"""A person's export beside a site on which everything stands again, and beside somebody else."""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from .actors import act_as
from .consents import decision, require_consent
from .events import SITES, Connection, event, ingest, make_id, message
from .planted_visitor import ADMIN, OTHER, store_erika
from .test_export_visitor import export

# In the order of their foreign keys.
TABLES = [
    "accounts", "visitors", "visitor_sessions", "session_events", "visitor_enrichments",
    "conversations", "messages", "topics", "conversation_topics", "conversation_scores",
    "conversation_keywords", "tickets", "ticket_comments", "ticket_notes", "integrations",
    "sync_configs", "sync_runs", "sync_records", "private.visitor_emails",
    "private.visitor_consents", "private.consent_events", "private.held_events",
]  # fmt: skip
COLUMNS = """
select string_agg(quote_ident(attname), ', '), string_agg(
  case attname when 'domain_id' then 'tests.domain(%%(other)s)' else quote_ident(attname) end, ', '
) from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""

TALK = make_id("other talk")
ASKED = uuid.UUID(hashlib.md5(f"{TALK}/1".encode()).hexdigest())  # noqa: S324
CALLS = (
    "score_conversation(tests.domain(%(site)s), %(talk)s, 10, 1)",
    "set_conversation_topics(tests.domain(%(site)s), %(talk)s,"
    " array[(create_topic(tests.domain(%(site)s), 'Elves')).id])",
    "comment_ticket(tests.domain(%(site)s), create_chatbot_ticket("
    "tests.domain(%(site)s), %(talk)s, %(asked)s, 'not_accurate', 'Of somebody else'), 'x')",
    "note_ticket(t.domain_id, t.id, 'x') from tickets as t where t.conversation_id = %(talk)s",
)
# An earlier connection, where the other one was known; and a company of Erika's id.
SENT = """
with integration as (
  insert into integrations (domain_id, status, portal_id, disconnected_at)
  values (tests.domain(%(site)s), 'disconnected', 'earlier', now()) returning *
), config as (
  insert into sync_configs (domain_id, integration_id, objects, field_map)
  select domain_id, id, '{contacts}', '{"contacts": {"email": "email"}}' from integration
  returning *
)
insert into sync_records (
  domain_id, config_id, object, local_id, hash, state, error, trace_id, run_id
)
select domain_id, id, object, local_id, '', 'failed', 'X', 'trace', gen_random_uuid()
from config
cross join (values ('contacts', %(other)s::uuid), ('companies', %(erika)s)) as r (object, local_id)
"""


def store_other(db: Connection) -> None:
    """Of somebody else on Erika's site, whatever can be exported."""
    company = {"source": "x", "company": {"domain": "other.example"}}
    ingest(db, [event("o3", "enrichment", properties=company, **OTHER),
                message("o4", 1, **OTHER, conversation_id=TALK)])  # fmt: skip
    act_as(db, ADMIN)
    for call in CALLS:
        db.execute(f"select {call}", {"site": SITES[0], "talk": TALK, "asked": ASKED})
    db.execute("select tests.back()")
    require_consent(db)
    ingest(db, [event("o5", minute=1, **OTHER), decision("o6", "granted", ["contact"], **OTHER)])
    require_consent(db, False)
    db.execute(SENT, {"site": SITES[0], "other": OTHER["visitor_id"], "erika": make_id("visitor")})


def copy_site(db: Connection) -> None:
    """Copy every row of the first of SITES to the second, as it is."""
    for table in TABLES:
        [(names, values)] = db.execute(COLUMNS, [table]).fetchall()
        db.execute(f"alter table {table} disable trigger user")
        db.execute(
            f"insert into {table} ({names}) select {values} from {table}"
            " where domain_id = tests.domain(%(here)s)",
            {"here": SITES[0], "other": SITES[1]},
        )
        db.execute(f"alter table {table} enable trigger user")


@pytest.mark.row("R27", "R26")
def test_an_export_is_of_one_person_of_one_site(
    db: Connection, rpc: Callable[..., Any], as_person: Any
) -> None:
    store_erika(db)
    alone = export(db, rpc, as_person, "visitor")
    store_other(db)
    copy_site(db)
    assert export(db, rpc, as_person, "visitor") == alone
