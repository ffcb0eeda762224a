"""What would be sent, and nothing is."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, one, refusal, value
from .syncs import Hub, add_account, add_site, add_visitor, configure, make_id, start, work


@pytest.mark.row("R13")
def test_it_says_what_a_run_would_do(db: Connection) -> None:
    site = add_site(db)
    for name in "abcd":
        add_visitor(db, site, name)
    config = configure(db, site, "contacts", "companies")
    there = {"domain_id": site, "config_id": config["id"]}
    told = one(db, ADMIN, "dry_run_sync", **there, page_size=1)
    counts = {"scanned": 4, "created": 4, "updated": 0, "unchanged": 0, "is_complete": True}
    assert {key: told["contacts"][key] for key in counts} == counts
    assert len(told["contacts"]["sample"]) == 1
    empty = dict.fromkeys(("scanned", "created", "updated", "unchanged"), 0)
    assert told["companies"] == {**empty, "is_complete": True, "sample": []}
    assert value(db, "select count(*) from sync_runs where domain_id = %s", site) == 0
    hub = Hub(refused={"d@people.example"})
    start(db, config)
    work(db, hub)
    db.execute("update visitors set company_domain = 'n.example' where id = any(%s)",
               [[make_id("a"), make_id("d")]])  # fmt: skip
    firm = add_account(db, site, "acme")
    told = one(db, ADMIN, "dry_run_sync", **there)
    counts = {"scanned": 4, "created": 1, "updated": 1, "unchanged": 2, "is_complete": True}
    assert {key: told["contacts"][key] for key in counts} == counts
    sample = {each["properties"]["email"]: each["change"] for each in told["contacts"]["sample"]}
    assert sample == {"a@people.example": "updated", "d@people.example": "created"}
    assert told["companies"]["sample"] == [
        {
            "local_id": str(firm), "change": "created",
            "properties": {"name": "acme", "size": ""},
        }
    ]  # fmt: skip


@pytest.mark.row("R13", "R20", "R26")
def test_who_may(db: Connection) -> None:
    site = value(db, "select tests.domain('abtasty.com')")
    there = {
        "domain_id": site,
        "config_id": value(db, "select id from sync_configs where domain_id = %s", site),
    }
    denied = "42501 PERMISSION_DENIED"
    for who in (USER, "support@demo.example", "staff@demo.example", "partner@demo.example"):
        assert refusal(db, who, "dry_run_sync", **there) == denied
    for who in (ANON, SERVICE):
        assert refusal(db, who, "dry_run_sync", **there) == "42501"
    given = (
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), %s, %s, %s, %s, 'test')"
    )
    db.execute(given, [USER, "integrations", "edit", "allow", site])
    assert refusal(db, USER, "dry_run_sync", **there) is None
    for resource in ("visitors", "accounts"):
        with db.transaction(force_rollback=True):
            db.execute(given, [USER, resource, "view", "deny", site])
            assert refusal(db, USER, "dry_run_sync", **there) == denied
    other = value(db, "select tests.domain('notabtasty.com')")
    assert refusal(db, USER, "dry_run_sync", **{**there, "domain_id": other}) == denied
    assert refusal(db, ADMIN, "dry_run_sync", **{**there, "domain_id": other}) == "P0002 NOT_FOUND"
    for size in (0, 501):
        found = refusal(db, ADMIN, "dry_run_sync", **there, page_size=size)
        assert found == "22023 INVALID_INPUT"
