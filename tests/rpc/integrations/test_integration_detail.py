"""One connection with what it synchronises, and without a word on tokens."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, one, refusal, value
from .syncs import Hub, add_site, add_visitor, configure, start, work


@pytest.mark.row("R12", "R13", "R20")
def test_what_it_tells(db: Connection) -> None:
    sites = [add_site(db), add_site(db, "twin.example")]
    configs = []
    for site in sites:
        for name in "ab":
            add_visitor(db, site, name)
        configs.append(configure(db, site, "contacts"))
    start(db, configs[0])
    work(db, Hub(refused={"b@people.example"}))
    last = start(db, configs[0], "full")
    there = {"domain_id": sites[0], "integration_id": configs[0]["integration_id"]}
    db.execute("update sync_runs set started_at = now() - '1 h'::interval where kind = 'changes'")
    told = one(db, ADMIN, "integration_detail", **there)
    assert told["integration"]["status"] == "connected"
    assert not [name for name in told["integration"] if "secret" in name or "token" in name]
    [sync] = told["syncs"]
    assert sync["id"] == str(configs[0]["id"])
    assert sync["last_run"]["id"] == str(last["id"])
    assert sync["failed_records"] == 1
    other = {"domain_id": sites[1], "integration_id": configs[1]["integration_id"]}
    [bare] = one(db, ADMIN, "integration_detail", **other)["syncs"]
    assert (bare["last_run"], bare["failed_records"]) == (None, 0)
    broken = value(db, "select id from integrations where status = 'error'")
    args = {"domain_id": value(db, "select tests.domain('cooking.example')")}
    assert one(db, ADMIN, "integration_detail", **args, integration_id=broken)["syncs"] == []


@pytest.mark.row("R12", "R20")
def test_who_may(db: Connection) -> None:
    site = value(db, "select tests.domain('abtasty.com')")
    there = {
        "domain_id": site,
        "integration_id": value(db, "select id from integrations where domain_id = %s", site),
    }
    for who in (USER, "support@demo.example", "partner@demo.example", "staff@demo.example"):
        assert refusal(db, who, "integration_detail", **there) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "integration_detail", **there) == "42501"
    other = {**there, "domain_id": value(db, "select tests.domain('toto.example')")}
    assert refusal(db, ADMIN, "integration_detail", **other) == "P0002 NOT_FOUND"
    assert call(db, ADMIN, "integration_detail", **there)
