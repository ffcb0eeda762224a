"""The rows that a synchronisation has sent."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, refusal, value
from .syncs import Hub, add_account, add_site, add_visitor, configure, start, work


@pytest.mark.row("R13", "R20")
def test_pages_filters_and_order(db: Connection) -> None:
    sites = [add_site(db), add_site(db, "twin.example")]
    configs = []
    for site in sites:
        for name in "abc":
            add_visitor(db, site, name)
        add_account(db, site, "acme")
        configs.append(configure(db, site, "contacts", "companies"))
        start(db, configs[-1])
    work(db, Hub(refused={"b@people.example"}))
    there = {"domain_id": sites[0], "config_id": configs[0]["id"]}
    rows = call(db, ADMIN, "list_sync_records", **there)
    assert [(row["record_object"], row["record_state"]) for row in rows].count(
        ("contacts", "synced")
    ) == 2
    assert len(rows) == 4
    assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=True)
    seen, after = [], None
    while page := call(db, ADMIN, "list_sync_records", **there, page_size=1, after=after):
        seen += page
        after = page[-1]["cursor"]
    assert seen == rows
    [failed] = call(db, ADMIN, "list_sync_records", **there, state="failed")
    assert (failed["error"], failed["remote_id"]) == ("VALIDATION_ERROR", None)
    assert failed["message"] == "not valid: b@people.example"
    [firm] = call(db, ADMIN, "list_sync_records", **there, object="companies")
    assert firm["record_object"] == "companies"
    mixed = {**there, "config_id": configs[1]["id"]}
    assert call(db, ADMIN, "list_sync_records", **mixed) == []


@pytest.mark.row("R13", "R20")
def test_who_may_and_what_is_refused(db: Connection) -> None:
    site = value(db, "select tests.domain('abtasty.com')")
    there = {
        "domain_id": site,
        "config_id": value(db, "select id from sync_configs where domain_id = %s", site),
    }
    assert len(call(db, ADMIN, "list_sync_records", **there)) == value(
        db, "select count(*) from sync_records where domain_id = %s", site
    )
    denied = "42501 PERMISSION_DENIED"
    for who in (USER, "support@demo.example", "partner@demo.example", "staff@demo.example"):
        assert refusal(db, who, "list_sync_records", **there) == denied
    for who in (ANON, SERVICE):
        assert refusal(db, who, "list_sync_records", **there) == "42501"
    for wrong in ({"state": "gone"}, {"object": "deals"}, {"page_size": 501}, {"after": "x"}):
        found = refusal(db, ADMIN, "list_sync_records", **there, **wrong)
        assert found == "22023 INVALID_INPUT"
