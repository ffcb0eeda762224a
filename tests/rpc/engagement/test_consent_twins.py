"""A withdrawal reaches one person of one site: no twin elsewhere, and nobody beside her."""

import hashlib
import uuid
from typing import Any

import pytest

from .actors import act_as
from .consents import decision
from .events import SITES, Connection, Event, event, ingest, make_id, message
from .planted_visitor import ADMIN
from .test_twins import LAPTOP, PHONE, TALK, score, visits

TABLES = [
    "accounts", "visitors", "visitor_sessions", "session_events", "visitor_enrichments",
    "conversations", "messages", "conversation_scores", "conversation_topics",
    "conversation_keywords", "tickets", "private.visitor_emails", "private.person_numbers",
]  # fmt: skip
HERS = [LAPTOP, TALK, make_id("session laptop")]
HERS += [make_id(f"event laptop {name}") for name in ("page", "mail", "crm", "asks", "reads")]


def everything(db: Connection, site: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of the site in the tables that a withdrawal may touch."""
    found = {}
    for table in TABLES:
        rows = db.execute(
            f"select to_jsonb(t) from {table} as t where t.domain_id = tests.domain(%s) order by 1",
            [site],
        )
        found[table] = [row for (row,) in rows]
    return found


def of(name: str, session: str = "", site: str = SITES[0]) -> Event:
    """What events of this device carry; `session`: of another one."""
    return {
        "visitor_id": make_id(name), "session_id": make_id(f"session {session or name}"),
        "site_domain": site,
    }  # fmt: skip


def in_talk(name: str) -> Event:
    return {"conversation_id": make_id(f"talk {name}")}


def withdraw(db: Connection, name: str = "laptop") -> None:
    ingest(db, [decision(f"no {name}", "withdrawn", minute=5, **of(name))])


def judge(db: Connection, site: str) -> None:
    """What people and models make of both conversations."""
    asked = uuid.UUID(hashlib.md5(f"{TALK}/1".encode()).hexdigest())  # noqa: S324
    score(db, site, 70)
    act_as(db, ADMIN)
    for talk in (TALK, make_id("talk phone")):
        for call in (
            "score_conversation(tests.domain(%(site)s), %(talk)s, 60, 2)",
            "set_conversation_topics(tests.domain(%(site)s), %(talk)s::uuid,"
            " array[(create_topic(tests.domain(%(site)s), %(talk)s::uuid::text)).id])",
        ):
            db.execute(f"select {call}", {"site": site, "talk": talk})
    db.execute(
        "select create_chatbot_ticket(tests.domain(%s), %s, %s, 'not_accurate', 'Not her')",
        [site, TALK, asked],
    )
    db.execute("select tests.back()")
    db.execute("select public.run_keyword_upkeep()")
    db.execute(
        "insert into private.person_numbers (domain_id, person_id, number)"
        " values (tests.domain(%(site)s), %(laptop)s, 7), (tests.domain(%(site)s), %(phone)s, 8)"
        " on conflict do nothing",
        {"site": site, "laptop": LAPTOP, "phone": PHONE},
    )


@pytest.mark.row("R27", "R26")
def test_twins_and_others_stay_as_they_were(db: Connection) -> None:
    mail = {"email": "phone@acme.example"}
    ingest(db, [*visits(SITES[0], "acme"), *visits(SITES[1], "acme")])
    ingest(db, [event("mail again", "identify", minute=4, properties=mail, **of("phone")),
                message("hers", 0, minute=4, **of("phone"), **in_talk("shared"))])  # fmt: skip
    # Elsewhere she has a conversation of that id, and the other one spoke in her session.
    ingest(db, [message("hers", 0, **of("laptop", site=SITES[1]), **in_talk("shared")),
                message("far", 0, minute=4, **of("phone", "laptop", SITES[1]),
                        **in_talk("far"))])  # fmt: skip
    for site in SITES:
        judge(db, site)
    before, elsewhere = everything(db, SITES[0]), everything(db, SITES[1])
    withdraw(db)
    assert everything(db, SITES[1]) == elsewhere
    after = everything(db, SITES[0])
    [ticket], [account] = after.pop("tickets"), after.pop("accounts")
    assert (ticket["title"], ticket["message_content"]) == ("[erased]", "[erased]")
    assert (account["company_name"], account["enrichment_event_id"]) == (
        "acme", make_id("event phone crm"),
    )  # fmt: skip
    numbers = {row["number"]: row["person_id"] for row in after.pop("private.person_numbers")}
    assert (numbers.keys(), numbers[8], numbers[7] == LAPTOP) == ({7, 8}, PHONE, False)
    for table, rows in after.items():
        others = [row for row in before[table] if not any(one in str(row) for one in HERS)]
        assert rows == others, table
        assert len(others) < len(before[table]), table


@pytest.mark.row("R27", "R04")
def test_companies_are_those_that_somebody_still_names(db: Connection) -> None:
    def named(name: str, company: str, minute: int, site: str = SITES[0]) -> Event:
        properties = {"source": "crm", "company": {"domain": company, "name": name}}
        return event(f"{site} {name}", "enrichment", minute=minute, properties=properties,
                     **of("laptop" if name.startswith("Hers") else "phone", site=site))  # fmt: skip

    mail = {"email": "her@mail.example"}
    for site in SITES:
        mailed = event(f"{site} mail", "identify", properties=mail, **of("laptop", site=site))
        ingest(db, [named("Hers", "crm.example", 1, site), mailed])
    ingest(db, [named("Acme", "acme.example", 2), named("Hers too", "acme.example", 3),
                named("Beta", "beta.example", 4)])  # fmt: skip
    db.execute(
        "insert into accounts (domain_id, id, company_domain, company_name, first_seen_at)"
        " select tests.domain(%(other)s), id, company_domain, 'A twin', now() from accounts"
        " where company_domain = 'acme.example' and domain_id = tests.domain(%(here)s)"
        " union all select tests.domain(%(here)s), %(id)s, 'neighbour.example', 'Neighbour', now()",
        {"here": SITES[0], "other": SITES[1], "id": make_id("neighbour")},
    )
    elsewhere = everything(db, SITES[1])
    withdraw(db)
    assert everything(db, SITES[1]) == elsewhere
    left = {
        row["company_domain"]: (row["company_name"], row["first_seen_at"][14:16])
        for row in everything(db, SITES[0])["accounts"]
    }
    neighbour = left.pop("neighbour.example")
    assert neighbour[0] == "Neighbour"
    assert left == {"acme.example": ("Acme", "02"), "beta.example": ("Beta", "04")}


@pytest.mark.row("R27", "R26")
def test_a_decision_is_counted_once_and_is_of_one_site(db: Connection) -> None:
    """Elsewhere a visitor has the same digest, which only a site's own ids can lead to."""
    db.execute(
        "insert into private.visitor_consents (domain_id, digest, person) select"
        " tests.domain(%(other)s), private.visitor_digest(tests.domain(%(here)s), %(id)s), 'x'",
        {"here": SITES[0], "other": SITES[1], "id": LAPTOP},
    )
    batch = [decision("no", "withdrawn", minute=5, **of("laptop")), event("page", **of("phone"))]
    for stored, duplicates in ((2, 0), (0, 2)):
        told = ingest(db, batch)
        assert (told["stored"], told["duplicates"]) == (stored, duplicates)


@pytest.mark.row("R27")
def test_who_comes_back_is_known_again_and_nobody_else(db: Connection) -> None:
    """Two browsers are one person: what one of them decides lets the other one in again."""
    names = ("laptop", "phone", "tablet")
    ingest(db, [event(f"first {name}", **of(name)) for name in names])
    act_as(db, "service")
    db.execute("select merge_visitors(tests.domain(%s), %s, %s, 'x')", [SITES[0], PHONE, LAPTOP])
    db.execute("select tests.back()")
    for name in ("laptop", "tablet"):
        withdraw(db, name)
    assert known(db) == []
    ingest(db, [decision("yes", "granted", minute=6, **of("laptop"))])
    assert known(db) == [LAPTOP]
    ingest(db, [event("again", minute=7, **of("phone"))])
    assert known(db) == sorted([LAPTOP, PHONE])


def known(db: Connection) -> list[str]:
    """Whom decisions can be traced to."""
    rows = db.execute(
        "select visitor_id::text from private.visitor_consents"
        " where domain_id = tests.domain(%s) and visitor_id is not null", [SITES[0]],
    )  # fmt: skip
    return sorted(row[0] for row in rows)
