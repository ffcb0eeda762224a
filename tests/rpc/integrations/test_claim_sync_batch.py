"""What a run sends: only what changed, each row to one worker, and again when a worker is lost."""

from typing import Any

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, refusal, value
from .syncs import (
    SITE,
    Hub,
    add_account,
    add_site,
    add_visitor,
    claim,
    configure,
    counted,
    make_id,
    report,
    run_of,
    start,
    work,
)  # fmt: skip

LAPSED = "update private.sync_batches set leased_until = clock_timestamp()"


@pytest.mark.row("R13")
def test_the_batch_of_a_killed_worker_is_claimed_again(db: Connection) -> None:
    site = add_site(db)
    for name in "abc":
        add_visitor(db, site, name)
    run = start(db, configure(db, site, "contacts"))
    lost = claim(db, "w1")
    assert lost
    assert claim(db, "w2") is None
    db.execute(LAPSED)
    # Meanwhile one has changed, and one is gone.
    db.execute("update visitors set company_domain = 'new.example' where id = %s", [make_id("a")])
    db.execute("update visitors set email = null where id = %s", [make_id("b")])
    found = claim(db, "w2")
    assert found
    assert (found["batch_id"], found["attempt"]) == (lost["batch_id"], 2)
    sent = {each["id"]: each["properties"]["company"] for each in found["inputs"]}
    assert sent == {"a@people.example": "new.example", "c@people.example": ""}
    assert counted(db, run) == ("running", 0, 2, 0, 0, 0, 1)
    hub = Hub()
    with pytest.raises(Exception, match="not yours"):
        report(db, lost, hub.upsert(lost), "w1")
    report(db, found, hub.upsert(found), "w2")
    assert claim(db) is None
    # New at the service or not: it had them from nobody before the lost worker.
    assert counted(db, run) == ("done", 0, 0, 0, 2, 0, 1)
    again = start(db, configure(db, site, "contacts", expected_version=1))
    work(db, hub)
    assert counted(db, again)[:2] == ("done", 2)


@pytest.mark.row("R13")
def test_a_batch_of_which_everything_is_gone_is_no_batch(db: Connection) -> None:
    site = add_site(db)
    add_visitor(db, site, "a")
    run = start(db, configure(db, site, "contacts"))
    assert claim(db)
    db.execute(LAPSED)
    db.execute("update visitors set email = null")
    assert claim(db) is None
    assert counted(db, run) == ("done", 0, 0, 0, 0, 0, 1)
    assert value(db, "select count(*) from private.sync_batches") == 0


@pytest.mark.row("R13", "R26")
def test_twins_with_the_same_ids_stay_apart(db: Connection) -> None:
    """Two domains whose rows, synchronisations and runs have the same ids."""
    sites = [add_site(db), add_site(db, "twin.example")]
    hubs = {}
    runs = {}
    for number, site in enumerate(sites):
        add_visitor(db, site, "a", company_domain=f"{number}.example")
        add_account(db, site, "acme", company_name=str(number))
        config = configure(db, site, "companies", "contacts")
        key = {"domain_id": site, "config_id": config["id"]}
        same = make_id("config")
        db.execute("update sync_configs set id = %s where domain_id = %s", [same, key["domain_id"]])
        db.execute(
            "insert into sync_runs (domain_id, id, config_id, kind) values (%s, %s, %s, 'changes')",
            [site, make_id("run"), same],
        )
        runs[site] = {"domain_id": site, "id": make_id("run")}
        hubs[site] = Hub()
    for _ in range(6):
        if batch := claim(db):
            assert {each["properties"].get("company", "") for each in batch["inputs"]} <= {
                "", f"{sites.index(batch['domain_id'])}.example"
            }  # fmt: skip
            report(db, batch, hubs[batch["domain_id"]].upsert(batch))
    for site in sites:
        assert counted(db, runs[site]) == ("done", 0, 0, 2, 0, 0, 0)
        assert len(hubs[site].sent) == 2
    query = "select domain_id, count(*) from sync_records where config_id = %s group by 1"
    held = db.execute(query, [make_id("config")]).fetchall()
    assert sorted(held) == sorted((site, 2) for site in sites)


@pytest.mark.row("R13")
def test_runs_take_turns(db: Connection) -> None:
    sites = [add_site(db), add_site(db, "twin.example")]
    for site in sites:
        for name in "abc":
            add_visitor(db, site, name)
        start(db, configure(db, site, "contacts"))
    found = [claim(db, page_size=1) for _ in range(4)]
    assert [batch["domain_id"] for batch in found if batch] == sites * 2


@pytest.mark.row("R13")
@pytest.mark.parametrize(
    "ended",
    [
        "update integrations set status = 'error', error = 'x',"
        " access_secret_id = null, refresh_secret_id = null where status = 'connected'",
        "update sync_runs set state = 'paused', paused_at = now() where state = 'running'",
        "update sync_runs set state = 'cancelled', finished_at = now() where state = 'running'",
    ],
)
def test_nothing_is_handed_out_where_nothing_may_be_sent(db: Connection, ended: str) -> None:
    site = add_site(db)
    add_visitor(db, site, "a")
    start(db, configure(db, site, "contacts"))
    db.execute(ended)
    assert claim(db) is None


@pytest.mark.row("R13", "R20")
def test_only_workers_claim(db: Connection) -> None:
    for who in (ADMIN, USER, ANON):
        assert refusal(db, who, "claim_sync_batch", worker="w") == "42501"


@pytest.mark.row("R13")
@pytest.mark.parametrize(
    "wrong", [{"worker": ""}, {"page_size": 0}, {"page_size": 101}, {"lease": "2 hours"}]
)
def test_a_claim_has_a_name_a_size_and_an_end(db: Connection, wrong: dict[str, Any]) -> None:
    args = {"worker": "w", "page_size": 100, **wrong}
    assert refusal(db, SERVICE, "claim_sync_batch", **args) == "22023 INVALID_INPUT"


def test_the_helpers_see_a_run(db: Connection) -> None:
    site = add_site(db, f"other.{SITE}")
    assert run_of(db, start(db, configure(db, site, "contacts")))["scanned"] == 0
