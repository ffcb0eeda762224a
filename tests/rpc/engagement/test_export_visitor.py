"""A person gets all that is stored; who may export it stands in test_delete_visitor."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .events import SITES, Connection, make_id
from .planted_visitor import ADMIN, IDS, WORDS, rows_of_person, store_erika, tables_of_person

# Each with the reason why nobody gets it.
LEFT_OUT = {
    "ticket_events": "what colleagues did",
    "ticket_links": "where the ticket is in another system",
    "private.ticket_alerts": "when colleagues are to be warned",
    "private.sync_batches": "what a worker holds at this moment",
    "private.dirty_keywords": "what is to be counted anew",
}
# Columns of words, in tables that are exported, which say nothing of the person.
LEFT_OUT_COLUMNS = {"tsv", "trace_id", "idempotency_key", "priority", "conversation_link", "object"}
WORDS_OF = (
    "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
    " and atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'numeric'::regtype)"
)


def export(db: Connection, rpc: Callable[..., Any], as_person: Any, name: str) -> dict[str, Any]:
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    with as_person(db, ADMIN, "aal2"):
        told: dict[str, Any] = rpc(db, "export_visitor", domain_id=row[0], visitor_id=make_id(name))
    return told


def leaves(value: Any) -> Iterator[Any]:
    """The values in a JSON value, whatever they are called."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    elif value is not None:
        yield value


@pytest.mark.row("R27")
@pytest.mark.parametrize("name", ["visitor", "twin"])
def test_the_export_has_all_that_is_stored(
    db: Connection, rpc: Callable[..., Any], as_person: Any, name: str
) -> None:
    store_erika(db)
    told = export(db, rpc, as_person, name)
    text = json.dumps(told).lower()
    for needle in [*WORDS, *IDS]:
        assert needle in text, needle
    for foreign in ("neighbour", "somebody else", make_id("other")):
        assert foreign not in text
    sizes = {key: len(value) for key, value in told.items() if key != "account"}
    assert sizes == {
        "visitors": 2, "enrichments": 1, "sessions": 2, "events": 10, "conversations": 2,
        "tickets": 1, "contacts": 1, "emails": 2, "consents": 1, "waiting": 1,
    }  # fmt: skip
    [talk] = [talk for talk in told["conversations"] if talk["id"] == make_id("conversation")]
    assert [message["seq"] for message in talk["messages"]] == [0, 1]
    assert [topic["name"] for topic in talk["topics"]] == ["Dwarfs"]
    assert [score["reason"] for score in talk["scores"]] == ["Erika Musterfrau was happy"]
    assert "gartenzwerg" in talk["keywords"]
    [ticket] = told["tickets"]
    assert [said["body"] for said in ticket["comments"]] == ["Erika called"]
    assert [said["body"] for said in ticket["notes"]] == ["Erika Musterfrau again"]
    assert told["account"]["company_domain"] == "musterfrau-gmbh.example"
    [entry] = db.execute("select kind, resource from access_log where kind = 'export'").fetchall()
    assert entry[0] == "export"
    assert make_id(name) not in entry[1]


@pytest.mark.row("R27")
def test_no_table_that_leads_to_a_visitor_is_forgotten(
    db: Connection, rpc: Callable[..., Any], as_person: Any
) -> None:
    """A new table is exported, or LEFT_OUT says why not; so is a new column of words."""
    store_erika(db, alone=True)
    told = set(leaves(export(db, rpc, as_person, "visitor")))
    tables = tables_of_person(db)
    assert LEFT_OUT.keys() <= set(tables)
    missing = set()
    for table in set(tables) - LEFT_OUT.keys():
        words = {name for (name,) in db.execute(WORDS_OF, [table]).fetchall()} - LEFT_OUT_COLUMNS
        for row in rows_of_person(db, table):
            missing |= {
                (table, column, value)
                for column in words
                for value in leaves(row[column])
                if value not in told
            }
    assert missing == set()
