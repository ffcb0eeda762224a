"""What a known visit leads to, value by value; and two batches at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .events import SITES, START, Connection, Event, add_sites, event, ingest, make_id, message
from .events import state as read_state

ENRICHMENT = {
    "source": "registry",
    "company": {"domain": "Acme.example", "name": "Acme", "employees": 50, "lead_score": 9},
    "data": {"city": "Lyon", "phone": "+44 20 7946 0123", "never_listed": 1},
}


def visit() -> list[Event]:
    talk = make_id("conversation")
    return [
        event("view", url="https://fresh.example/pricing"),
        event("shown", "widget_shown", minute=1, properties={"visible_ms": 12000}),
        message("m0", 0, "How much?", minute=2, properties={"language": "en"}),
        message("m1", 1, "It depends.", minute=3, properties={"language": "fr"}),
        message("m2", 2, "Thanks", minute=4),
        event("mail", "email_captured", minute=5, conversation_id=talk,
              properties={"email": "Jo@Beta.example"}),
        event("enriched", "enrichment", minute=6, properties=ENRICHMENT),
        event("closed", "conversation_status", minute=7, conversation_id=talk,
              properties={"status": "closed"}),
    ]  # fmt: skip


@pytest.mark.row("R27", "R05")
def test_the_conversation(db: Connection) -> None:
    ingest(db, visit())
    row = db.execute(
        "select started_at, last_message_at, total_turns, language, status, outcome, is_test,"
        " agent_key, email_captured, demo_booked from conversations where id = %s",
        [make_id("conversation")],
    ).fetchone()
    assert row is not None
    assert [at.minute for at in row[:2]] == [2, 4]
    assert row[2:] == (2, "fr", "closed", "email_captured", False, "web", True, False)


@pytest.mark.row("R27", "R03", "R04")
def test_the_visitor_and_the_accounts(db: Connection) -> None:
    ingest(db, visit())
    [visitor] = read_state(db)["visitors"]
    assert visitor["email"] == "jo@beta.example"
    assert visitor["enrichment_data"] == {"city": "Lyon"}  # What is for staff stays out.
    assert visitor["is_test"] is False
    accounts = {row["company_domain"]: row for row in read_state(db)["accounts"]}
    assert sorted(accounts) == ["acme.example", "beta.example"]
    assert accounts["acme.example"]["company_name"] == "Acme"
    assert accounts["acme.example"]["enrichment_data"] == {"employees": 50}
    assert visitor["account_id"] == accounts["acme.example"]["id"]


@pytest.mark.row("R03")
def test_the_log_repeats_nothing_that_other_tables_guard(db: Connection) -> None:
    ingest(db, visit())
    kept = {row["kind"]: row["properties"] for row in read_state(db)["session_events"]}
    assert kept["enrichment"] == {"source": "registry"}
    assert kept["email_captured"] == {}
    assert kept["message"].keys() == {"seq", "role"}
    [raw] = read_state(db)["visitor_enrichments"]
    assert raw["data"] == ENRICHMENT["data"]


@pytest.mark.row("R04")
@pytest.mark.parametrize("provider", ["gmail.com", "GMail.com", "orange.fr"])
def test_free_mail_makes_no_account(db: Connection, provider: str) -> None:
    ingest(db, [event("mail", "identify", properties={"email": f"jo@{provider}"})])
    found = read_state(db)
    assert found["accounts"] == []
    assert [row["account_id"] for row in found["visitors"]] == [None]


@pytest.mark.row("R04")
def test_an_enrichment_with_a_free_mail_domain_makes_no_account(db: Connection) -> None:
    company = {"domain": "GMAIL.com", "name": "Google"}
    ingest(db, [event("crm", "enrichment", properties={"source": "crm", "company": company})])
    found = read_state(db)
    assert found["accounts"] == []
    assert [row["account_id"] for row in found["visitors"]] == [None]


@pytest.mark.row("R04", "R26")
def test_one_company_at_two_clients_stays_two_accounts(
    db: Connection, as_person: Any, rpc: Any
) -> None:
    sites = {"abtasty.com": 10, "cooking.example": 20}
    for site, employees in sites.items():
        company = {"domain": "acme.example", "name": f"Acme of {site}", "employees": employees}
        properties = {"source": "crm", "company": company}
        ingest(db, [event(site, "enrichment", site_domain=site, properties=properties)])
    clients = db.execute(
        "select count(distinct client_id) from domains where site_domain = any(%s)", [list(sites)]
    ).fetchone()
    assert clients == (2,)
    listed = {}
    for person in ("user@user.com", "admin@admin.com"):
        with as_person(db, person):
            rows = rpc(db, "list_accounts", page_size=500)
        mine = [row for row in rows if row["company_domain"] == "acme.example"]
        listed[person] = {row["company_name"]: row["enrichment_data"] for row in mine}
    assert listed["user@user.com"] == {"Acme of abtasty.com": {"employees": 10}}
    assert listed["admin@admin.com"] == {
        f"Acme of {site}": {"employees": employees} for site, employees in sites.items()
    }


@pytest.mark.row("R04")
def test_one_company_on_two_sites_is_two_accounts(db: Connection) -> None:
    mail = {"email": "jo@acme.example"}
    ingest(db, [event(site, "identify", site_domain=site, properties=mail) for site in SITES])
    accounts = read_state(db)["accounts"]
    assert [row["company_domain"] for row in accounts] == ["acme.example"] * 2
    assert len({row["domain_id"] for row in accounts}) == 2


@pytest.mark.row("R27")
def test_two_batches_at_once_neither_deadlock_nor_lose(
    database_server: ConnectionInfo, template: str
) -> None:
    people = range(40)
    batches = [
        [
            event(f"{batch} {person}", "identify", minute=batch, visitor_id=make_id(f"v{person}"),
                  session_id=make_id(f"s{person}"), site_domain=SITES[person % 2],
                  properties={"email": f"p{batch}@acme{person % 7}.example"})
            for person in (people if batch % 2 else reversed(people))
        ]
        for batch in range(12)
    ]  # fmt: skip
    with worker_database(database_server, template) as url:
        with psycopg.connect(url, autocommit=True) as db:
            add_sites(db)

        def send(batch: list[Event]) -> Any:
            with psycopg.connect(url) as db:
                return ingest(db, batch)["stored"]

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(send, batches)) == [len(people)] * len(batches)
        with psycopg.connect(url) as db:
            together = read_state(db)
            assert len(together["session_events"]) == len(people) * len(batches)
            assert {row["email"][:3] for row in together["visitors"]} == {"p11"}
            assert {row["last_seen_at"][:16] for row in together["visitors"]} == {
                f"{START:%Y-%m-%d}T09:11"
            }
