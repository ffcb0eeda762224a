"""Which rows a run sends, and what of them."""

import pytest

from .hubspot import Connection, value
from .syncs import (
    Hub,
    add_account,
    add_site,
    add_visitor,
    claim,
    configure,
    counted,
    make_id,
    people,
    report,
    start,
    work,
)


@pytest.mark.row("R13")
def test_only_changed_rows_are_sent(db: Connection) -> None:
    site = add_site(db)
    for name in "abcde":
        add_visitor(db, site, name)
    config, hub = configure(db, site, "contacts"), Hub()
    run = start(db, config)
    assert work(db, hub, page_size=2) == 3
    assert counted(db, run) == ("done", 0, 0, 5, 0, 0, 0)
    assert hub.held.keys() == people(*"abcde")
    again = start(db, config)
    assert work(db, hub) == 0
    assert counted(db, again) == ("done", 5, 0, 0, 0, 0, 0)
    db.execute("update visitors set company_domain = 'new.example' where id = %s", [make_id("c")])
    db.execute("update visitors set updated_at = now() where id = %s", [make_id("d")])
    add_visitor(db, site, "f")
    third = start(db, config)
    del hub.sent[:]
    assert work(db, hub) == 1
    assert counted(db, third) == ("done", 4, 0, 1, 1, 0, 0)
    assert sorted(hub.sent) == ["c@people.example", "f@people.example"]
    assert hub.held["contacts", "c@people.example"]["company"] == "new.example"
    full = start(db, config, "full")
    del hub.sent[:]
    assert work(db, hub) == 1
    assert counted(db, full) == ("done", 0, 0, 0, 6, 0, 0)
    assert len(hub.sent) == 6


@pytest.mark.row("R13")
def test_what_hubspot_is_sent(db: Connection) -> None:
    site = add_site(db)
    firm = add_account(db, site, "acme", enrichment_data='{"employees": 50}', company_name=None)
    add_visitor(db, site, "a", company_domain="acme.example")
    run = start(db, configure(db, site, "companies", "contacts"))
    db.execute("set local time zone 'Asia/Kolkata'")
    first = claim(db)
    second = claim(db)
    assert first and second
    assert [batch["object"] for batch in (first, second)] == ["companies", "contacts"]
    assert first["inputs"] == [
        {
            "objectWriteTraceId": f"{first['batch_id']}-1", "id": str(firm),
            "idProperty": "bo_account_id", "properties": {"name": "", "size": "50"},
        }
    ]  # fmt: skip
    assert second["inputs"] == [
        {
            "objectWriteTraceId": f"{second['batch_id']}-1", "id": "a@people.example",
            "idProperty": "email",
            "properties": {
                "email": "a@people.example", "company": "acme.example",
                "seen": "2026-01-02T03:04:05.678Z",
            },
        }
    ]  # fmt: skip
    there = ("domain_id", "run_id", "provider", "attempt")
    assert [first[name] for name in there] == [site, run["id"], "hubspot", 1]
    assert counted(db, run) == ("running", 0, 2, 0, 0, 0, 0)
    # The same hash in another time zone.
    hub = Hub()
    for batch in (first, second):
        report(db, batch, hub.upsert(batch))
    assert claim(db) is None
    db.execute("set local time zone 'UTC'")
    assert counted(db, run)[0] == "done"
    assert value(db, "select hubspot_company_id from accounts where id = %s", firm) == f"r-{firm}"
    again = start(db, configure(db, site, "companies", "contacts", expected_version=1))
    assert work(db, hub) == 0
    assert counted(db, again)[:2] == ("done", 2)


@pytest.mark.row("R13")
def test_who_is_a_contact(db: Connection) -> None:
    site = add_site(db)
    add_visitor(db, site, "plain")
    add_visitor(db, site, "silent", email=None)
    add_visitor(db, site, "tester", is_test=True)
    add_visitor(db, site, "old", last_seen_at="2026-01-01T00:00Z")
    add_visitor(db, site, "merged", merged_into_id=make_id("plain"))
    # One address on two devices, and two that were seen at the same moment.
    add_visitor(db, site, "phone", email="twice@people.example")
    add_visitor(db, site, "laptop", email="twice@people.example", last_seen_at="2026-02-01T00:00Z")
    add_visitor(db, site, "gone", email="plain@people.example", merged_into_id=make_id("plain"),
                last_seen_at="2026-03-01T00:00Z")  # fmt: skip
    add_visitor(db, site, "draft", email="plain@people.example", is_test=True,
                last_seen_at="2026-03-01T00:00Z")  # fmt: skip
    hub = Hub()
    start(db, configure(db, site, "contacts"))
    work(db, hub)
    assert sorted(hub.sent) == [f"{name}@people.example" for name in ("old", "plain", "twice")]
    assert hub.held["contacts", "twice@people.example"]["seen"] == "2026-02-01T00:00:00.000Z"
    since = {"seen_since": "2026-01-02T03:04:05.678Z", "include_test": True}
    start(db, configure(db, site, "contacts", filters=since, expected_version=1), "full")
    del hub.sent[:]
    work(db, hub)
    # With test traffic, `draft` is the one of its address that was seen last.
    assert sorted(hub.sent) == [f"{name}@people.example" for name in ("plain", "tester", "twice")]
    assert hub.held["contacts", "plain@people.example"]["seen"] == "2026-03-01T00:00:00.000Z"


@pytest.mark.row("R13")
def test_companies_by_when_they_were_first_seen(db: Connection) -> None:
    site = add_site(db)
    add_account(db, site, "old")
    late = add_account(db, site, "new", first_seen_at="2026-02-01T00:00Z")
    hub = Hub()
    start(db, configure(db, site, "companies", filters={"seen_since": "2026-02-01T00:00Z"}))
    work(db, hub)
    assert hub.sent == [str(late)]


@pytest.mark.row("R13")
def test_unchanged_rows_are_read_in_windows(db: Connection) -> None:
    site = add_site(db)
    db.execute(
        "insert into visitors (domain_id, id, email, first_seen_at, last_seen_at, is_test)"
        " select %s, gen_random_uuid(), n || '@people.example', now(), now(), false"
        " from generate_series(1, 4100) as n",
        [site],
    )
    config, hub = configure(db, site, "contacts"), Hub()
    first = start(db, config)
    assert work(db, hub) == 41
    assert counted(db, first) == ("done", 0, 0, 4100, 0, 0, 0)
    assert len(set(hub.sent)) == len(hub.sent) == 4100
    db.execute(
        "update visitors set company_domain = 'x.example' where domain_id = %s and id ="
        " (select id from visitors where domain_id = %s order by id desc limit 1)", [site, site],
    )  # fmt: skip
    second = start(db, config)
    assert work(db, hub) == 1
    assert counted(db, second) == ("done", 4099, 0, 0, 1, 0, 0)
