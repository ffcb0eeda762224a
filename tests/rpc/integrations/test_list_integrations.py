"""The page of connections: all of one's domains, newest first, without a token."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, domain, refusal

COLUMNS = {
    *("domain_id", "id", "provider", "integration_status", "portal_id", "scopes", "expires_at"),
    *("error", "error_at", "connected_by", "connected_at", "disconnected_at", "version", "cursor"),
}


@pytest.mark.row("R12", "R20")
def test_pages_filters_and_order(db: Connection) -> None:
    rows = call(db, ADMIN, "list_integrations")
    assert [(row["portal_id"], row["integration_status"]) for row in rows] == [
        ("4100001", "connected"), ("4100002", "connected"), ("4100005", "error"),
        ("4100000", "disconnected"),
    ]  # fmt: skip
    assert set(rows[0]) == COLUMNS
    pages = [call(db, ADMIN, "list_integrations", page_size=1)]
    while pages[-1]:
        after = pages[-1][-1]["cursor"]
        pages.append(call(db, ADMIN, "list_integrations", page_size=1, after=after))
    assert [row for page in pages for row in page] == rows
    mine = call(db, ADMIN, "list_integrations", domain_ids=[domain(db, "abtasty.com")])
    assert mine == [rows[0], rows[3]]
    assert call(db, ADMIN, "list_integrations", status="error") == [rows[2]]
    assert call(db, ADMIN, "list_integrations", domain_ids=[]) == []


@pytest.mark.row("R12", "R20")
def test_equal_times_are_told_apart(db: Connection) -> None:
    db.execute("update integrations set created_at = now()")
    seen = []
    after = None
    while rows := call(db, ADMIN, "list_integrations", page_size=1, after=after):
        seen.append(rows[0]["id"])
        after = rows[0]["cursor"]
    assert len(set(seen)) == len(seen) == 4


@pytest.mark.row("R12", "R20")
def test_who_may_and_what_is_refused(db: Connection) -> None:
    denied = "42501 PERMISSION_DENIED"
    for who in (USER, "support@demo.example", "partner@demo.example", "staff@demo.example"):
        assert refusal(db, who, "list_integrations") == denied
    for who in (ANON, SERVICE):
        assert refusal(db, who, "list_integrations") == "42501"
    for wrong in ({"status": "gone"}, {"page_size": 0}, {"page_size": 501}, {"after": "x"}):
        assert refusal(db, ADMIN, "list_integrations", **wrong) == "22023 INVALID_INPUT"
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'view', 'allow', tests.domain(%s), 'test')",
        [USER, "abtasty.com"],
    )
    assert len(call(db, USER, "list_integrations")) == 2
    others = [domain(db, "abtasty.com"), domain(db, "notabtasty.com")]
    assert refusal(db, USER, "list_integrations", domain_ids=others) == denied
