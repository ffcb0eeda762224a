"""What a filter asks of visitors and companies: each part of it alone, beside twins elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest

from .events import SITES, Connection, Event, event, ingest, make_id, message
from .lists import pages

ANN, BEN, CAT = (make_id(name) for name in ("ann", "ben", "cat"))


def of(name: str, site: str = SITES[0]) -> Event:
    return {
        "visitor_id": make_id(name), "session_id": make_id(f"session {name}"), "site_domain": site
    }  # fmt: skip


@pytest.fixture
def domain_ids(db: Connection) -> list[str]:
    """Two sites where Ann and Ben came in March and Ben spoke; elsewhere Ann spoke, in April."""
    ingest(db, [
        event("a", "identify", properties={"email": "ann@acme.example"}, **of("ann")),
        event("b", "identify", properties={"email": "ben@beta.example"}, minute=1, **of("ben")),
        message("m", 0, minute=2, conversation_id=make_id("talk ben"),
                properties={"language": "fr"}, **of("ben")),
        event("c", "identify", properties={"email": "cat@acme.example"}, minute=3,
              environment="staging", **of("cat")),
        event("far", minute=60 * 24 * 40, **of("ann", SITES[1])),
        message("far m", 0, minute=60 * 24 * 40, conversation_id=make_id("talk ann"),
                properties={"language": "fr"}, **of("ann", SITES[1])),
    ])  # fmt: skip
    rows = db.execute("select tests.domain(unnest(%s::text[]))::text", [SITES]).fetchall()
    return [row[0] for row in rows]


@pytest.mark.row("R03", "R16", "R26")
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"has_email": True}, [BEN, ANN]),
        ({"has_email": True, "include_test": True}, [CAT, BEN, ANN]),
        ({"has_email": False}, [ANN]),
        ({"language": "fr"}, [ANN, BEN]),
        ({"language": "fr", "has_email": True}, [BEN]),
        ({"to": "2026-03-05T00:00:00Z"}, [BEN, ANN]),
        ({"from": "2026-04-01T00:00:00Z"}, [ANN]),
        ({"from": "2026-04-01T00:00:00Z", "has_email": True}, []),
    ],
)
def test_visitors(
    db: Connection, as_person: Any, rpc: Callable[..., Any], domain_ids: list[str],
    wanted: dict[str, Any], expected: list[str],
) -> None:  # fmt: skip
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "list_visitors", filter={**wanted, "domain_ids": domain_ids})
    assert [str(row["id"]) for row in found] == expected


@pytest.mark.row("R03")
def test_a_visitor_without_a_session_is_found_where_no_period_is_asked(
    db: Connection, as_person: Any, rpc: Callable[..., Any], domain_ids: list[str]
) -> None:
    db.execute(
        "insert into visitors (domain_id, id, first_seen_at, last_seen_at, is_test, email,"
        " email_at, email_event_id) select domain_id, %s, first_seen_at, last_seen_at, false,"
        " 'dan@acme.example', email_at, email_event_id from visitors where id = %s and email > ''",
        [make_id("dan"), BEN],
    )
    found = {}
    with as_person(db, "admin@admin.com"):
        for wanted in ({}, {"to": "2027-01-01T00:00:00Z"}):
            asked = {**wanted, "has_email": True, "domain_ids": domain_ids}
            rows = rpc(db, "list_visitors", filter=asked)
            found[len(wanted)] = {str(row["id"]) for row in rows}
    assert found == {0: {ANN, BEN, make_id("dan")}, 1: {ANN, BEN}}


@pytest.mark.row("R04", "R16")
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["acme.example", "beta.example", "quiet.example"]),
        ({"has_email": True}, ["acme.example", "beta.example"]),
        ({"language": "fr"}, ["beta.example"]),
        ({"account_id": make_id("quiet")}, ["quiet.example"]),
        ({"account_id": make_id("quiet"), "has_email": True}, []),
    ],
)
def test_companies(
    db: Connection, as_person: Any, rpc: Callable[..., Any], domain_ids: list[str],
    wanted: dict[str, Any], expected: list[str],
) -> None:  # fmt: skip
    db.execute(
        "insert into accounts (domain_id, id, company_domain, first_seen_at)"
        " values (%s, %s, 'quiet.example', now())", [domain_ids[0], make_id("quiet")],
    )  # fmt: skip
    with as_person(db, "admin@admin.com"):
        asked = {**wanted, "domain_ids": domain_ids}
        found = pages(rpc, db, "list_accounts", 1, filter=asked)
    assert [row["company_domain"] for row in found] == expected
